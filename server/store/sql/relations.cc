#include "server/store/sql/relations.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "server/store/sql/articles.h"
#include "server/store/sql/entities.h"
#include "server/store/sql/reviews.h"
#include "server/store/sql/select.h"
#include "server/store/sql/units.h"
#include "server/store/sql/words.h"

namespace isnad::store::sql {
namespace {

// The claims at the two ends of a relation.
using Ends = std::pair<int64_t, int64_t>;

absl::StatusOr<int64_t> FindEnd(const Session& session, const v1::Relation& relation,
                                const std::string& claim) {
  auto id = FindUnit(session, UnitKind::kClaim, claim);
  if (!absl::IsNotFound(id.status())) return id;
  return absl::InvalidArgumentError(fmt::format("{}: no such claim: {}", relation.name(), claim));
}

absl::StatusOr<Ends> FindEnds(const Session& session, const v1::Relation& relation) {
  if (relation.name().empty()) return absl::InvalidArgumentError("a relation without a name");
  auto a = FindEnd(session, relation, relation.a().claim());
  if (!a.ok()) return a.status();
  auto b = FindEnd(session, relation, relation.b().claim());
  if (!b.ok()) return b.status();
  return Ends(*a, *b);
}

absl::Status Put(const Session& session, const v1::Relation& relation, const Ends& ends) {
  v1::Relation body = relation;
  body.clear_name();
  body.clear_a();
  body.clear_b();
  body.clear_state();
  const std::string bytes = body.SerializeAsString();
  Statement former = session.db.Prepare(
      "SELECT id FROM relation WHERE name = ? UNION SELECT id FROM relation WHERE a = ? AND b = ?");
  const bool replaces = former.Bind(relation.name(), ends.first, ends.second).Step();
  if (!former.ok()) return former.status();
  Statement put = session.db.Prepare(
      replaces
          ? "UPDATE relation SET name = ?, a = ?, b = ?, verdict = ?, kind = ?, score = ?, body = ? "
            "WHERE id = ?"
          : "INSERT INTO relation (name, a, b, verdict, kind, score, body) VALUES (?, ?, ?, ?, ?, ?, ?)");
  put.Bind(relation.name(), ends.first, ends.second, static_cast<int>(relation.verdict()),
           static_cast<int>(relation.kind()), relation.score(), Blob{bytes});
  if (replaces) put.Bind(former.Int(0));
  return put.Run();
}

v1::RelationEnd ToEnd(v1::Claim claim) {
  v1::RelationEnd end;
  end.set_claim(std::move(*claim.mutable_name()));
  end.set_article(std::move(*claim.mutable_article()));
  if (claim.has_evidence()) *end.mutable_evidence() = std::move(*claim.mutable_evidence());
  if (claim.has_holder()) *end.mutable_holder() = std::move(*claim.mutable_holder());
  if (claim.has_time()) *end.mutable_time() = std::move(*claim.mutable_time());
  end.set_outlet(std::move(*claim.mutable_outlet()));
  end.set_publish_time(std::move(*claim.mutable_publish_time()));
  return end;
}

// An end, and the words of its evidence.
struct LoadedEnd {
  v1::RelationEnd end;
  std::string words;
};

std::string PairOf(const LoadedEnd& a, const LoadedEnd& b) {
  return PairKey(a.end.article(), a.words, b.end.article(), b.words);
}

absl::StatusOr<LoadedEnd> LoadEnd(const Session& session, int64_t claim) {
  auto row = LoadUnit(session, UnitKind::kClaim, claim);
  if (!row.ok()) return row.status();
  auto message = ToClaim(session, *row);
  if (!message.ok()) return message.status();
  return LoadedEnd{ToEnd(*std::move(message)), std::move(row->words)};
}

// The pair of the relation of this name.
absl::StatusOr<std::string> FindPair(const Session& session, std::string_view name) {
  Statement row = session.db.Prepare("SELECT a, b FROM relation WHERE name = ?");
  if (!row.Bind(name).Step()) {
    if (!row.ok()) return row.status();
    return absl::NotFoundError(fmt::format("no such relation: {}", name));
  }
  auto a = LoadEnd(session, row.Int(0));
  if (!a.ok()) return a.status();
  auto b = LoadEnd(session, row.Int(1));
  if (!b.ok()) return b.status();
  return PairOf(*a, *b);
}

// The relation in a row, or nothing where it does not fit the conditions on words.
absl::StatusOr<std::optional<v1::Relation>> Load(const Session& session, const RelationQuery& query,
                                                 int64_t id) {
  Statement row = session.db.Prepare("SELECT name, a, b, body FROM relation WHERE id = ?");
  if (!row.Bind(id).Step()) {
    if (!row.ok()) return row.status();
    return absl::DataLossError(fmt::format("{}: relation {} is missing", session.db.path(), id));
  }
  auto a = LoadEnd(session, row.Int(1));
  if (!a.ok()) return a.status();
  auto b = LoadEnd(session, row.Int(2));
  if (!b.ok()) return b.status();
  if (!HoldsAll(a->words, query.words) && !HoldsAll(b->words, query.words)) return std::nullopt;
  if (!HoldsAny(a->words, query.any_of) && !HoldsAny(b->words, query.any_of)) return std::nullopt;
  if (!Describes(a->end.holder(), query.holder_words) && !Describes(b->end.holder(), query.holder_words)) {
    return std::nullopt;
  }
  auto state = StateOf(session, PairOf(*a, *b));
  if (!state.ok()) return state.status();
  if (!query.states.empty() &&
      std::find(query.states.begin(), query.states.end(), *state) == query.states.end())
    return std::nullopt;
  v1::Relation relation;
  const std::string_view body = row.Bytes(3);
  if (!relation.ParseFromArray(body.data(), static_cast<int>(body.size()))) {
    return absl::DataLossError(fmt::format("{}: the row of {} is damaged", session.db.path(), row.Bytes(0)));
  }
  relation.set_name(std::string(row.Bytes(0)));
  relation.set_state(*state);
  *relation.mutable_a() = std::move(a->end);
  *relation.mutable_b() = std::move(b->end);
  return relation;
}

absl::Status AddArticle(const Session& session, const std::string& article, Conditions& conditions) {
  auto revision = FindArticle(session, article);
  if (!revision.ok()) return revision.status();
  const UnitRange range = revision->value_or(CurrentRevision{}).claims;
  conditions.Add(
      "x.id IN (SELECT id FROM relation WHERE a >= ? AND a < ? UNION SELECT id FROM relation WHERE b >= ? "
      "AND b < ?)",
      range.first, range.end, range.first, range.end);
  return absl::OkStatus();
}

absl::Status AddHolders(const Session& session, const std::vector<std::string>& entities,
                        Conditions& conditions) {
  auto names = NameIdsOf(session, entities);
  if (!names.ok()) return names.status();
  const std::string holders = JsonArray(*names);
  constexpr std::string_view kHeld =
      "(SELECT id FROM claim WHERE source IN (SELECT value FROM json_each(?)))";
  conditions.Add(fmt::format("x.id IN (SELECT id FROM relation WHERE a IN {0} UNION "
                             "SELECT id FROM relation WHERE b IN {0})",
                             kHeld),
                 holders, holders);
  return absl::OkStatus();
}

// One end must be published on a day between the two, so that a relation that only spans them does not count.
void AddDays(const RelationQuery& query, Conditions& conditions) {
  if (query.from.empty() && query.to.empty()) return;
  const std::string from = query.from.empty() ? "0000" : query.from;
  const std::string to = query.to.empty() ? "9999-99" : query.to;
  conditions.Add("(ra.day BETWEEN ? AND ? OR rb.day BETWEEN ? AND ?)", from, to, from, to);
}

void AddPlain(const RelationQuery& query, Conditions& conditions) {
  if (!query.verdicts.empty()) {
    const std::vector<int64_t> verdicts(query.verdicts.begin(), query.verdicts.end());
    conditions.Add("x.verdict IN (SELECT value FROM json_each(?))", JsonArray(verdicts));
  }
  if (query.kind != v1::CONTRADICTION_KIND_UNSPECIFIED) conditions.Add("x.kind = ?", int64_t{query.kind});
  if (query.min_score > 0) conditions.Add("x.score >= ?", query.min_score);
  if (!query.outlet.empty()) {
    conditions.Add("(ra.outlet_key = ? OR rb.outlet_key = ?)", OutletKey(query.outlet),
                   OutletKey(query.outlet));
  }
  AddDays(query, conditions);
}

}  // namespace

absl::Status PutRelations(const Session& session, std::span<const v1::Relation> relations) {
  std::vector<Ends> ends;
  for (const v1::Relation& relation : relations) {
    auto found = FindEnds(session, relation);
    if (!found.ok()) return found.status();
    ends.push_back(*found);
  }
  for (size_t i = 0; i < relations.size(); ++i) {
    if (absl::Status status = Put(session, relations[i], ends[i]); !status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::RelationReview> ReviewRelation(const Session& session, std::string_view relation,
                                                  v1::RelationState state, const v1::Decision& decision) {
  auto pair = FindPair(session, relation);
  if (!pair.ok()) return pair.status();
  return KeepReview(session, *pair, relation, state, decision);
}

absl::StatusOr<Page<v1::RelationReview>> ListRelationReviews(const Session& session,
                                                             std::string_view relation,
                                                             const PageRequest& page) {
  if (relation.empty()) return ListReviews(session, "", page);
  auto pair = FindPair(session, relation);
  if (!pair.ok()) return pair.status();
  return ListReviews(session, *pair, page);
}

absl::StatusOr<v1::Relation> GetRelation(const Session& session, std::string_view name) {
  Statement row = session.db.Prepare("SELECT id FROM relation WHERE name = ?");
  if (!row.Bind(name).Step()) {
    if (!row.ok()) return row.status();
    return absl::NotFoundError(fmt::format("no such relation: {}", name));
  }
  auto relation = Load(session, RelationQuery(), row.Int(0));
  if (!relation.ok()) return relation.status();
  return **std::move(relation);
}

// Ids are given in the order of the commits, as there is one writer, and never again.
absl::StatusOr<std::string> EndOfRelations(const Session& session) {
  auto last = session.db.LastRelation();
  if (!last.ok()) return last.status();
  return std::to_string(*last);
}

absl::StatusOr<Page<v1::Relation>> ListRelations(const Session& session, const RelationQuery& query,
                                                 const PageRequest& page) {
  if (absl::Status status = CheckPage(page); !status.ok()) return status;
  auto after = ParsePosition(page.after);
  if (!after.ok()) return after.status();
  Conditions conditions;
  conditions.Add("x.id > ?", *after);
  AddPlain(query, conditions);
  absl::Status status;
  if (!query.article.empty()) status = AddArticle(session, query.article, conditions);
  if (status.ok() && query.entities.has_value()) status = AddHolders(session, *query.entities, conditions);
  if (!status.ok()) return status;
  std::string from = "SELECT x.id FROM relation x";
  if (!query.outlet.empty() || !query.from.empty() || !query.to.empty()) {
    from += fmt::format(
        " {0} claim ca ON ca.id = x.a {0} revision ra ON ra.seq = ca.seq"
        " {0} claim cb ON cb.id = x.b {0} revision rb ON rb.seq = cb.seq",
        session.db.OrderedJoin());
  }
  Statement ids = session.db.PrepareMany(from + conditions.sql() + " ORDER BY x.id");
  ids.Bind(conditions.values());
  return PageOf<v1::Relation>(std::move(ids), page.size,
                              [&](int64_t id) { return Load(session, query, id); });
}

}  // namespace isnad::store::sql
