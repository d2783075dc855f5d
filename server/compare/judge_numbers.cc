#include "server/compare/judge_numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

namespace isnad::compare {
namespace {

constexpr double kAbout = 0.1;
constexpr double kExact = 1e-9;

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
  return Meet(a.quantities(0), b.quantities(0));
}

// A unit that measures ('percent', 'USD'); what is counted has a stem or no unit.
bool Measures(const v1::Quantity& quantity) {
  return !quantity.unit_key().empty() && !quantity.unit_key().starts_with("s:");
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

// Whether both numbers are told of one thing.
bool OfOneThing(const View& a, const View& b, const v1::Quantity& x, const v1::Quantity& y,
                const Overlap& overlap) {
  if (a.Scope("c:part") != b.Scope("c:part") || a.Scope("c:first") != b.Scope("c:first")) return false;
  if (a.Scope("c:last") != b.Scope("c:last") || overlap.set_apart || overlap.opposed) return false;
  if (Measures(x) != Measures(y)) return false;
  const double apart = std::min(overlap.only_a.size(), overlap.only_b.size());
  if (Measures(x)) {
    if (x.unit_key() != y.unit_key()) return false;
    const bool enough = overlap.shared >= 2 || (overlap.same_article && overlap.containment >= 0.6);
    return enough && overlap.containment >= 0.6 && apart <= overlap.shared;
  }
  if (!HeadsMeet(a, b)) return false;
  if (a.Scope("c:toll") && b.Scope("c:toll")) return overlap.shared >= 1.5 && apart <= 2;
  return overlap.shared >= 1.5 && overlap.containment >= 0.6 && apart <= overlap.shared;
}

}  // namespace

NumberComparison CompareNumbers(const View& a, const View& b, const Overlap& overlap) {
  NumberComparison comparison;
  if (a.claim->quantities().empty() || b.claim->quantities().empty()) return comparison;
  const v1::Quantity& x = a.claim->quantities(0);
  const v1::Quantity& y = b.claim->quantities(0);
  if (!OfOneThing(a, b, x, y, overlap)) return comparison;
  comparison.a = x.span().text();
  comparison.b = y.span().text();
  comparison.grows = MiddleOf(y) > MiddleOf(x);
  comparison.verdict = AnyMeet(*a.claim, *b.claim) ? NumberVerdict::kCompatible : NumberVerdict::kConflict;
  return comparison;
}

}  // namespace isnad::compare
