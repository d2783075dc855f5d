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

// Two claims of which one says no, and how much of it the other says, 0 to 1.
struct YesAndNo {
  explicit YesAndNo(const Pair& pair)
      : no(pair.a.negative ? pair.a : pair.b),
        yes(pair.a.negative ? pair.b : pair.a),
        share(pair.a.negative ? pair.overlap.of_a : pair.overlap.of_b),
        only_yes(pair.a.negative ? pair.overlap.only_b : pair.overlap.only_a),
        only_no(pair.a.negative ? pair.overlap.only_a : pair.overlap.only_b),
        bare(no.contents.size() <= kBare) {}

  const View& no;
  const View& yes;
  double share;
  const std::vector<const Content*>& only_yes;
  const std::vector<const Content*>& only_no;
  bool bare;  // what says no says hardly more than that
};

// Whether what is denied is what the other states.
bool SameDenied(const Pair& pair, const YesAndNo& sides) {
  const Overlap& overlap = pair.overlap;
  if (sides.no.unsaid && !TellsOfWords(sides.yes)) return false;
  if (sides.no.Says("c:accuse")) return false;
  if (sides.yes.Says("c:accuse")) return overlap.predicate || (overlap.shared >= 2 && sides.share >= 0.3);
  // A bare "any deal" is all that is denied.
  if (sides.bare && sides.share >= 0.9 && overlap.predicate && pair.Near(0, kFewForeign)) return true;
  const double likeness = overlap.same_article || overlap.same_predicate ? 0.25 : 0.35;
  return overlap.shared >= (overlap.predicate ? 2 : 3) && sides.share >= 0.5 && overlap.likeness >= likeness;
}

// Whether what is said not to be is what the other says to be.
bool SameNegated(const Pair& pair, const YesAndNo& sides) {
  const Overlap& overlap = pair.overlap;
  // All that is said no to, told by somebody at length.
  if (overlap.negated_share >= 0.6 && sides.share >= 0.8 && overlap.shared >= 3 && overlap.likeness >= 0.2)
    return true;
  if (!overlap.negated || !pair.Near(0.28, kManyForeign)) return false;
  // Of two articles what one says no to must be what the other states, or nearly all must be the same.
  if (!overlap.same_article && !overlap.same_predicate && overlap.likeness < kMuchAlike && !pair.same_holder)
    return false;
  if (overlap.predicate) {
    if (overlap.negated_share < 0.5) return false;
    return (overlap.shared >= 2 && sides.share >= 0.5 && overlap.containment >= 0.6) ||
           (overlap.shared >= 2.5 && sides.share >= 0.35 && overlap.containment >= 0.45);
  }
  // "didn't arm them" and "trained them": what is said no to is another thing.
  const auto states = [](const Content* content) { return content->predicate; };
  const bool another =
      !overlap.same_article && std::any_of(sides.only_yes.begin(), sides.only_yes.end(), states) &&
      std::any_of(sides.only_no.begin(), sides.only_no.end(),
                  [](const Content* content) { return content->predicate && content->negated; });
  return !another && overlap.shared >= 2.5 && sides.share >= 0.6 &&
         (overlap.same_article || overlap.negated_share >= 0.5 || overlap.containment >= 0.7);
}

// Whether the claims say so much of the same that yes and no exclude each other: most of what the one says no
// to, and little else.
bool SameStatement(const Pair& pair) {
  const Overlap& overlap = pair.overlap;
  const YesAndNo sides(pair);
  if (overlap.set_apart || !pair.TwoVoices() || sides.yes.says_no) return false;
  // "We agreed on nothing": whatever was agreed on.
  const bool any = sides.no.Scope("c:any") && overlap.same_predicate && sides.share >= 0.3;
  const double least = sides.bare ? (overlap.same_article ? 1 : 1.5) : 2.5;
  if (any && overlap.shared >= least) return true;
  // "There will be no curfew": one thing, of which there is none.
  if (sides.share >= 0.9 && sides.no.Scope("c:none") && sides.no.claim->quantities().empty() &&
      overlap.negated_share > 0.6 && overlap.shared >= 1 && pair.Near(0, kFewForeign))
    return true;
  // "I didn't ask to leave": hardly more than what is said no to.
  if (sides.bare && NamesAnother(sides.yes, sides.no.claim->holder(), sides.only_yes)) return false;
  const bool said = sides.share >= 0.6 && overlap.shared >= (sides.share >= 0.9 ? 1.5 : 2);
  if (sides.bare && said && overlap.predicate && overlap.negated_share > 0.6 && pair.Near(0, kFewForeign))
    return true;
  return sides.no.denied ? SameDenied(pair, sides) : SameNegated(pair, sides);
}

// The words as the claim has them, with the word before them where that says no: "not agreed".
std::string WithNegation(const View& view, std::string_view words) {
  const std::string_view text = view.claim->evidence().text();
  for (const Content& content : view.contents) {
    if (!content.negated || content.words != words) continue;
    const size_t at = text.find(words);
    if (at == std::string_view::npos || at < 2) break;
    const size_t space = text.rfind(' ', at - 2);
    const size_t begin = space == std::string_view::npos ? 0 : space + 1;
    return std::string(text.substr(begin, at + words.size() - begin));
  }
  return std::string(words);
}

