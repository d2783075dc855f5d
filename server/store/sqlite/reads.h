// The methods of a Reader, over a session.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/sqlite/articles.h"
#include "server/store/sqlite/candidates.h"
#include "server/store/sqlite/curation.h"
#include "server/store/sqlite/entities.h"
#include "server/store/sqlite/matter.h"
#include "server/store/sqlite/relations.h"
#include "server/store/sqlite/revisions.h"
#include "server/store/sqlite/session.h"
#include "server/store/sqlite/units.h"
#include "server/store/store.h"

namespace isnad::store::sqlite {

// `Interface` (a Reader or a Transaction) with its reading methods; the deriving class says what session they
// read.
template <typename Interface>
class Reads : public Interface {
 public:
  absl::StatusOr<v1::Article> GetArticle(std::string_view name) final {
    return sqlite::GetArticle(session(), name);
  }
  absl::StatusOr<v1::Quote> GetQuote(std::string_view name) final {
    auto row = FindRow(UnitKind::kQuote, name);
    if (!row.ok()) return row.status();
    return ToQuote(session(), *row);
  }
  absl::StatusOr<v1::Claim> GetClaim(std::string_view name) final {
    auto row = FindRow(UnitKind::kClaim, name);
    if (!row.ok()) return row.status();
    return ToClaim(session(), *row);
  }
  absl::StatusOr<v1::Relation> GetRelation(std::string_view name) final {
    return sqlite::GetRelation(session(), name);
  }
  absl::StatusOr<v1::Entity> GetEntity(std::string_view name) final {
    return sqlite::GetEntity(session(), name);
  }

  absl::StatusOr<v1::ArticleRevision> GetRevision(std::string_view name) final {
    return sqlite::GetRevision(session(), name);
  }
  absl::StatusOr<Page<v1::ArticleRevision>> ListRevisions(const RevisionQuery& query,
                                                          const PageRequest& page) final {
    return sqlite::ListRevisions(session(), query, page);
  }

  absl::StatusOr<Page<v1::Article>> ListArticles(const ArticleQuery& query, const PageRequest& page) final {
    return sqlite::ListArticles(session(), query, page);
  }
  absl::StatusOr<Page<v1::Quote>> ListQuotes(const QuoteQuery& query, const PageRequest& page) final {
    return sqlite::ListQuotes(session(), query, page);
  }
  absl::StatusOr<Page<v1::Claim>> ListClaims(const ClaimQuery& query, const PageRequest& page) final {
    return sqlite::ListClaims(session(), query, page);
  }
  absl::StatusOr<Page<v1::Relation>> ListRelations(const RelationQuery& query,
                                                   const PageRequest& page) final {
    return sqlite::ListRelations(session(), query, page);
  }
  absl::StatusOr<std::string> EndOfRelations() final { return sqlite::EndOfRelations(session()); }
  absl::StatusOr<Page<v1::Entity>> ListEntities(const EntityQuery& query, const PageRequest& page) final {
    return sqlite::ListEntities(session(), query, page);
  }

  absl::StatusOr<Page<v1::EntityChange>> ListEntityChanges(const EntityChangeQuery& query,
                                                           const PageRequest& page) final {
    return sqlite::ListEntityChanges(session(), query.entity, page);
  }
  absl::StatusOr<Page<v1::RelationReview>> ListRelationReviews(const RelationReviewQuery& query,
                                                               const PageRequest& page) final {
    return sqlite::ListRelationReviews(session(), query.relation, page);
  }

  absl::StatusOr<std::vector<std::string>> FindEntities(std::string_view name) final {
    return sqlite::FindEntities(session(), name);
  }
  absl::StatusOr<std::vector<Candidate>> FindCandidates(UnitKind kind, std::span<const uint64_t> features,
                                                        int limit, std::string_view except) final {
    return sqlite::FindCandidates(session(), kind, features, limit, except);
  }
  absl::StatusOr<std::vector<std::vector<Candidate>>> FindInMatter(
      const Matter& matter, std::span<const std::vector<uint64_t>> queries, int limit,
      std::string_view except) final {
    return sqlite::FindInMatter(session(), matter, queries, limit, except);
  }

 protected:
  virtual Session session() = 0;

 private:
  absl::StatusOr<UnitRow> FindRow(UnitKind kind, std::string_view name) {
    auto id = FindUnit(session(), kind, name);
    if (!id.ok()) return id.status();
    return LoadUnit(session(), kind, *id);
  }
};

}  // namespace isnad::store::sqlite
