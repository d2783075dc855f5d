#include "server/compare/two_things.h"

#include <algorithm>

namespace isnad::compare {
namespace {

constexpr int kManyNames = 2;
constexpr size_t kRightBehind = 2;  // contents
constexpr double kHalfAlike = 0.5;
constexpr double kBarelyAlike = 0.4;

// What a claim says right behind its predicate that the other claim doesn't: "raised taxes" beside "raised
// wages".
bool HasOwnObject(const View& view, const std::vector<const Content*>& only) {
  const auto predicate = std::find_if(view.contents.begin(), view.contents.end(),
                                      [](const Content& content) { return content.predicate; });
  for (size_t i = 1; i <= kRightBehind && predicate < view.contents.end() - static_cast<ptrdiff_t>(i); ++i) {
    const Content* next = &*predicate + i;
    if (std::find(only.begin(), only.end(), next) != only.end()) return true;
  }
  return false;
}

// "Nothing", "not one team": whatever the other names is among it.
bool SaysNotAny(const View& view) {
  const auto& quantities = view.claim->quantities();
  return view.Scope("c:any") ||
         (view.negative && std::any_of(quantities.begin(), quantities.end(),
                                       [](const v1::Quantity& quantity) { return quantity.value() == 1; }));
}

// Whether what one says no to is done to one thing, and what the other tells of to another.
bool ObjectsDiffer(const Pair& pair, const std::string& code) {
  if (!code.starts_with("negation") && code != "denial") return false;
  if (SaysNotAny(pair.a) || SaysNotAny(pair.b)) return false;
  return pair.overlap.same_predicate && pair.overlap.foreign_a > 0 && pair.overlap.foreign_b > 0 &&
         HasOwnObject(pair.a, pair.overlap.only_a) && HasOwnObject(pair.b, pair.overlap.only_b);
}

}  // namespace

bool SpeakOfTwoThings(const Pair& pair, const Judgement& judgement) {
  const Overlap& overlap = pair.overlap;
  if (ObjectsDiffer(pair, judgement.reason.code())) return true;
  // One utterance in two wordings is one, whoever it names; and who alone did it is just what they differ in.
  if (judgement.kind == v1::CONTRADICTION_KIND_WORDING ||
      judgement.kind == v1::CONTRADICTION_KIND_EXCLUSIVE ||
      judgement.kind == v1::CONTRADICTION_KIND_ATTRIBUTION) {
    return false;
  }
  const bool denial = judgement.kind == v1::CONTRADICTION_KIND_DENIAL;
  if (overlap.modified_apart && !denial) return true;
  const int names = std::min(overlap.names_a, overlap.names_b);
  if (pair.a.Brief() || pair.b.Brief()) return names >= kManyNames;
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
