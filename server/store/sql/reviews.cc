#include "server/store/sql/reviews.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "server/entity/digest.h"
#include "server/store/sql/select.h"

namespace isnad::store::sql {

std::string PairKey(std::string_view article_a, std::string_view words_a, std::string_view article_b,
                    std::string_view words_b) {
  std::pair a(article_a, words_a), b(article_b, words_b);
  if (b < a) std::swap(a, b);
  return entity::Sha256Hex({a.first, "\n", a.second, "\n", b.first, "\n", b.second});
}

absl::StatusOr<v1::RelationState> StateOf(const Session& session, std::string_view pair) {
  Statement row =
      session.db.Prepare("SELECT state FROM relation_review WHERE pair = ? ORDER BY id DESC LIMIT 1");
  row.Bind(pair);
  const bool reviewed = row.Step();
  if (!row.ok()) return row.status();
  return reviewed ? static_cast<v1::RelationState>(row.Int(0)) : v1::RELATION_STATE_OPEN;
}

absl::StatusOr<v1::RelationReview> KeepReview(const Session& session, std::string_view pair,
                                              std::string_view relation, v1::RelationState state,
                                              const v1::Decision& decision) {
  Statement row = session.db.Prepare(
      "INSERT INTO relation_review (pair, relation, state, author, reason, time) VALUES (?, ?, ?, ?, ?, ?) "
      "RETURNING id");
  row.Bind(pair, relation, static_cast<int>(state), decision.author(), decision.reason(),
           decision.create_time());
  const int64_t id = row.Step() ? row.Int(0) : 0;
  if (absl::Status status = row.Run(); !status.ok()) return status;
  v1::RelationReview review;
  review.set_name(fmt::format("relationReviews/{}", id));
  review.set_relation(std::string(relation));
  review.set_state(state);
  *review.mutable_decision() = decision;
  return review;
}

absl::StatusOr<Page<v1::RelationReview>> ListReviews(const Session& session, std::string_view pair,
                                                     const PageRequest& page) {
  if (absl::Status status = CheckPage(page); !status.ok()) return status;
  auto after = ParsePosition(page.after);
  if (!after.ok()) return after.status();
  Conditions conditions;
  conditions.Add("id > ?", *after);
  if (!pair.empty()) conditions.Add("pair = ?", std::string(pair));
  Statement ids =
      session.db.PrepareMany("SELECT id FROM relation_review" + conditions.sql() + " ORDER BY id");
  ids.Bind(conditions.values());
  return PageOf<v1::RelationReview>(
      std::move(ids), page.size, [&](int64_t id) -> absl::StatusOr<std::optional<v1::RelationReview>> {
        Statement row = session.db.Prepare(
            "SELECT relation, state, author, reason, time FROM relation_review WHERE id = ?");
        row.Bind(id);
        v1::RelationReview review;
        if (row.Step()) {
          review.set_name(fmt::format("relationReviews/{}", id));
          review.set_relation(std::string(row.Bytes(0)));
          review.set_state(static_cast<v1::RelationState>(row.Int(1)));
          review.mutable_decision()->set_author(std::string(row.Bytes(2)));
          review.mutable_decision()->set_reason(std::string(row.Bytes(3)));
          review.mutable_decision()->set_create_time(std::string(row.Bytes(4)));
        }
        if (!row.ok()) return row.status();
        return review;
      });
}

}  // namespace isnad::store::sql
