#include "server/compare/judge.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "server/compare/judge_numbers.h"
#include "server/compare/judge_words.h"
#include "server/compare/view.h"
#include "server/entity/digest.h"

namespace isnad::compare {
namespace {

constexpr int kLongApart = 14;  // days after which a state has had time to change
constexpr int kOneEvent = 45;   // days beyond which two dates are two events
constexpr size_t kBare = 3;     // contents of a claim that names hardly more than what happened
constexpr int kFewForeign = 3;  // contents of a claim that the other's article is not about
constexpr int kManyForeign = 5;
constexpr double kRetold = 0.8;  // likeness from which on one claim retells the other
// Of the twenty keys of a topic articles of one event share about half a dozen, names among them, which count
// twice here; others were seen to share five, and hardly a name.
constexpr int kLeastTopic = 4;
constexpr int kCommonTopic = 7;

// A pair of claims, `a` the earlier, with all that the rules ask of it.
struct Pair {
  Pair(const View& first, const View& second) : a(first), b(second), overlap(a, b) {
    days = DaysBetween(a.published, b.published);
    times_meet = TimesMeet(a, b);
    same_holder = SameHolder(a, b);
  }

  // Whether the later claim may tell what has become of the earlier one's matter, so that both can have been
  // right.
  bool TimeForChange() const {
    if (days < 1 || OfOneTime() || HadHappened()) return false;
    if (days >= kLongApart || same_holder) return true;
    // Who says that he won't and then that he will has changed his mind; who says of another's plan that it
    // is none, not.
    if (a.planned && b.planned) return a.negative && !b.negative;
    return a.planned || b.planned || a.Scope("c:so_far") || b.Scope("c:final") ||
           (a.Scope("c:dated") && !times_meet);
  }

  // Whether the claims say little beside what they share: neither much that the other's article doesn't know.
  bool Near(double likeness, int foreign) const {
    return overlap.likeness >= likeness && std::max(overlap.foreign_a, overlap.foreign_b) <= foreign;
  }

  // An article contradicts itself where it lets two people speak.
  bool TwoVoices() const { return !overlap.same_article || (a.claim->has_holder() && b.claim->has_holder()); }

  // Whether what the later claim tells of had happened by the time that the earlier one speaks of.
  bool HadHappened() const {
    return !a.planned && !b.planned && b.Scope("c:dated") && !b.end.empty() && b.end < a.start &&
           !a.start.starts_with(b.end);
  }

  // Whether both tell the time of what they claim, and it is the same.
  bool OfOneTime() const { return a.Scope("c:dated") && b.Scope("c:dated") && times_meet; }
  bool DatedApart() const { return a.Scope("c:dated") && b.Scope("c:dated") && !times_meet; }

