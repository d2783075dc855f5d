#include "server/compare/judge_polarity.h"

#include <algorithm>
#include <string>

#include "server/compare/judge_numbers.h"
#include "server/text/fold.h"

namespace isnad::compare {
namespace {

constexpr double kMuchAlike = 0.4;  // likeness of claims whose predicates differ
constexpr size_t kBare = 3;         // contents of a claim that names hardly more than what happened

// Whether a claim names as its subject somebody else than `speaker`, who speaks of himself: "I won't run",
// and "Platini weighs whether to run".
bool NamesAnother(const View& view, const v1::Mention& speaker,
                  const std::vector<const Content*>& unmatched) {
  if (speaker.display_name().empty()) return false;
  const std::string name = text::FoldText(speaker.display_name());
  const Content& first = view.contents.front();
  if (first.predicate || !first.keys.front().starts_with("s:")) return false;
  return std::find(unmatched.begin(), unmatched.end(), &first) != unmatched.end() &&
         name.find(text::FoldText(first.words)) == std::string::npos;
}

// Whether a claim tells that somebody said something.
bool TellsOfWords(const View& view) {
  static constexpr std::string_view kWords[] = {"c:say", "c:notify", "c:promise", "c:publish", "c:admit"};
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view key) { return view.Says(key); });
}

// Whether the claims say so much of the same that yes and no exclude each other: most of what the one says no
// to, and little else.
bool SameStatement(const Pair& pair) {
  const Overlap& overlap = pair.overlap;
  const View& negative = pair.a.negative ? pair.a : pair.b;
  const View& positive = pair.a.negative ? pair.b : pair.a;
  if (overlap.set_apart || !pair.TwoVoices() || positive.says_no) return false;
  const double negated = pair.a.negative ? overlap.of_a : overlap.of_b;
  const bool bare = negative.contents.size() <= kBare;
  // "We agreed on nothing": whatever was agreed on.
  const bool any =
      negative.Scope("c:any") && overlap.same_predicate && overlap.shared >= (overlap.same_article ? 1 : 1.5);
  if (any && ((bare && negated >= 0.3) || (overlap.shared >= 2.5 && negated >= 0.3))) return true;
  // "I didn't ask to leave": hardly more than what is said no to.
  const bool said = overlap.shared >= (negated >= 0.9 ? 1.5 : 2) && negated >= 0.6;
  const auto& unmatched = pair.a.negative ? overlap.only_b : overlap.only_a;
  if (bare && NamesAnother(positive, negative.claim->holder(), unmatched)) return false;
  if (bare && said && overlap.predicate && overlap.negated_share > 0.6 && pair.Near(0, kFewForeign))
    return true;
  if (negative.denied) {
    if (negative.unsaid && !TellsOfWords(positive)) return false;
    if (negative.Says("c:accuse")) return false;
    if (positive.Says("c:accuse")) return overlap.predicate || (overlap.shared >= 2 && negated >= 0.3);
    // A bare "any deal" is all that is denied.
    if (bare && negated >= 0.9 && overlap.predicate && pair.Near(0, kFewForeign)) return true;
    const double likeness = overlap.same_article || overlap.same_predicate ? 0.25 : 0.35;
    return overlap.shared >= (overlap.predicate ? 2 : 3) && negated >= 0.5 && overlap.likeness >= likeness;
  }
  // All that is said no to, told by somebody at length.
  if (overlap.negated_share >= 0.6 && negated >= 0.8 && overlap.shared >= 3 && overlap.likeness >= 0.2)
    return true;
  if (!overlap.negated || !pair.Near(0.28, kManyForeign)) return false;
  // Of two articles what one says no to must be what the other states, or nearly all must be the same.
  if (!overlap.same_article && !overlap.same_predicate && overlap.likeness < kMuchAlike && !pair.same_holder)
    return false;
  if (overlap.predicate) {
    if (overlap.negated_share < 0.5) return false;
    return (overlap.shared >= 2 && negated >= 0.5 && overlap.containment >= 0.6) ||
           (overlap.shared >= 2.5 && negated >= 0.35 && overlap.containment >= 0.45);
  }
  return overlap.shared >= 2.5 && negated >= 0.6 &&
         (overlap.same_article || overlap.negated_share >= 0.5 || overlap.containment >= 0.7);
}