// Whether it tells an amount; the lowest in six months is none.
bool TellsHowMuch(const View& view) {
  static constexpr std::string_view kDurations[] = {"second", "minute", "hour", "day",    "night",
                                                    "week",   "month",  "year", "decade", "century"};
  const auto& quantities = view.claim->quantities();
  return std::any_of(quantities.begin(), quantities.end(), [](const v1::Quantity& quantity) {
    return std::find(std::begin(kDurations), std::end(kDurations), quantity.unit_key()) ==
           std::end(kDurations);
  });
}

// Whether both name two and each the other first: who beats somebody is one whom he loses to.
bool TurnedRound(const Pair& pair) {
  static constexpr std::string_view kTwoSided[] = {"c:win",  "c:lose",   "c:defeat", "c:buy",
                                                   "c:sell", "c:export", "c:import"};
  if (std::none_of(std::begin(kTwoSided), std::end(kTwoSided),
                   [&](std::string_view key) { return pair.a.Says(key); }))
    return false;
  std::vector<size_t> in_b;  // of what both say, in the order of a
  for (const Content& mine : pair.a.contents) {
    const auto same = [&](const Content& other) { return other.keys.front() == mine.keys.front(); };
    if (mine.predicate || std::count_if(pair.a.contents.begin(), pair.a.contents.end(), same) > 1) continue;
    for (size_t k = 0; k < pair.b.contents.size(); ++k) {
      if (pair.b.contents[k].predicate || pair.b.contents[k].keys.front() != mine.keys.front()) continue;
      in_b.push_back(k);
      break;
    }
  }
  return in_b.size() >= 2 && in_b[0] > in_b[1];
}

}  // namespace

std::optional<Judgement> JudgePolarity(const Pair& pair) {
  if (pair.a.negative == pair.b.negative || pair.overlap.opposed || !SameStatement(pair)) return std::nullopt;
  if (CountApart(pair) || pair.a.excepted || pair.b.excepted) return std::nullopt;
  const View& positive = pair.a.negative ? pair.b : pair.a;
  // What has not happened so far may be yet to come.
  const View& negative = pair.a.negative ? pair.a : pair.b;
  if (negative.Scope("c:not_yet") && !negative.denied && positive.planned) return std::nullopt;
  // The first of its kind later on is just what "not yet" leaves open.
  if (positive.Scope("c:first") && &positive == &pair.b && !pair.times_meet) return std::nullopt;
  // Who is accused and says no denies it.
  const bool denial = pair.a.denied || pair.b.denied || positive.Says("c:accuse");
  const std::string words_a = WithNegation(pair.a, pair.overlap.shared_a);
  const std::string words_b = WithNegation(pair.b, pair.overlap.shared_b);
  if (denial) {
    return Make(pair, v1::RELATION_VERDICT_CONTRADICTION, v1::CONTRADICTION_KIND_DENIAL, 45, "denial",
                {words_a, words_b});
  }
  return Conflict(pair, v1::CONTRADICTION_KIND_NEGATION, 40, "negation", {words_a, words_b});
}

std::optional<Judgement> JudgeOpposition(const Pair& pair) {
  const Overlap& overlap = pair.overlap;
  if (!overlap.opposed || pair.a.negative != pair.b.negative || TurnedRound(pair)) return std::nullopt;
  if (!pair.TwoVoices() || overlap.shared < 1) return std::nullopt;
  // What stands deep in one claim is rarely what the other is about; what was long ago may be told in other
  // words.
  const bool near = overlap.opposed_predicates && pair.Near(0.25, kManyForeign) &&
                    (overlap.same_object || overlap.containment >= 0.5);
  const bool alike = overlap.containment >= 0.6 && pair.Near(0.4, kFewForeign);
  // What rises and what falls are many things of one kind.
  const bool both = TellsHowMuch(pair.a) && TellsHowMuch(pair.b);
  const bool either = TellsHowMuch(pair.a) || TellsHowMuch(pair.b);
  const bool counted = both || (either && pair.a.Moves() && pair.b.Moves());
  // ... save that one thing rises and falls in one time that both tell: profits of last year
  const bool one_moves =
      overlap.same_object && overlap.containment >= 0.5 && pair.Near(0.5, 0) && pair.OfOneTime();
  if (both && pair.a.Moves() && pair.b.Moves() && !one_moves) return std::nullopt;
  if (counted && !one_moves && (overlap.containment < 0.8 || !pair.Near(0.4, 1))) return std::nullopt;
  const bool turned = overlap.opposed_predicates && overlap.same_object && pair.days >= kLongApart;
  // Of one time that both tell, one thing can't have been both.
  const bool once = pair.OfOneTime() && overlap.containment >= 0.5 && pair.Near(0.2, kFewForeign);
  // The water is safe, and it is contaminated: one thing, and hardly more than what it is.
  const bool plain = overlap.same_object && overlap.containment >= 0.5 && pair.Near(0.4, 0);
  if (!near && !alike && !turned && !once && !plain) return std::nullopt;
  // What is still so on Thursday did not end on Wednesday.
  const bool still = pair.days < kLongApart && (pair.a.Scope("c:still") || pair.b.Scope("c:still"));
  if (pair.DatedApart() && !pair.a.planned && !still) return std::nullopt;
  const bool denial = pair.a.denied || pair.b.denied;
  return Conflict(pair, denial ? v1::CONTRADICTION_KIND_DENIAL : v1::CONTRADICTION_KIND_OPPOSITION, 40,
                  "opposition", {std::string(overlap.opposed_a), std::string(overlap.opposed_b)});
}

}  // namespace isnad::compare
