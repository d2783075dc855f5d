// Verification: whether a given quote or claim stands in the store.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "isnad/v1/analysis.pb.h"
#include "isnad/v1/verification.pb.h"
#include "server/compare/judging.h"
#include "server/entity/aliases.h"
#include "server/store/store.h"

namespace isnad::verify {

// A quote to look for. `text` is not empty and valid UTF-8; `speaker` and `date` may be empty; date is an ISO
// 8601 day, month or year. `marks` are the words of `text` that turn its sense, as an extractor finds them.
struct QuoteCase {
  std::string text;
  std::string speaker;
  std::string date;
  std::vector<v1::Mark> marks;
  std::vector<v1::Claim> claims =
      {};  // that an extractor finds in `text`; they lead to articles that have it unquoted
  std::string except_article = {};  // articles/ID: an article whose own quotes don't count
};

// The verdict on a quote, as CONTRACT and docs/verification.md define it: verbatim up to what folding takes
// away; altered with a word diff; truncated where the rest of what was said holds a mark (negation,
// condition, exception, hedge, contrast) that the piece lost; misattributed where somebody else said it;
// wrong date where the coarser of the two grains does not hold the other. Fewer than three words never match
// but whole quotations.
absl::StatusOr<v1::QuoteVerification> VerifyQuote(const QuoteCase& quote, const entity::Aliases& aliases,
                                                  store::Reader& reader);

// The verdict on the claims that an extractor found in the given sentence, made of what is flagged.
// Several stored claims from one article on one side count once; of articles that copy each other each is
// shown, and all are one origin (compare/origins.h).
absl::StatusOr<v1::ClaimVerification> VerifyClaim(const v1::Analysis& analysis,
                                                  const compare::Judging& judging, store::Reader& reader);

}  // namespace isnad::verify