  const View& a;
  const View& b;
  Overlap overlap;
  int days = 0;
  bool times_meet = true;
  bool same_holder = false;
};

Judgement Make(const Pair& pair, v1::RelationVerdict verdict, v1::ContradictionKind kind, int base,
               std::string code, std::initializer_list<std::string> arguments) {
  Judgement judgement;
  judgement.verdict = verdict;
  if (verdict == v1::RELATION_VERDICT_CONTRADICTION) judgement.kind = kind;
  double score = base + 5 + 20 * pair.overlap.containment + 3 * std::min(pair.overlap.shared, 5.0);
  judgement.score = std::clamp(std::round(score), 1.0, 99.0) / 100;
  judgement.reason.set_code(std::move(code));
  for (const std::string& argument : arguments) judgement.reason.add_arguments(argument);
  return judgement;
}

// A conflict is a contradiction, or a change where there was time for one.
Judgement Conflict(const Pair& pair, v1::ContradictionKind kind, int base, const std::string& code,
                   std::initializer_list<std::string> arguments) {
  if (!pair.TimeForChange()) {
    return Make(pair, v1::RELATION_VERDICT_CONTRADICTION, kind, base, code, arguments);
  }
  return Make(pair, v1::RELATION_VERDICT_CHANGED_OVER_TIME, kind, base, code + "_changed", arguments);
}

bool IsCount(const v1::Quantity& quantity) { return quantity.unit_key() != "ordinal"; }

bool Counts(const v1::Claim& claim) {
  return std::any_of(claim.quantities().begin(), claim.quantities().end(), IsCount);
}

// Whether the words that differ say the same in other words, or nothing by themselves.
bool SaysTheSame(const Pair& pair, const WordingComparison& wording) {
  const auto said = [](const std::vector<const Content*>& contents, std::string_view words) {
    return std::any_of(contents.begin(), contents.end(), [&](const Content* content) {
      return !content->words.empty() && words.find(content->words) != std::string_view::npos;
    });
  };
  const auto number = [](const v1::Claim& claim, std::string_view words) -> const v1::Quantity* {
    for (const v1::Quantity& quantity : claim.quantities()) {
      const std::string_view text = quantity.span().text();
      if (text.find(words) != std::string_view::npos || words.find(text) != std::string_view::npos)
        return &quantity;
    }
    return nullptr;
  };
  // Since when is told in words that are no content.
  const bool since = pair.a.Scope("c:since") && pair.b.Scope("c:since");
  if (since && !said(pair.overlap.only_a, wording.a) && !said(pair.overlap.only_b, wording.b)) return false;
  // One word in place of one other is how outlets retell.
  if (wording.a.find(' ') == std::string::npos && wording.b.find(' ') == std::string::npos &&
      !number(*pair.a.claim, wording.a)) {
    return true;
  }
  const v1::Quantity* x = number(*pair.a.claim, wording.a);
  const v1::Quantity* y = number(*pair.b.claim, wording.b);
  if (x && y) return x->value() == y->value() && x->min() == y->min() && x->max() == y->max();
  if (pair.a.start != pair.b.start && (x || y || pair.a.Scope("c:since"))) return false;
  return !said(pair.overlap.only_a, wording.a) || !said(pair.overlap.only_b, wording.b);
}

std::optional<Judgement> JudgeWording(const Pair& pair) {
  if (!pair.same_holder || pair.a.negative != pair.b.negative) return std::nullopt;
  const v1::Claim& a = *pair.a.claim;
  const v1::Claim& b = *pair.b.claim;
  if (a.quote().empty() || b.quote().empty()) return std::nullopt;
  const bool turning = pair.a.Scope("c:all") != pair.b.Scope("c:all") ||
                       pair.a.Scope("c:only") != pair.b.Scope("c:only") ||
                       pair.a.Scope("c:wholly") != pair.b.Scope("c:wholly");
  const WordingComparison wording = CompareWordings(a.evidence().text(), b.evidence().text(), turning);
  if (!wording.same_utterance || !wording.changed) return std::nullopt;
  if (!turning && SaysTheSame(pair, wording)) return std::nullopt;
  // Two numbers at two times are two statements, unless it is told to be one.
  if (!a.quantities().empty() && !pair.times_meet && !pair.a.Scope("c:since")) return std::nullopt;
  return Make(pair, v1::RELATION_VERDICT_CONTRADICTION, v1::CONTRADICTION_KIND_WORDING, 55, "wording",
              {wording.a, wording.b});
}

std::optional<Judgement> JudgeNumbers(const Pair& pair) {
  if (pair.a.denied || pair.b.denied || !pair.TwoVoices()) return std::nullopt;
  const NumberComparison numbers = CompareNumbers(pair.a, pair.b, pair.overlap);
  if (numbers.verdict != NumberVerdict::kConflict) return std::nullopt;
  const bool toll = pair.a.Scope("c:toll") && pair.b.Scope("c:toll");
  const bool counted_on = pair.days >= 1 && toll && numbers.grows;
  const bool moving = pair.a.Moves() || pair.b.Moves();
  if (pair.DatedApart() && !counted_on && !pair.a.planned) return std::nullopt;
  if (counted_on || (pair.days >= 1 && moving) || (pair.days >= 1 && pair.TimeForChange())) {
    return Make(pair, v1::RELATION_VERDICT_CHANGED_OVER_TIME, v1::CONTRADICTION_KIND_NUMBER, 45,
                "number_changed", {numbers.a, numbers.b});
  }
  return Make(pair, v1::RELATION_VERDICT_CONTRADICTION, v1::CONTRADICTION_KIND_NUMBER, 45, "number",
              {numbers.a, numbers.b});
}

std::string Words(const std::vector<const Content*>& contents) {
  std::string words;
  for (const Content* content : contents) {
    if (words.size() > 60) break;
    if (!words.empty()) words += ' ';
    words += content->words;
  }
  return words;
}

std::optional<Judgement> JudgeExclusive(const Pair& pair) {
  const Overlap& overlap = pair.overlap;
  const bool only = pair.a.Scope("c:only") && pair.b.Scope("c:only");
  const bool wholly = pair.a.Scope("c:wholly") && pair.b.Scope("c:wholly");
  if ((!only && !wholly) || pair.a.negative != pair.b.negative || !pair.TwoVoices()) return std::nullopt;
  if (overlap.shared < 3 || overlap.containment < 0.5 || !pair.Near(0.3, kManyForeign) ||
      overlap.likeness >= kRetold)
    return std::nullopt;
  if (overlap.only_a.empty() || overlap.only_b.empty()) return std::nullopt;
  if (!pair.a.claim->quantities().empty() && !pair.b.claim->quantities().empty()) return std::nullopt;
  return Make(pair, v1::RELATION_VERDICT_CONTRADICTION, v1::CONTRADICTION_KIND_EXCLUSIVE, 45, "exclusive",
              {Words(overlap.only_a), Words(overlap.only_b)});
}

// Whether the claims say so much of the same that yes and no exclude each other: most of what the one says no
// to, and little else.
bool SameStatement(const Pair& pair) {
  const Overlap& overlap = pair.overlap;
  const View& negative = pair.a.negative ? pair.a : pair.b;
  const View& positive = pair.a.negative ? pair.b : pair.a;
  if (overlap.set_apart || !pair.TwoVoices() || positive.says_no) return false;
  const double negated = pair.a.negative ? overlap.of_a : overlap.of_b;
  // "We agreed on nothing": whatever was agreed on.
  if (negative.Scope("c:any") && overlap.same_predicate && negated >= 0.5 &&
      negative.contents.size() <= kBare)
    return true;
  if (negative.denied) {
    if (positive.Says("c:accuse")) return overlap.predicate || overlap.shared >= 2;
    // A bare "any deal" is all that is denied.
    if (negative.contents.size() <= kBare && negated >= 0.9 && overlap.predicate && pair.Near(0, kFewForeign))
      return true;
    return overlap.shared >= (overlap.predicate ? 2 : 3) && negated >= 0.5 && overlap.likeness >= 0.25;
  }
  if (!overlap.negated || !pair.Near(0.28, kManyForeign)) return false;
  if (overlap.predicate) {
    return (overlap.shared >= 2 && negated >= 0.5 && overlap.containment >= 0.6) ||
           (overlap.shared >= 2.5 && negated >= 0.35 && overlap.containment >= 0.45);
  }
  return overlap.shared >= 2.5 && negated >= 0.6;
}

// "40 percent were not paid" leaves room for "70 percent were": each counts its own part. One is no number:
// "not one".
bool CountApart(const Pair& pair) {
  const auto several = [](const v1::Quantity& quantity) {
    return IsCount(quantity) && quantity.value() != 1;
  };
  const auto counts = [&](const v1::Claim& claim) {
    return std::any_of(claim.quantities().begin(), claim.quantities().end(), several);
  };
  return counts(*pair.a.claim) && counts(*pair.b.claim) &&
         CompareNumbers(pair.a, pair.b, pair.overlap).verdict != NumberVerdict::kCompatible;
}

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
  const bool near = overlap.opposed_predicates && pair.Near(0.2, kManyForeign) &&
                    (overlap.same_object || overlap.containment >= 0.5);
  const bool alike = overlap.containment >= 0.6 && pair.Near(0.4, kFewForeign);
  // What rises and what falls are many things of one kind.
  const bool counted = !pair.a.claim->quantities().empty() && !pair.b.claim->quantities().empty();
  if (counted && (overlap.containment < 0.8 || !pair.Near(0.4, 1))) return std::nullopt;
  const bool turned = overlap.opposed_predicates && overlap.same_object && pair.days >= kLongApart;
  if (!near && !alike && !turned) return std::nullopt;
  if (pair.DatedApart() && !pair.a.planned) return std::nullopt;
  const bool denial = pair.a.denied || pair.b.denied;
  return Conflict(pair, denial ? v1::CONTRADICTION_KIND_DENIAL : v1::CONTRADICTION_KIND_OPPOSITION, 40,
                  "opposition", {std::string(overlap.opposed_a), std::string(overlap.opposed_b)});
}

std::optional<Judgement> JudgeDates(const Pair& pair) {
  const Overlap& overlap = pair.overlap;
  if (pair.a.negative || pair.b.negative || pair.times_meet) return std::nullopt;
  if (!pair.a.Scope("c:dated") || !pair.b.Scope("c:dated")) return std::nullopt;
  if (std::abs(DaysBetween(pair.a.start, pair.b.start)) > kOneEvent) return std::nullopt;
  if (pair.a.Scope("c:last") != pair.b.Scope("c:last") || overlap.set_apart || overlap.opposed)
    return std::nullopt;
  // Of two articles 'yesterday' is told from the days on which they were published, as far as these are
  // known.
  const bool relative = pair.a.Scope("c:relative") || pair.b.Scope("c:relative");
  if (relative && std::abs(DaysBetween(pair.a.start, pair.b.start)) < 2) return std::nullopt;
  const bool first = pair.a.Scope("c:first") || pair.b.Scope("c:first");
  if (!overlap.same_predicate || overlap.shared < (first ? 2 : 3) ||
      overlap.containment < (first ? 0.5 : 0.6))
    return std::nullopt;
  if (!first && overlap.likeness < 0.5) return std::nullopt;
  const bool moved = pair.a.planned && pair.days >= 1;
  return Make(pair, moved ? v1::RELATION_VERDICT_CHANGED_OVER_TIME : v1::RELATION_VERDICT_CONTRADICTION,
              v1::CONTRADICTION_KIND_DATE, 40, moved ? "date_changed" : "date",
              {std::string(pair.a.start), std::string(pair.b.start)});
}

std::optional<Judgement> JudgeDoers(const Pair& pair) {
  const Overlap& overlap = pair.overlap;
  if (!pair.a.Scope("c:doer") || !pair.b.Scope("c:doer")) return std::nullopt;
  if (pair.a.negative || pair.b.negative || !overlap.predicate) return std::nullopt;
  if (pair.a.Says("c:accuse") && pair.b.Says("c:accuse")) return std::nullopt;
  if (overlap.only_a.empty() || overlap.only_b.empty() || pair.same_holder) return std::nullopt;
  if (overlap.containment < 0.35) return std::nullopt;
  return Make(pair, v1::RELATION_VERDICT_CONTRADICTION, v1::CONTRADICTION_KIND_ATTRIBUTION, 40, "attribution",
              {Words(overlap.only_a), Words(overlap.only_b)});
}

std::optional<Judgement> JudgeSupport(const Pair& pair) {
  const Overlap& overlap = pair.overlap;
  if (overlap.same_article && pair.a.claim->evidence().text() == pair.b.claim->evidence().text())
    return std::nullopt;
  if (pair.a.negative != pair.b.negative || overlap.opposed || overlap.set_apart || !pair.times_meet) {
    return std::nullopt;
  }
  if (pair.a.planned != pair.b.planned) return std::nullopt;
  const NumberComparison numbers = CompareNumbers(pair.a, pair.b, overlap);
  const bool counted = Counts(*pair.a.claim) && Counts(*pair.b.claim);
  if (counted && numbers.verdict != NumberVerdict::kCompatible) return std::nullopt;
  const bool enough = overlap.shared >= 2.5 && overlap.containment >= 0.75 && overlap.likeness >= 0.45;
  if (!enough && !(counted && overlap.shared >= 1.5)) return std::nullopt;
  return Make(pair, v1::RELATION_VERDICT_SUPPORTS, v1::CONTRADICTION_KIND_UNSPECIFIED, 35, "supports",
              {std::string(overlap.shared_a), std::string(overlap.shared_b)});
}

// Nobody is taken to contradict himself in one breath, nor an article in its own voice.
bool OneVoice(const View& a, const View& b) {
  if (a.claim->article() != b.claim->article()) return false;
  return SameHolder(a, b) || (!a.claim->has_holder() && !b.claim->has_holder()) ||
         (!a.claim->quote().empty() && a.claim->quote() == b.claim->quote());
}

bool OfOneMatter(const View& a, const View& b) {
  if (a.claim->article() == b.claim->article()) return true;
  const SharedTopic topic(a, b);
  return topic.keys >= kLeastTopic && topic.keys + topic.specific >= kCommonTopic;
}

bool Nested(const v1::Claim& a, const v1::Claim& b) {
  return a.article() == b.article() && a.evidence().part() == b.evidence().part() &&
         a.evidence().start() < b.evidence().end() && b.evidence().start() < a.evidence().end();
}

bool IsEarlier(const v1::Claim& a, const v1::Claim& b) {
  if (a.publish_time() != b.publish_time()) return a.publish_time() < b.publish_time();
  return a.name() <= b.name();
}

}  // namespace

