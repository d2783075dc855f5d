// Claim reviews: what fact-checkers publish of claims, as schema.org's ClaimReview.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "isnad/v1/article.pb.h"

namespace isnad::intake {

// A review as an article: the claim is its text, who reviewed it its outlet, and its rating is set. Where
// `error` is not OK the review can't be used, and it says why.
struct ReadReview {
  v1::Article article;
  absl::Status error;
};

// The reviews of a document: JSON-LD (an object, a list, or one with @graph) or a page that holds such
// scripts, in their order. INVALID_ARGUMENT, in one line, for broken JSON and for a document without any
// review. Two reviews of one claim at one address are one article. Thread-safe.
absl::StatusOr<std::vector<ReadReview>> ReadClaimReviews(std::string_view bytes);

}  // namespace isnad::intake
