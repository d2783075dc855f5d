// Dates, months, years and feasts: which year is meant.
#include <algorithm>
#include <cstdlib>

#include "plugins/core/time_resolver.h"

namespace isnad::core {

using std::chrono::days;

namespace {

constexpr int kNearDays = 250;  // how far off a year may be chosen so that the weekday fits
constexpr int kMisprint = 3;    // days by which a date may miss its weekday

}  // namespace

int TimeResolver::FullYear(int year) const {
  if (year >= 100 || !reference_.published) return year;
  const int century = calendar_ == CalendarKind::kHijri          ? 1400
                      : year <= Today(calendar_).year % 100 + 10 ? 2000
                                                                 : 1900;
  return century + year;
}

// The year that is written or counted.
std::optional<int> TimeResolver::GivenYear() {
  if (f_.Has(kYear)) return FullYear(f_.Get(kYear));
  if (f_.Get(kUnit) == kUnitYear && f_.Has(kShift) && IsRelative()) {
    return Today(CalendarKind::kGregorian).year + f_.Get(kShift);
  }
  return std::nullopt;
}

// Of the candidates, ascending, the one that news means: by `way` if given, else the nearest, one to come
// counting double unless the words say that it is to come or may be.
std::optional<Interval> TimeResolver::Nearest(const std::vector<Interval>& candidates) {
  if (!IsRelative()) return std::nullopt;
  const Day now = Published();
  const Interval* best = nullptr;
  long best_cost = 0;
  const int way = f_.Get(kWay, kUnset);
  for (const Interval& c : candidates) {
    const bool past = c.last<now, future = c.first> now, here = !past && !future;
    if ((way == -1 && !past) || (way == 1 && !future) || (way == 2 && past)) continue;
    if (way == 0 && !here && DateOf(calendar_, c.first).year != Today(calendar_).year) continue;
    if (way == kUnset && reference_.tense > 0 && past) continue;
    const int double_or_once = reference_.tense == 0 ? 2 : 1;
    const long far = past ? (now - c.last).count() : future ? double_or_once * (c.first - now).count() : 0;
    if (best == nullptr || far < best_cost) {
      best = &c;
      best_cost = far;
    }
  }
  if (best == nullptr) return std::nullopt;
  return *best;
}

std::vector<Interval> TimeResolver::YearsAround(const InYearFunction& make) const {
  std::vector<Interval> candidates;
  if (!reference_.published) return candidates;
  const int now = Today(calendar_).year;
  for (int year = now - 2; year <= now + 2; ++year) {
    if (const std::optional<Interval> c = make(year)) candidates.push_back(*c);
  }
  return candidates;
}

// `make` for the year that is given, or the one that is meant.
std::optional<Interval> TimeResolver::InYear(const InYearFunction& make) {
  const std::optional<int> year = GivenYear();
  if (!year) return Nearest(YearsAround(make));
  const CalendarKind told = *year <= kHijriYearsTo ? CalendarKind::kHijri : CalendarKind::kGregorian;
  const bool other = *year >= kHijriYearsFrom && told != calendar_;
  return other ? InYearOf(told, make, *year) : make(*year);
}

// Ramadan 2019; 18 Shaban 1446 (17 February): the year is told in the other calendar.
std::optional<Interval> TimeResolver::InYearOf(CalendarKind told, const InYearFunction& make,
                                               int year) const {
  const auto first = DayOf(told, {year, 1, 1});
  if (!first) return std::nullopt;
  const int begins = DateOf(calendar_, *first).year;
  for (int candidate = begins; candidate <= begins + 1; ++candidate) {
    const std::optional<Interval> found = make(candidate);
    if (found && DateOf(told, found->first).year == year) return found;
  }
  return std::nullopt;
}

std::optional<Interval> TimeResolver::Feast() {
  return InYear([](int year) -> std::optional<Interval> {
    if (year < 1583 || year > 9999) return std::nullopt;
    return OneDay(EasterSunday(year));
  });
}

std::optional<Interval> TimeResolver::Season() {
  const int month = f_.Get(kSeason) * 3;
  return InYear([&](int year) { return MonthsFrom(calendar_, year, month, 3); });
}

std::optional<Interval> TimeResolver::QuarterOrHalf() {
  const int length = f_.Has(kQuarter) ? 3 : 6;
  const int index = f_.Has(kQuarter) ? f_.Get(kQuarter) : f_.Get(kHalf);
  const int parts = 12 / length;
  const int nth = index < 0 ? parts + 1 + index : index;
  if (nth < 1 || nth > parts) return std::nullopt;
  const auto make = [&](int year) {
    return MonthsFrom(CalendarKind::kGregorian, year, (nth - 1) * length + 1, length);
  };
  if (const auto year = GivenYear()) return make(*year);
  if (!IsRelative()) return std::nullopt;
  // The last one that has begun.
  const int now = Today(CalendarKind::kGregorian).year;
  const auto this_year = make(now);
  if (!this_year) return std::nullopt;
  if (f_.Get(kWay, kUnset) == kUnset && reference_.tense <= 0 && this_year->first > Published())
    return make(now - 1);
  if (f_.Get(kWay, kUnset) == -1 && this_year->last >= Published()) return make(now - 1);
  return (reference_.tense > 0 || f_.Get(kWay) == 1) && this_year->last < Published() ? make(now + 1)
                                                                                      : this_year;
}

std::optional<Interval> TimeResolver::Decade() {
  int from = f_.Get(kDecade);
  if (from < 100)
    from += reference_.published && from <= Today(CalendarKind::kGregorian).year % 100 - 10 && from < 30
                ? 2000
                : 1900;
  return GregorianYears(from, 10, ISNAD_GRAIN_DECADE);
}

std::optional<Interval> TimeResolver::InMonth() {
  if (!f_.Has(kMonth)) {
    if (!f_.Has(kShift) || !IsRelative()) return std::nullopt;
    const auto day =
        Moved(Published() - days(Today(CalendarKind::kGregorian).day - 1), kUnitMonth, f_.Get(kShift));
    if (!day) return std::nullopt;
    const Date date = DateOf(CalendarKind::kGregorian, *day);
    return WithinMonth(date.year, date.month);
  }
  const int month = f_.Get(kMonth);
  if (f_.Has(kDayOfMonth) && f_.Has(kWeekday) && !f_.Has(kWay) && !GivenYear() && reference_.published) {
    return DateWithWeekday(month);
  }
  return InYear([&](int year) { return WithinMonth(year, month); });
}

// The nearest date, or one of another year nearby on which the weekday falls.
std::optional<Interval> TimeResolver::DateWithWeekday(int month) {
  const std::vector<Interval> all = YearsAround([&](int year) { return WithinMonth(year, month); });
  std::vector<Interval> fitting;
  for (const Interval& c : all) {
    const bool near = std::abs((c.first - Published()).count()) <= kNearDays;
    if (near && WeekdayOf(c.first) == f_.Get(kWeekday)) fitting.push_back(c);
  }
  // The weekday tells more than the verb does.
  const auto far = [&](const Interval& c) { return std::abs((c.first - Published()).count()); };
  const auto found = std::min_element(fitting.begin(), fitting.end(),
                                      [&](const Interval& a, const Interval& b) { return far(a) < far(b); });
  if (found == fitting.end()) return WithoutMisprint(Nearest(all));
  relative_ = true;
  return *found;
}

// 'Monday 25 February', told as past in a paper of Monday the 24th: the date is misprinted, not the weekday.
std::optional<Interval> TimeResolver::WithoutMisprint(std::optional<Interval> date) {
  if (!date || date->first <= Published() || reference_.tense > 0) return date;
  const Day meant = Published() - days((WeekdayOf(Published()) - f_.Get(kWeekday) + 7) % 7);
  if (date->first - meant > days(kMisprint)) return date;
  shifted_mismatch_ = true;
  return OneDay(meant);
}

std::optional<Interval> TimeResolver::WithinMonth(int year, int month) const {
  const std::optional<Interval> whole = MonthOf(calendar_, year, month);
  if (!whole) return std::nullopt;
  if (f_.Has(kDayOfMonth)) {
    const auto day = DayOf(calendar_, {year, month, f_.Get(kDayOfMonth)});
    return day ? std::optional(OneDay(*day)) : std::nullopt;
  }
  if (f_.Get(kDated) == 1) {
    const auto day = DayOf(calendar_, {year, month, f_.Get(kNth)});
    if (day && WeekdayOf(*day) == f_.Get(kWeekday)) return OneDay(*day);
  }
  if (f_.Has(kNth)) return NthOf(*whole, f_.Get(kNth), f_.Get(kWeekday, kUnset));
  if (f_.Has(kWeekday)) return std::nullopt;
  return whole;
}

}  // namespace isnad::core
