// The methods of a Reader, over a session.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/sql/articles.h"
#include "server/store/sql/candidates.h"
#include "server/store/sql/curation.h"
#include "server/store/sql/entities.h"
#include "server/store/sql/matter.h"
#include "server/store/sql/relations.h"
#include "server/store/sql/revisions.h"
#include "server/store/sql/session.h"
#include "server/store/sql/units.h"
#include "server/store/store.h"

namespace isnad::store::sql {

// `Interface` (a Reader or a Transaction) with its reading methods; the deriving class says what session they
// read.
template <typename Interface>
class Reads : public Interface {
 public:
  absl::StatusOr<v1::Article> GetArticle(std::string_view name) final {
    return sql::GetArticle(session(), name);
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
    return sql::GetRelation(session(), name);
  }
  absl::StatusOr<v1::Entity> GetEntity(std::string_view name) final {
    return sql::GetEntity(session(), name);
  }

  absl::StatusOr<v1::ArticleRevision> GetRevision(std::string_view name) final {
    return sql::GetRevision(session(), name);
  }
  absl::StatusOr<Page<v1::ArticleRevision>> ListRevisions(const RevisionQuery& query,
                                                          const PageRequest& page) final {
    return sql::ListRevisions(session(), query, page);
  }

  absl::StatusOr<Page<v1::Article>> ListArticles(const ArticleQuery& query, const PageRequest& page) final {
    return sql::ListArticles(session(), query, page);
  }
  absl::StatusOr<Page<v1::Quote>> ListQuotes(const QuoteQuery& query, const PageRequest& page) final {
    return sql::ListQuotes(session(), query, page);
  }
  absl::StatusOr<Page<v1::Claim>> ListClaims(const ClaimQuery& query, const PageRequest& page) final {
    return sql::ListClaims(session(), query, page);
  }
  absl::StatusOr<Page<v1::Relation>> ListRelations(const RelationQuery& query,
                                                   const PageRequest& page) final {
    return sql::ListRelations(session(), query, page);
  }
  absl::StatusOr<std::string> EndOfRelations() final { return sql::EndOfRelations(session()); }
  absl::StatusOr<Page<v1::Entity>> ListEntities(const EntityQuery& query, const PageRequest& page) final {
    return sql::ListEntities(session(), query, page);
  }

  absl::StatusOr<Page<v1::EntityChange>> ListEntityChanges(const EntityChangeQuery& query,
                                                           const PageRequest& page) final {
    return sql::ListEntityChanges(session(), query.entity, page);
  }
  absl::StatusOr<Page<v1::RelationReview>> ListRelationReviews(const RelationReviewQuery& query,
                                                               const PageRequest& page) final {
    return sql::ListRelationReviews(session(), query.relation, page);
  }

  absl::StatusOr<std::vector<std::string>> FindEntities(std::string_view name) final {
    return sql::FindEntities(session(), name);
  }
  absl::StatusOr<std::vector<Candidate>> FindCandidates(UnitKind kind, std::span<const uint64_t> features,
                                                        int limit, std::string_view except) final {
    return sql::FindCandidates(session(), kind, features, limit, except);
  }
  absl::StatusOr<std::vector<std::vector<Candidate>>> FindInMatter(
      const Matter& matter, std::span<const std::vector<uint64_t>> queries, int limit,
      std::string_view except) final {
    return sql::FindInMatter(session(), matter, queries, limit, except);
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

}  // namespace isnad::store::sql
