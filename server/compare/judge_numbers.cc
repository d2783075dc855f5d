#include "server/compare/judge_numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

namespace isnad::compare {
namespace {

constexpr double kAbout = 0.1;
constexpr int kForeignOfToll = 3;  // contents of a toll that the other's article is not about
constexpr int kForeignOfNumber = 3;
constexpr double kLikeInArticle = 0.6;
constexpr double kAllAlike = 0.99;
constexpr double kRetold = 0.7;  // likeness
constexpr double kExact = 1e-9;
// Times; a number so much larger counts something else. A toll of one day is told more nearly than others.
constexpr double kFarApart = 4;
constexpr double kTollFarApart = 2.5;
constexpr double kGrownApart = 8;

struct Interval {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
};

Interval IntervalOf(const v1::Quantity& quantity) {
  Interval interval;
  if (quantity.has_value()) interval.low = interval.high = quantity.value();
  if (quantity.has_min()) interval.low = quantity.min();
  if (quantity.has_max()) interval.high = quantity.max();
  if (quantity.approximate()) {
    interval.low -= kAbout * std::abs(interval.low);
    interval.high += kAbout * std::abs(interval.high);
  }
  return interval;
}

double MiddleOf(const v1::Quantity& quantity) {
  if (quantity.has_value()) return quantity.value();
  return quantity.has_min() ? quantity.min() : quantity.max();
}

bool Meet(const v1::Quantity& a, const v1::Quantity& b) {
  const Interval x = IntervalOf(a);
  const Interval y = IntervalOf(b);
  const double slack = kExact * std::max(1.0, std::abs(MiddleOf(a)));
  return x.low <= y.high + slack && y.low <= x.high + slack;
}

// A claim of several numbers agrees with another where one of them does: "3,500 tents, 2,000 of them in the
// city".
bool AnyMeet(const v1::Claim& a, const v1::Claim& b) {
  for (const v1::Quantity& x : a.quantities()) {
    for (const v1::Quantity& y : b.quantities()) {
      if (x.unit_key() == y.unit_key() && Meet(x, y)) return true;
    }
  }
  return false;
}

// The quantity that the claim is about: not an ordinal, and one with a unit where there is one.
const v1::Quantity* MainOf(const v1::Claim& claim) {
  const v1::Quantity* main = nullptr;
  for (const v1::Quantity& quantity : claim.quantities()) {
    if (quantity.unit_key() == "ordinal") continue;
    if (!main || (main->unit_key().empty() && !quantity.unit_key().empty())) main = &quantity;
  }
  return main;
}

const Content* HeadOf(const View& view) {
  for (const Content& content : view.contents) {
    if (content.head) return &content;
  }
  return nullptr;
}

bool HeadsMeet(const View& a, const View& b) {
  const Content* mine = HeadOf(a);
  const Content* theirs = HeadOf(b);
  if (!mine || !theirs) return false;
  return std::any_of(mine->keys.begin(), mine->keys.end(), [&](std::string_view key) {
    return std::find(theirs->keys.begin(), theirs->keys.end(), key) != theirs->keys.end();
  });
}

// What tells that a number is reached or moves, and nothing of what it counts; or the harm that a toll
// counts.
bool IsPlain(const Content& content) {
  static constexpr std::string_view kPlain[] = {"c:death",    "c:injure",   "c:displace", "c:missing",
                                                "c:increase", "c:decrease", "c:stop",     "c:arrive",
                                                "c:reach",    "c:publish"};
  return std::any_of(content.keys.begin(), content.keys.end(), [](std::string_view key) {
    return std::find(std::begin(kPlain), std::end(kPlain), key) != std::end(kPlain);
  });
}

bool AllPlain(const std::vector<const Content*>& contents) {
  return std::all_of(contents.begin(), contents.end(),
                     [](const Content* content) { return content->head || IsPlain(*content); });
}

// Whether the claim says no more than a toll: its predicate is the harm itself, or a verb of reaching a
// number.
bool IsPlainToll(const View& view) {
  return std::all_of(view.contents.begin(), view.contents.end(),
                     [](const Content& content) { return !content.predicate || IsPlain(content); });
}

// The harm that a quantity counts: of the words that name one, that which stands nearest before its end, else
// the first.
std::string_view HarmOf(const View& view, const v1::Quantity& quantity) {
  static constexpr std::string_view kHarms[] = {"c:death", "c:injure", "c:displace", "c:missing"};
  std::string_view harm;
  for (const Content& content : view.contents) {
    for (const std::string_view key : content.keys) {
      if (std::find(std::begin(kHarms), std::end(kHarms), key) == std::end(kHarms)) continue;
      if (harm.empty() || content.begin < quantity.span().end()) harm = key;
    }
  }
  return harm;
}

// How many words besides those of counting and of what is counted both claims have.
int Substance(const View& a, const Overlap& overlap) {
  return static_cast<int>(std::count_if(a.contents.begin(), a.contents.end(), [&](const Content& content) {
    const bool alone =
        std::find(overlap.only_a.begin(), overlap.only_a.end(), &content) != overlap.only_a.end();
    return !alone && !content.head && !IsPlain(content);
  }));
}

bool OneToll(const View& a, const View& b, const v1::Quantity& x, const v1::Quantity& y,
             const Overlap& overlap) {
  if (!IsPlainToll(a) || !IsPlainToll(b)) return false;
  if (x.unit_key() != y.unit_key() && !(CountsAnybody(x) && CountsAnybody(y))) return false;
  if (HarmOf(a, x).empty() || HarmOf(a, x) != HarmOf(b, y)) return false;
  return std::max(overlap.foreign_a, overlap.foreign_b) <= kForeignOfToll;
}

// How many times the less the more is; infinite where that is nothing.
double TimesOf(const v1::Quantity& x, const v1::Quantity& y) {
  const double one = std::abs(MiddleOf(x));
  const double other = std::abs(MiddleOf(y));
  return one == other ? 1 : std::max(one, other) / std::min(one, other);
}

// 50 million and 50 billion of one thing: the same number in nearly the same words, with another word for its
// size.
bool IsSlip(double times, const Overlap& overlap) {
  constexpr double kThousands[] = {1e3, 1e6};
  return overlap.likeness >= kRetold && overlap.shared >= 2 &&
         std::any_of(std::begin(kThousands), std::end(kThousands),
                     [&](double size) { return std::abs(times / size - 1) < kExact; });
}

// Whether both numbers are told of one thing.
bool OfOneThing(const View& a, const View& b, const v1::Quantity& x, const v1::Quantity& y,
                const Overlap& overlap) {
  if ((TimesOf(x, y) > kGrownApart && !IsSlip(TimesOf(x, y), overlap)) || overlap.set_apart ||
      a.Scope("c:part") != b.Scope("c:part"))
    return false;
  if (a.Scope("c:others") != b.Scope("c:others")) return false;
  if ((a.Scope("c:first") && b.Scope("c:last")) || (a.Scope("c:last") && b.Scope("c:first"))) return false;
  if (!overlap.same_article &&
      (a.Scope("c:first") != b.Scope("c:first") || a.Scope("c:last") != b.Scope("c:last")))
    return false;
  if (OneToll(a, b, x, y, overlap)) return true;
  if (const std::string_view harm = HarmOf(a, x), other = HarmOf(b, y);
      !harm.empty() && !other.empty() && harm != other)
    return false;
  if (a.Scope("c:toll") != b.Scope("c:toll") || overlap.opposed) return false;
  const bool one_unit = !x.unit_key().empty() && x.unit_key() == y.unit_key();
  if (!one_unit && !HeadsMeet(a, b)) return false;
  // An elliptic "the rate" of the same article is the rate that was spoken of.
  if (one_unit && overlap.same_article && overlap.shared >= 1 && overlap.containment >= 0.9) return true;
  const int substance = Substance(a, overlap);
  if (substance == 0) return false;
  // A spoon of salt and a spoon of sugar: each counts what the other says nothing of.
  if (substance == 1 && !AllPlain(overlap.only_a) && !AllPlain(overlap.only_b) && !SameHolder(a, b))
    return false;
  const bool spans = a.Scope("c:since") != b.Scope("c:since");
  if (spans && (a.Moves() || b.Moves()) && !SameHolder(a, b)) return false;
  // Where each names something that the other does not, they count different things.
  const bool apart = overlap.foreign_a > 0 && overlap.foreign_b > 0;
  if (apart && a.Brief() && b.Brief() && overlap.likeness <= 0.5 && overlap.shared < 3) return false;
  if (apart && !SameHolder(a, b))
    return (overlap.shared >= 3 && overlap.likeness >= 0.5) ||
           (overlap.shared >= 4 && overlap.likeness >= 0.3);
  // An article counts many things alike: of one, only what is told in nearly the same words is the same.
  if (overlap.same_article && overlap.likeness < kLikeInArticle) return false;
  if (std::max(overlap.foreign_a, overlap.foreign_b) > kForeignOfNumber) return false;
  // "Turnout was 61 percent": a single word may be all that a number is told of.
  const bool nothing_else = AllPlain(overlap.only_a) && AllPlain(overlap.only_b);
  if (one_unit && overlap.shared >= 1 && (overlap.likeness >= kAllAlike || nothing_else)) return true;
  return overlap.shared >= 1.5 && overlap.containment >= 0.6;
}

}  // namespace

bool CountsAnybody(const v1::Quantity& quantity) {
  static constexpr std::string_view kAnybody[] = {"", "person", "dead", "injured", "missing"};
  return std::find(std::begin(kAnybody), std::end(kAnybody), quantity.unit_key()) != std::end(kAnybody);
}

NumberComparison CompareNumbers(const View& a, const View& b, const Overlap& overlap) {
  NumberComparison comparison;
  const v1::Quantity* main_a = MainOf(*a.claim);
  const v1::Quantity* main_b = MainOf(*b.claim);
  if (!main_a || !main_b || !OfOneThing(a, b, *main_a, *main_b, overlap)) return comparison;
  const v1::Quantity& x = *main_a;
  const v1::Quantity& y = *main_b;
  comparison.a = x.span().text();
  comparison.b = y.span().text();
  comparison.grows = MiddleOf(y) > MiddleOf(x);
  comparison.times = TimesOf(x, y);
  comparison.harm = !HarmOf(a, x).empty();
  comparison.verdict =
      Meet(x, y) || AnyMeet(*a.claim, *b.claim) ? NumberVerdict::kCompatible : NumberVerdict::kConflict;
  return comparison;
}

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

std::optional<Judgement> JudgeNumbers(const Pair& pair) {
  if (pair.a.denied || pair.b.denied || pair.a.negative != pair.b.negative) return std::nullopt;
  if (!pair.TwoVoices()) return std::nullopt;
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
  // Two tolls that name nothing but the dead are of one event only where one is counted on.
  if (numbers.harm && !pair.overlap.same_article && pair.overlap.shared < 1.5) return std::nullopt;
  if (!IsSlip(numbers.times, pair.overlap) &&
      numbers.times > (toll || numbers.harm ? kTollFarApart : kFarApart))
    return std::nullopt;
  return Make(pair, v1::RELATION_VERDICT_CONTRADICTION, v1::CONTRADICTION_KIND_NUMBER, 45, "number",
              {numbers.a, numbers.b});
}

}  // namespace isnad::compare
