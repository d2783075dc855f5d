// Claim reviews: any bytes give reviews, each with a text, a reviewer and a rating or with an error, or an
// error in one line.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "server/intake/claim_review.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto reviews =
      isnad::intake::ReadClaimReviews(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!reviews.ok()) {
    if (reviews.status().message().find('\n') != absl::string_view::npos) std::abort();
    return 0;
  }
  if (reviews->empty()) std::abort();
  for (const isnad::intake::ReadReview& review : *reviews) {
    const auto& rating = review.article.rating();
    const bool whole = !review.article.text().empty() && !review.article.outlet().empty() &&
                       (!rating.rating().empty() || rating.has_value());
    if (whole != review.error.ok() || review.article.name().empty()) std::abort();
  }
  return 0;
}