Judgement Judge(const View& first, const View& second, bool same_matter) {
  const bool in_order = IsEarlier(*first.claim, *second.claim);
  const View& a = in_order ? first : second;
  const View& b = in_order ? second : first;
  if (!a.firm || !b.firm || Nested(*a.claim, *b.claim) || OneVoice(a, b)) return {};
  if (!same_matter && !OfOneMatter(a, b)) return {};
  const Pair pair(a, b);
  if (pair.overlap.shared <= 0) return {};
  for (const auto rule : {JudgeWording, JudgeNumbers, JudgeExclusive, JudgePolarity, JudgeOpposition,
                          JudgeDates, JudgeDoers, JudgeSupport}) {
    if (std::optional<Judgement> judgement = rule(pair)) return *std::move(judgement);
  }
  return {};
}

Judgement Judge(const v1::Claim& a, const v1::Claim& b, bool same_matter) {
  return Judge(View(a), View(b), same_matter);
}

v1::Relation MakeRelation(const v1::Claim& first, const v1::Claim& second, const Judgement& judgement) {
  const bool in_order = IsEarlier(first, second);
  const v1::Claim& a = in_order ? first : second;
  const v1::Claim& b = in_order ? second : first;
  v1::Relation relation;
  const std::string_view low = std::min(a.name(), b.name());
  const std::string_view high = std::max(a.name(), b.name());
  relation.set_name("relations/" + entity::ShortId({low, " ", high}));
  relation.set_verdict(judgement.verdict);
  relation.set_kind(judgement.kind);
  relation.set_score(judgement.score);
  *relation.mutable_reason() = judgement.reason;
  const auto fill = [](const v1::Claim& claim, v1::RelationEnd& end) {
    end.set_claim(claim.name());
    end.set_article(claim.article());
    *end.mutable_evidence() = claim.evidence();
    if (claim.has_holder()) *end.mutable_holder() = claim.holder();
    if (claim.has_time()) *end.mutable_time() = claim.time();
    end.set_outlet(claim.outlet());
    end.set_publish_time(claim.publish_time());
  };
  fill(a, *relation.mutable_a());
  fill(b, *relation.mutable_b());
  return relation;
}

}  // namespace isnad::compare