// "40 percent were not paid" leaves room for "70 percent were": each counts its own part. One is no number:
// "not one".
bool CountApart(const Pair& pair) {
  const auto several = [](const v1::Quantity& quantity) {
    return IsCount(quantity) && quantity.value() != 1;
  };
  const auto& counts = pair.b.claim->quantities();
  const auto counted = [&](const v1::Quantity& quantity) {
    return several(quantity) && std::any_of(counts.begin(), counts.end(), [&](const v1::Quantity& other) {
             return several(other) && other.unit_key() == quantity.unit_key();
           });
  };
  const auto& quantities = pair.a.claim->quantities();
  return std::any_of(quantities.begin(), quantities.end(), counted) &&
         CompareNumbers(pair.a, pair.b, pair.overlap).verdict != NumberVerdict::kCompatible;
}

}  // namespace

std::optional<Judgement> JudgePolarity(const Pair& pair) {
  if (pair.a.negative == pair.b.negative || pair.overlap.opposed || !SameStatement(pair)) return std::nullopt;
  if (CountApart(pair) || pair.a.excepted || pair.b.excepted) return std::nullopt;
  const View& positive = pair.a.negative ? pair.b : pair.a;
  // The first of its kind later on is just what "not yet" leaves open.
  if (positive.Scope("c:first") && &positive == &pair.b && !pair.times_meet) return std::nullopt;
  const bool denial = pair.a.denied || pair.b.denied;
  const std::string words_a(pair.overlap.shared_a);
  const std::string words_b(pair.overlap.shared_b);
  if (denial) {
    return Make(pair, v1::RELATION_VERDICT_CONTRADICTION, v1::CONTRADICTION_KIND_DENIAL, 45, "denial",
                {words_a, words_b});
  }
  return Conflict(pair, v1::CONTRADICTION_KIND_NEGATION, 40, "negation", {words_a, words_b});
}

std::optional<Judgement> JudgeOpposition(const Pair& pair) {
  const Overlap& overlap = pair.overlap;
  if (!overlap.opposed || pair.a.negative != pair.b.negative) return std::nullopt;
  if (!pair.TwoVoices() || overlap.shared < 1) return std::nullopt;
  // What stands deep in one claim is rarely what the other is about; what was long ago may be told in other
  // words.
  const bool near = overlap.opposed_predicates && pair.Near(0.25, kManyForeign) &&
                    (overlap.same_object || overlap.containment >= 0.5);
  const bool alike = overlap.containment >= 0.6 && pair.Near(0.4, kFewForeign);
  // What rises and what falls are many things of one kind.
  const bool both = !pair.a.claim->quantities().empty() && !pair.b.claim->quantities().empty();
  const bool either = !pair.a.claim->quantities().empty() || !pair.b.claim->quantities().empty();
  const bool counted = both || (either && pair.a.Moves() && pair.b.Moves());
  if (both && pair.a.Moves() && pair.b.Moves()) return std::nullopt;
  if (counted && (overlap.containment < 0.8 || !pair.Near(0.4, 1))) return std::nullopt;
  const bool turned = overlap.opposed_predicates && overlap.same_object && pair.days >= kLongApart;
  // Of one time that both tell, one thing can't have been both.
  const bool once = pair.OfOneTime() && overlap.containment >= 0.5 && pair.Near(0.2, kFewForeign);
  if (!near && !alike && !turned && !once) return std::nullopt;
  if (pair.DatedApart() && !pair.a.planned) return std::nullopt;
  const bool denial = pair.a.denied || pair.b.denied;
  return Conflict(pair, denial ? v1::CONTRADICTION_KIND_DENIAL : v1::CONTRADICTION_KIND_OPPOSITION, 40,
                  "opposition", {std::string(overlap.opposed_a), std::string(overlap.opposed_b)});
}

}  // namespace isnad::compare
