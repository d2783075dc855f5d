#include "server/compare/two_things.h"

#include <algorithm>

namespace isnad::compare {
namespace {

constexpr int kManyNames = 2;
constexpr double kHalfAlike = 0.5;
constexpr double kBarelyAlike = 0.4;

}  // namespace

bool SpeakOfTwoThings(const Pair& pair, const Judgement& judgement) {
  const Overlap& overlap = pair.overlap;
  if (pair.a.Brief() || pair.b.Brief()) return false;
  // One utterance in two wordings is one, whoever it names; and who alone did it is just what they differ in.
  if (judgement.kind == v1::CONTRADICTION_KIND_WORDING || judgement.kind == v1::CONTRADICTION_KIND_EXCLUSIVE ||
      judgement.kind == v1::CONTRADICTION_KIND_ATTRIBUTION) {
    return false;
  }
  const bool denial = judgement.kind == v1::CONTRADICTION_KIND_DENIAL;
  const int names = std::min(overlap.names_a, overlap.names_b);
  if (overlap.same_article) return !denial && names >= kManyNames;
  if (names >= kManyNames) return true;
  const std::string& code = judgement.reason.code();
  if (names > 0 && code.starts_with("number")) return true;
  const bool alike = overlap.same_predicate && overlap.likeness >= kHalfAlike;
  if (names > 0 && !alike && !code.starts_with("date")) return true;
  if (code.starts_with("negation") && overlap.negated_share < 0.5) return true;
  const bool unheld = !pair.a.claim->has_holder() && !pair.b.claim->has_holder();
  const bool both_tell_more = std::min(overlap.foreign_a, overlap.foreign_b) > 0;
  return unheld && (names > 0 || both_tell_more || overlap.likeness < kBarelyAlike);
}

}  // namespace isnad::compare
