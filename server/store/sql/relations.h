// Relations between claims of current revisions.
#pragma once

#include <span>
#include <string_view>

#include "absl/status/statusor.h"
#include "isnad/v1/decision.pb.h"
#include "isnad/v1/relation.pb.h"
#include "server/store/query.h"
#include "server/store/sql/session.h"

namespace isnad::store::sql {

// INVALID_ARGUMENT, and nothing of `relations` is stored, where one has no name or an end that is no stored
// claim.
absl::Status PutRelations(const Session& session, std::span<const v1::Relation> relations);

// With their ends as the claims tell them now.
absl::StatusOr<v1::Relation> GetRelation(const Session& session, std::string_view name);
absl::StatusOr<Page<v1::Relation>> ListRelations(const Session& session, const RelationQuery& query,
                                                 const PageRequest& page);
absl::StatusOr<std::string> EndOfRelations(const Session& session);

// What a person says of a relation: see Transaction and Reader.
absl::StatusOr<v1::RelationReview> ReviewRelation(const Session& session, std::string_view relation,
                                                  v1::RelationState state, const v1::Decision& decision);
absl::StatusOr<Page<v1::RelationReview>> ListRelationReviews(const Session& session,
                                                             std::string_view relation,
                                                             const PageRequest& page);

}  // namespace isnad::store::sql
