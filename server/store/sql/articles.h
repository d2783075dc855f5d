// Articles: their revisions, and which one is current.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "isnad/v1/article.pb.h"
#include "isnad/v1/claim.pb.h"
#include "server/store/query.h"
#include "server/store/sql/session.h"

namespace isnad::store::sql {

// The unit ids [first, end) of the quotes or claims of one revision.
struct UnitRange {
  int64_t first = 0;
  int64_t end = 0;
};

// The current revision of an article.
struct CurrentRevision {
  int64_t seq = 0;
  std::string revision;
  UnitRange quotes;
  UnitRange claims;
};

// Nothing where there is no such article.
absl::StatusOr<std::optional<CurrentRevision>> FindArticle(const Session& session, std::string_view name);

// The article of a revision that exists.
absl::StatusOr<std::string> ArticleOf(const Session& session, int64_t seq);

// Stores a revision, with the topics of its claims (see units.h), and makes it the article's current one. The
// article's former revision stays as it is.
absl::Status InsertRevision(const Session& session, const v1::Article& article,
                            const CurrentRevision& revision, const v1::Claim& topics);

// The text of a revision that exists.
absl::StatusOr<std::string> TextOf(const Session& session, int64_t seq);

// NOT_FOUND where there is none.
absl::StatusOr<v1::Article> GetArticle(const Session& session, std::string_view name);

// Without their text.
absl::StatusOr<Page<v1::Article>> ListArticles(const Session& session, const ArticleQuery& query,
                                               const PageRequest& page);

// The form in which outlets are compared.
std::string OutletKey(std::string_view outlet);

// The first ten bytes of an ISO 8601 date or time: its day; empty where it is shorter.
std::string DayOf(std::string_view time);

}  // namespace isnad::store::sql
