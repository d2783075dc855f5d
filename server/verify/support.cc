#include "server/verify/support.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "server/compare/judge_numbers.h"
#include "server/compare/pair.h"
#include "server/compare/view.h"

namespace isnad::verify {
namespace {

constexpr double kMatterShare = 0.5;   // of the given words, for both to be of one matter
constexpr double kSupportShare = 0.7;  // for the one to say the other
constexpr double kNumberWeight = 1.5;  // a number that agrees says more than a word
constexpr double kLeastShared = 2;
constexpr double kConflictShare = 0.6;  // of the given words in the stored claim, for a conflict
constexpr int kOneEvent = 45;           // days beyond which two dates are two events
constexpr double kFarApart = 4;         // times; a number so much larger counts something else
constexpr double kAbout = 0.1;          // of a number that is told with 'about'
constexpr int kNewsDays = 7;            // between a time that is told and the publication of what tells none

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

// Whether both can be held against each other: claimed in one manner, of one polarity, without opposites.
bool Comparable(const compare::View& mine, const compare::View& theirs, const compare::Overlap& overlap) {
  if (!mine.firm || !theirs.firm || mine.negative != theirs.negative || mine.planned != theirs.planned)
    return false;
  return !overlap.opposed && !overlap.set_apart && overlap.shared > 0;
}

// A number of the stored claim that counts the same as one of the given claim and is another, near enough to
// be meant for it.
const v1::Quantity* OtherNumber(const v1::Claim& given, const v1::Claim& stored) {
  for (const v1::Quantity& mine : given.quantities()) {
    if (!compare::IsCount(mine)) continue;
    for (const v1::Quantity& theirs : stored.quantities()) {
      const bool one_unit = mine.unit_key() == theirs.unit_key() ||
                            (compare::CountsAnybody(mine) && compare::CountsAnybody(theirs));
      const double one = std::max(mine.value(), theirs.value());
      const double other = std::min(mine.value(), theirs.value());
      if (one_unit && compare::IsCount(theirs) && other > 0 && one <= kFarApart * other) return &theirs;
    }
  }
  return nullptr;
}

compare::Judgement Conflict(v1::ContradictionKind kind, const char* code, double share, std::string mine,
                            std::string theirs) {
  compare::Judgement judgement{
      v1::RELATION_VERDICT_CONTRADICTION, kind, std::round(40 + 25 * share) / 100, {}};
  judgement.reason.set_code(code);
  judgement.reason.add_arguments(std::move(mine));
  judgement.reason.add_arguments(std::move(theirs));
  return judgement;
}

}  // namespace

std::optional<double> SupportOf(const v1::Claim& given, const v1::Claim& stored) {
  const compare::View mine(given);
  const compare::View theirs(stored);
  if (!Comparable(mine, theirs, compare::Overlap(mine, theirs))) return {};
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

std::optional<compare::Judgement> ConflictOf(const v1::Claim& given, const v1::Claim& stored) {
  const compare::View mine(given);
  const compare::View theirs(stored);
  const compare::Overlap overlap(mine, theirs);
  if (!Comparable(mine, theirs, overlap) || mine.negative || overlap.of_a < kConflictShare) return {};
  const double known = Known(mine, theirs);
  if (known < kLeastShared || known < kSupportShare * static_cast<double>(mine.contents.size())) return {};
  const bool numbers_agree = NumbersAgree(given, stored);
  const v1::Quantity* other = numbers_agree ? nullptr : OtherNumber(given, stored);
  if (other && (!given.has_time() || compare::TimesMeet(mine, theirs))) {
    return Conflict(v1::CONTRADICTION_KIND_NUMBER, "number", overlap.of_a, given.evidence().text(),
                    other->span().text());
  }
  const bool dated = mine.Scope("c:dated") && theirs.Scope("c:dated") && !compare::TimesMeet(mine, theirs);
  if (!dated || !numbers_agree || !overlap.same_predicate) return {};
  if (std::abs(compare::DaysBetween(mine.start, theirs.start)) > kOneEvent) return {};
  return Conflict(v1::CONTRADICTION_KIND_DATE, "date", overlap.of_a, std::string(mine.start),
                  std::string(theirs.start));
}

bool OfOneMatter(const v1::Claim& given, const v1::Claim& stored) {
  const compare::View mine(given);
  const double known = Known(mine, compare::View(stored));
  return known >= kLeastShared && known >= kMatterShare * static_cast<double>(mine.contents.size());
}

}  // namespace isnad::verify
