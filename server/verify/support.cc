#include "server/verify/support.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string_view>

#include "server/compare/judge_numbers.h"
#include "server/compare/pair.h"
#include "server/compare/view.h"

namespace isnad::verify {
namespace {

constexpr double kMatterShare = 0.5;   // of the given words, for both to be of one matter
constexpr double kSupportShare = 0.7;  // for the one to say the other
constexpr double kNumberWeight = 1.5;  // a number that agrees says more than a word
constexpr double kLeastShared = 2;
constexpr double kAbout = 0.1;  // of a number that is told with 'about'
constexpr int kNewsDays = 7;    // between a time that is told and the publication of what tells none

// How many of the given words the stored claim or its article has.
double Known(const compare::View& given, const compare::View& stored) {
  const auto has = [&](std::string_view key) { return stored.Knows(key); };
  return static_cast<double>(
      std::count_if(given.contents.begin(), given.contents.end(), [&](const compare::Content& content) {
        return std::any_of(content.keys.begin(), content.keys.end(), has) ||
               std::any_of(content.opposites.begin(), content.opposites.end(), has);
      }));
}

bool Meet(const compare::Content& a, const compare::Content& b) {
  return std::any_of(a.keys.begin(), a.keys.end(), [&](std::string_view key) {
    return std::find(b.keys.begin(), b.keys.end(), key) != b.keys.end();
  });
}

// Whether the stored claim itself has what the given one states.
bool Predicates(const compare::View& given, const compare::View& stored) {
  return std::any_of(given.contents.begin(), given.contents.end(), [&](const compare::Content& content) {
    return content.predicate &&
           std::any_of(stored.contents.begin(), stored.contents.end(),
                       [&](const compare::Content& other) { return Meet(content, other); });
  });
}

// All values that a quantity allows.
struct Bounds {
  explicit Bounds(const v1::Quantity& quantity) {
    if (quantity.has_value()) {
      const double slack = quantity.approximate() ? kAbout * std::abs(quantity.value()) : 0;
      low = quantity.value() - slack;
      high = quantity.value() + slack;
    }
    if (quantity.has_min()) low = quantity.min();
    if (quantity.has_max()) high = quantity.max();
  }
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
};

bool Agree(const v1::Quantity& a, const v1::Quantity& b) {
  const Bounds x(a);
  const Bounds y(b);
  const bool one_unit =
      a.unit_key() == b.unit_key() || (compare::CountsAnybody(a) && compare::CountsAnybody(b));
  return one_unit && x.low <= y.high && y.low <= x.high;
}

// Whether every number of the given claim agrees with one of the stored claim.
bool NumbersAgree(const v1::Claim& given, const v1::Claim& stored) {
  return std::all_of(given.quantities().begin(), given.quantities().end(), [&](const v1::Quantity& mine) {
    return !compare::IsCount(mine) || std::any_of(stored.quantities().begin(), stored.quantities().end(),
                                                  [&](const v1::Quantity& theirs) {
                                                    return compare::IsCount(theirs) && Agree(mine, theirs);
                                                  });
  });
}

// What tells no time of its own is news of the days before it was published.
bool TimesAgree(const v1::Claim& given, const compare::View& mine, const compare::View& theirs) {
  if (!given.has_time() || compare::TimesMeet(mine, theirs)) return true;
  return !theirs.Scope("c:dated") && std::abs(compare::DaysBetween(mine.end, theirs.published)) <= kNewsDays;
}

}  // namespace

std::optional<double> SupportOf(const v1::Claim& given, const v1::Claim& stored) {
  const compare::View mine(given);
  const compare::View theirs(stored);
  const compare::Overlap overlap(mine, theirs);
  if (!mine.firm || !theirs.firm || mine.negative != theirs.negative || mine.planned != theirs.planned)
    return {};
  if (overlap.opposed || overlap.set_apart || overlap.shared <= 0) return {};
  if (!TimesAgree(given, mine, theirs) || !NumbersAgree(given, stored)) return {};
  double known = Known(mine, theirs);
  auto all = static_cast<double>(mine.contents.size());
  const bool counted = std::any_of(given.quantities().begin(), given.quantities().end(), compare::IsCount);
  if (!counted && !Predicates(mine, theirs)) return {};
  if (counted) known += kNumberWeight;
  if (counted) all += kNumberWeight;
  if (known < kLeastShared || known < kSupportShare * all) return {};
  return std::round(50 + 45 * known / all) / 100;
}

bool OfOneMatter(const v1::Claim& given, const v1::Claim& stored) {
  const compare::View mine(given);
  const double known = Known(mine, compare::View(stored));
  return known >= kLeastShared && known >= kMatterShare * static_cast<double>(mine.contents.size());
}

}  // namespace isnad::verify
