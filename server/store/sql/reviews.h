// Reviews: what people decided of relations.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "isnad/v1/decision.pb.h"
#include "isnad/v1/relation.pb.h"
#include "server/store/query.h"
#include "server/store/sql/session.h"

namespace isnad::store::sql {

// What a decision is about: two articles and what each says, in folded words. The same whichever end comes
// first, whatever the claims are numbered, and however the articles were stored since.
std::string PairKey(std::string_view article_a, std::string_view words_a, std::string_view article_b,
                    std::string_view words_b);

// The state of a pair: that of the last decision, OPEN where there is none.
absl::StatusOr<v1::RelationState> StateOf(const Session& session, std::string_view pair);

absl::StatusOr<v1::RelationReview> KeepReview(const Session& session, std::string_view pair,
                                              std::string_view relation, v1::RelationState state,
                                              const v1::Decision& decision);

// The decisions about a pair, or about all where it is empty, in their order.
absl::StatusOr<Page<v1::RelationReview>> ListReviews(const Session& session, std::string_view pair,
                                                     const PageRequest& page);

}  // namespace isnad::store::sql
