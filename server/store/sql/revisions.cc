#include "server/store/sql/revisions.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "server/store/sql/articles.h"
#include "server/store/sql/select.h"

namespace isnad::store::sql {
namespace {

constexpr std::string_view kSegment = "/revisions/";

// articles/ID/revisions/N, taken apart; nothing where it is no such name.
std::optional<std::pair<std::string_view, int64_t>> TakeApart(std::string_view name) {
  const size_t at = name.rfind(kSegment);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view digits = name.substr(at + kSegment.size());
  int64_t seq = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seq);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return std::pair(name.substr(0, at), seq);
}

// The revision, without its text.
absl::StatusOr<v1::ArticleRevision> Load(const Session& session, std::string_view article, int64_t seq) {
  Statement row = session.db.Prepare(
      "SELECT r.body, a.seq = r.seq, u.body FROM revision r JOIN article a ON a.name = r.article "
      "LEFT JOIN former_units u ON u.seq = r.seq WHERE r.seq = ? AND r.article = ?");
  if (!row.Bind(seq, article).Step()) {
    if (!row.ok()) return row.status();
    return absl::NotFoundError(fmt::format("no such revision: {}{}{}", article, kSegment, seq));
  }
  v1::ArticleRevision revision;
  const std::string_view units = row.Bytes(2);
  const std::string_view body = row.Bytes(0);
  if (!revision.ParseFromArray(units.data(), static_cast<int>(units.size())) ||
      !revision.mutable_article()->ParseFromArray(body.data(), static_cast<int>(body.size()))) {
    return absl::DataLossError(
        fmt::format("{}: the row of {}{}{} is damaged", session.db.path(), article, kSegment, seq));
  }
  revision.set_name(fmt::format("{}{}{}", article, kSegment, seq));
  revision.mutable_article()->set_name(std::string(article));
  revision.set_current(row.Int(1) != 0);
  return revision;
}

}  // namespace

absl::StatusOr<v1::ArticleRevision> GetRevision(const Session& session, std::string_view name) {
  const auto parts = TakeApart(name);
  if (!parts) return absl::NotFoundError(fmt::format("no such revision: {}", name));
  auto revision = Load(session, parts->first, parts->second);
  if (!revision.ok()) return revision;
  auto text = TextOf(session, parts->second);
  if (!text.ok()) return text.status();
  revision->mutable_article()->set_text(*std::move(text));
  return revision;
}

absl::StatusOr<Page<v1::ArticleRevision>> ListRevisions(const Session& session, const RevisionQuery& query,
                                                        const PageRequest& page) {
  if (absl::Status status = CheckPage(page); !status.ok()) return status;
  auto after = ParsePosition(page.after);
  if (!after.ok()) return after.status();
  auto article = FindArticle(session, query.article);
  if (!article.ok()) return article.status();
  if (!article->has_value()) return absl::NotFoundError(fmt::format("no such article: {}", query.article));
  Statement ids =
      session.db.PrepareMany("SELECT seq FROM revision WHERE article = ? AND seq > ? ORDER BY seq");
  ids.Bind(query.article, *after);
  return PageOf<v1::ArticleRevision>(std::move(ids), page.size,
                                     [&](int64_t seq) -> absl::StatusOr<std::optional<v1::ArticleRevision>> {
                                       return Load(session, query.article, seq);
                                     });
}

absl::Status KeepFormerUnits(const Session& session, std::string_view article,
                             std::span<const v1::FormerUnit> units) {
  auto current = FindArticle(session, article);
  if (!current.ok()) return current.status();
  if (!current->has_value()) return absl::InvalidArgumentError(fmt::format("no such article: {}", article));
  v1::ArticleRevision body;
  for (const v1::FormerUnit& unit : units) *body.add_former_units() = unit;
  const std::string bytes = body.SerializeAsString();
  return session.db.Run("INSERT INTO former_units VALUES (?, ?)", (*current)->seq, Blob{bytes});
}

}  // namespace isnad::store::sql
