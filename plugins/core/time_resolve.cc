#include "plugins/core/time_resolve.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "plugins/core/time_interval.h"

namespace isnad::core {
namespace {

using std::chrono::days;

constexpr int kHijriYearsFrom = 1300, kHijriYearsTo = 1599;  // as written; Gregorian dates of news are later
constexpr int kNearDays = 250;  // how far off a year may be chosen so that the weekday fits

// Works out one set of fields.
class Resolver {
 public:
  Resolver(const TimeFields& fields, const TimeReference& reference) : f_(fields), reference_(reference) {
    const int year = f_.Get(kYear);
    const bool hijri_year = year >= kHijriYearsFrom && year <= kHijriYearsTo;
    calendar_ = f_.Get(kCalendar) == 2 || hijri_year ? CalendarKind::kHijri : CalendarKind::kGregorian;
  }

  std::optional<ResolvedTime> Resolve() {
    std::optional<Interval> interval = Base();
    const bool clock = f_.Has(kHour) || f_.Has(kClockOnly);
    ResolvedTime time;
    if (!interval && clock && !f_.Has(kDayOfMonth) && reference_.published) {
      interval = OneDay(Published());
      time.wants_day = true;
      relative_ = true;
    }
    if (!interval) return std::nullopt;
    if (f_.Has(kEdge)) interval = EdgeOf(*interval, calendar_, f_.Get(kEdge), reference_.published);
    if (!interval) return std::nullopt;
    if (const int offset = f_.Get(kOffset); offset != 0) {
      interval->first += days(offset);
      interval->last += days(offset);
    }
    time.first = interval->first;
    time.last = interval->last;
    time.grain = interval->grain;
    time.relative = relative_;
    if (!SetClock(*interval, time) && time.wants_day) return std::nullopt;
    SetWeekday(*interval, time);
    return time;
  }

 private:
  // Only after reference_.published was seen to be there.
  Day Published() const { return *reference_.published; }
  Date Today(CalendarKind calendar) const { return DateOf(calendar, Published()); }

  bool IsRelative() {
    relative_ = true;
    return reference_.published.has_value();
  }

  std::optional<Interval> Base() {
    if (f_.Has(kCount) && f_.Has(kUnit) && (f_.Has(kToward) || f_.Has(kSpan))) return Counted();
    if (f_.Get(kUnit) == kUnitDay && f_.Has(kShift) && !f_.Has(kMonth)) return ShiftedDay();
    if (f_.Has(kDecade)) return Decade();
    if (f_.Has(kCentury)) return Century(f_.Get(kCentury));
    if (f_.Has(kFeast)) return Feast();
    if (f_.Has(kSeason)) return Season();
    if (f_.Has(kQuarter) || f_.Has(kHalf)) return QuarterOrHalf();
    if (f_.Has(kMonth) || f_.Get(kUnit) == kUnitMonth) return InMonth();
    if (f_.Has(kDayOfMonth)) return DayOfSomeMonth();
    if (f_.Has(kWeekday)) return SomeWeekday();
    return WholeUnit();
  }

  // --- counted from the publication

  std::optional<Interval> Counted() {
    if (!IsRelative()) return std::nullopt;
    const int toward = f_.Get(kToward, f_.Get(kWay)), count = f_.Get(kCount) * toward, unit = f_.Get(kUnit);
    if (toward != 1 && toward != -1) return std::nullopt;
    // 'After three days' counts from what was told before, unless it is still to come.
    if (toward == 1 && !f_.Has(kSpan) && !f_.Has(kWay) && reference_.tense <= 0) return std::nullopt;
    if (unit <= kUnitHour) return CountedHours(unit == kUnitHour ? 60 * count : count);
    const std::optional<Day> point = Moved(Published(), unit, count);
    if (!point) return std::nullopt;
    if (!f_.Has(kSpan)) return AtGrain(*point, unit);
    if (unit == kUnitWeek) {
      const Day week = Monday(Published());
      return toward < 0 ? Interval{week + days(7 * count), week - days(1), ISNAD_GRAIN_DAY}
                        : Interval{week + days(7), week + days(7 * count + 6), ISNAD_GRAIN_DAY};
    }
    return toward < 0 ? Interval{*point, Published(), ISNAD_GRAIN_DAY}
                      : Interval{Published() + days(1), *point, ISNAD_GRAIN_DAY};
  }

  // Two hours ago is on this day or the one before.
  std::optional<Interval> CountedHours(int minutes) const {
    if (!reference_.minute || f_.Has(kSpan)) return std::nullopt;
    return OneDay(Published() + days(FloorDiv(*reference_.minute + minutes, 24 * 60)));
  }

  // As exact as the words: three months ago is a month, three days ago a day.
  std::optional<Interval> AtGrain(Day day, int unit) const {
    const Date date = DateOf(CalendarKind::kGregorian, day);
    if (unit == kUnitMonth || unit == kUnitQuarter)
      return MonthOf(CalendarKind::kGregorian, date.year, date.month);
    if (unit >= kUnitHalf && unit <= kUnitCentury) return YearOf(CalendarKind::kGregorian, date.year);
    return OneDay(day);
  }

  std::optional<Interval> ShiftedDay() {
    if (!IsRelative()) return std::nullopt;
    const Day day = Published() + days(f_.Get(kShift));
    const int weekday = f_.Get(kWeekday);
    if (weekday == 0 || WeekdayOf(day) == weekday) return OneDay(day);
    // 'Yesterday, Monday' in a text that was published again a day later: the weekday is what doesn't move.
    const Day meant = Published() - days((WeekdayOf(Published()) - weekday + 7) % 7);
    if (f_.Get(kShift) <= 0 && Published() - meant <= days(3)) {
      shifted_mismatch_ = true;
      return OneDay(meant);
    }
    return OneDay(day);
  }

  // --- years

  int FullYear(int year) const {
    if (year >= 100 || !reference_.published) return year;
    const int century = calendar_ == CalendarKind::kHijri          ? 1400
                        : year <= Today(calendar_).year % 100 + 10 ? 2000
                                                                   : 1900;
    return century + year;
  }

  // The year that is written or counted.
  std::optional<int> GivenYear() {
    if (f_.Has(kYear)) return FullYear(f_.Get(kYear));
    if (f_.Get(kUnit) == kUnitYear && f_.Has(kShift) && IsRelative()) {
      return Today(CalendarKind::kGregorian).year + f_.Get(kShift);
    }
    return std::nullopt;
  }

  // Of the candidates, ascending, the one that news means: by `way` if given, else the nearest, one to come
  // counting double unless the words say that it is to come.
  std::optional<Interval> Nearest(const std::vector<Interval>& candidates) {
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
      const long far = past ? (now - c.last).count() : future ? 2 * (c.first - now).count() : 0;
      if (best == nullptr || far < best_cost) {
        best = &c;
        best_cost = far;
      }
    }
    if (best == nullptr) return std::nullopt;
    return *best;
  }

  template <class Make>
  std::vector<Interval> YearsAround(const Make& make) const {
    std::vector<Interval> candidates;
    if (!reference_.published) return candidates;
    const int now = Today(calendar_).year;
    for (int year = now - 2; year <= now + 2; ++year) {
      if (const std::optional<Interval> c = make(year)) candidates.push_back(*c);
    }
    return candidates;
  }

  // `make` for the year that is given, or the one that is meant.
  template <class Make>
  std::optional<Interval> InYear(const Make& make) {
    const std::optional<int> year = GivenYear();
    if (!year) return Nearest(YearsAround(make));
    if (calendar_ == CalendarKind::kHijri && *year > kHijriYearsTo) return InGregorianYear(make, *year);
    return make(*year);
  }

  // Ramadan 2019
  template <class Make>
  static std::optional<Interval> InGregorianYear(const Make& make, int year) {
    const auto first = DayOf(CalendarKind::kGregorian, {year, 1, 1});
    if (!first) return std::nullopt;
    const int hijri = DateOf(CalendarKind::kHijri, *first).year;
    for (int candidate = hijri; candidate <= hijri + 1; ++candidate) {
      const std::optional<Interval> found = make(candidate);
      if (found && DateOf(CalendarKind::kGregorian, found->first).year == year) return found;
    }
    return std::nullopt;
  }

  std::optional<Interval> Feast() {
    return InYear([](int year) -> std::optional<Interval> {
      if (year < 1583 || year > 9999) return std::nullopt;
      return OneDay(EasterSunday(year));
    });
  }

  std::optional<Interval> Season() {
    const int month = f_.Get(kSeason) * 3;
    return InYear([&](int year) { return MonthsFrom(calendar_, year, month, 3); });
  }

  std::optional<Interval> QuarterOrHalf() {
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

  std::optional<Interval> Decade() {
    int from = f_.Get(kDecade);
    if (from < 100)
      from += reference_.published && from <= Today(CalendarKind::kGregorian).year % 100 - 10 && from < 30
                  ? 2000
                  : 1900;
    return GregorianYears(from, 10, ISNAD_GRAIN_DECADE);
  }

  // --- months and days

  std::optional<Interval> InMonth() {
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
  std::optional<Interval> DateWithWeekday(int month) {
    const std::vector<Interval> all = YearsAround([&](int year) { return WithinMonth(year, month); });
    std::vector<Interval> fitting;
    for (const Interval& c : all) {
      const bool near = std::abs((c.first - Published()).count()) <= kNearDays;
      if (near && WeekdayOf(c.first) == f_.Get(kWeekday)) fitting.push_back(c);
    }
    // The weekday tells more than the verb does.
    const auto far = [&](const Interval& c) { return std::abs((c.first - Published()).count()); };
    const auto found =
        std::min_element(fitting.begin(), fitting.end(),
                         [&](const Interval& a, const Interval& b) { return far(a) < far(b); });
    if (found == fitting.end()) return Nearest(all);
    relative_ = true;
    return *found;
  }

  std::optional<Interval> WithinMonth(int year, int month) const {
    const std::optional<Interval> whole = MonthOf(calendar_, year, month);
    if (!whole) return std::nullopt;
    if (f_.Has(kDayOfMonth)) {
      const auto day = DayOf(calendar_, {year, month, f_.Get(kDayOfMonth)});
      return day ? std::optional(OneDay(*day)) : std::nullopt;
    }
    if (f_.Has(kNth)) return NthOf(*whole, f_.Get(kNth), f_.Get(kWeekday, kUnset));
    if (f_.Has(kWeekday)) return std::nullopt;
    return whole;
  }

  // 'Tuesday the nineteenth', 'on the 27th'.
  std::optional<Interval> DayOfSomeMonth() {
    if (!IsRelative() || f_.Has(kYear)) return std::nullopt;
    std::vector<Interval> all, fitting;
    for (int shift = -2; shift <= 2; ++shift) {
      const Date today = Today(calendar_);
      const int index = today.year * 12 + today.month - 1 + shift;
      const auto day = DayOf(calendar_, {index / 12, index % 12 + 1, f_.Get(kDayOfMonth)});
      if (!day) continue;
      all.push_back(OneDay(*day));
      if (f_.Has(kWeekday) && WeekdayOf(*day) == f_.Get(kWeekday)) fitting.push_back(OneDay(*day));
    }
    return Nearest(fitting.empty() ? all : fitting);
  }

  std::optional<Interval> SomeWeekday() {
    const int weekday = f_.Get(kWeekday);
    const bool within_year = f_.Has(kYear) || f_.Get(kUnit) == kUnitYear;
    if (f_.Has(kNth) && within_year) {
      const auto year = GivenYear();
      const auto whole = year ? YearOf(calendar_, *year) : std::nullopt;
      return whole ? NthOf(*whole, f_.Get(kNth), f_.Get(kWeekday, kUnset)) : std::nullopt;
    }
    if (!IsRelative()) return std::nullopt;
    const Day now = Published();
    if (f_.Has(kNth)) {
      const Date today = Today(CalendarKind::kGregorian);
      return WithinMonth(today.year, today.month);
    }
    if (f_.Get(kUnit) == kUnitWeek) return OneDay(Monday(now) + days(7 * f_.Get(kShift) + weekday - 1));
    const int back = (WeekdayOf(now) - weekday + 7) % 7;  // days since the last one, 0 today
    switch (f_.Get(kWay, reference_.tense > 0 ? 2 : 3)) {
      case -1:
        return OneDay(now - days(back == 0 ? 7 : back));
      case 0:
        return OneDay(Monday(now) + days(weekday - 1));
      case 1:
        return OneDay(now + days(7 - back));
      case 2:
        return OneDay(now + days((7 - back) % 7));
      default:
        return OneDay(now - days(back));
    }
  }

  // The last week, this year, next decade; a year by its number; the third week of it.
  std::optional<Interval> WholeUnit() {
    if (f_.Has(kYear) || f_.Get(kUnit) == kUnitYear) {
      const auto year = GivenYear();
      const auto whole = year ? YearOf(calendar_, *year) : std::nullopt;
      return whole && f_.Has(kNth) ? NthOf(*whole, f_.Get(kNth), f_.Get(kWeekday, kUnset)) : whole;
    }
    if (!f_.Has(kShift) || !IsRelative()) return std::nullopt;
    const int shift = f_.Get(kShift);
    const Date today = Today(CalendarKind::kGregorian);
    switch (f_.Get(kUnit)) {
      case kUnitWeek: {
        const Day first = Monday(Published()) + days(7 * shift);
        return Interval{first, first + days(6), ISNAD_GRAIN_WEEK};
      }
      case kUnitWeekend: {
        const Day first = Monday(Published()) + days(7 * shift + 5);
        return Interval{first, first + days(1), ISNAD_GRAIN_DAY};
      }
      case kUnitQuarter:
        return PartOfYear(3, shift, today);
      case kUnitHalf:
        return PartOfYear(6, shift, today);
      case kUnitDecade:
        return GregorianYears(today.year / 10 * 10 + 10 * shift, 10, ISNAD_GRAIN_DECADE);
      case kUnitCentury:
        return Century((today.year - 1) / 100 + 1 + shift);
      default:
        return std::nullopt;
    }
  }

  // --- refinements

  // False where the hour can't be told, by day or by night.
  bool SetClock(const Interval& interval, ResolvedTime& time) const {
    if (!f_.Has(kHour) || interval.first != interval.last) return false;
    int hour = f_.Get(kHour);
    const int minute = f_.Get(kMinute), part = f_.Get(kPart);
    if (hour > 24 || minute < -59 || minute > 59) return false;
    if (hour == 24) hour = 0;
    // A quarter to twelve; twelve o'clock at night is none.
    if (part == kAfternoon || part == kEvening || (part == kNight && hour >= 6) ||
        (part == kNoon && hour < 11)) {
      if (hour < 12)
        hour += 12;
      else if (hour == 12 && part == kEvening)
        hour = 0;
    }
    if ((part == kDawn || part == kMorning || part == kNight || part == kMidnight) && hour == 12)
      hour = part == kMorning && minute < 0 ? 12 : 0;
    // Without a part of the day only the way in which it is written tells that the clock has 24 hours.
    if (part == 0 && hour <= 12 && !f_.Has(kClockOnly)) return false;
    const int total = hour * 60 + minute;
    if (total < 0) return false;
    time.from_minute = time.to_minute = total;
    time.grain = f_.Has(kMinute) ? ISNAD_GRAIN_MINUTE : ISNAD_GRAIN_HOUR;
    return true;
  }

  void SetWeekday(const Interval& interval, ResolvedTime& time) const {
    if (f_.Get(kWeekday) == 0 || interval.first != interval.last) return;
    time.written_weekday = f_.Get(kWeekday);
    time.weekday_matches = !shifted_mismatch_ && WeekdayOf(interval.first) == time.written_weekday;
  }

  const TimeFields& f_;
  const TimeReference& reference_;
  CalendarKind calendar_;
  bool relative_ = false;
  bool shifted_mismatch_ = false;
};

std::string Iso(Day day, std::optional<int> minute) {
  const std::string date = IsoDate(day);
  return minute ? fmt::format("{}T{:02}:{:02}", date, *minute / 60, *minute % 60) : date;
}

// The 13th to the 15th of July: what one end doesn't say is as at the other.
void Inherit(TimeFields& to, const TimeFields& from) {
  for (const TimeField field : {kPart, kWay}) {
    if (!to.Has(field) && from.Has(field)) to.Set(field, from.Get(field));
  }
  const bool clock = to.Has(kHour) && !to.Has(kDayOfMonth) && !to.Has(kWeekday) && !to.Has(kUnit);
  const auto inherit = [&](TimeField field) {
    if (!to.Has(field) && from.Has(field)) to.Set(field, from.Get(field));
  };
  if (clock) {
    for (const TimeField field : {kDayOfMonth, kMonth, kYear, kWeekday, kUnit, kShift}) inherit(field);
  } else if (to.Has(kDayOfMonth) && !to.Has(kMonth) && to.Get(kUnit) != kUnitMonth) {
    for (const TimeField field : {kMonth, kYear, kUnit, kShift}) inherit(field);
  } else if (to.Has(kWeekday) && from.Get(kUnit) == kUnitWeek) {
    for (const TimeField field : {kUnit, kShift}) inherit(field);
  }
  for (const TimeField field : {kYear, kCalendar}) {
    if (to.Has(kMonth) && !to.Has(field) && from.Has(field)) to.Set(field, from.Get(field));
  }
}

}  // namespace

std::string ResolvedTime::Start() const { return Iso(first, from_minute); }
std::string ResolvedTime::End() const { return Iso(last, to_minute); }

std::optional<ResolvedTime> ResolveTime(const TimeFields& fields, const TimeReference& reference,
                                        const std::function<const TimeFields&(int)>& child) {
  if (!fields.Has(kFrom) || !fields.Has(kTo)) return Resolver(fields, reference).Resolve();
  TimeFields from = child(fields.Get(kFrom)), to = child(fields.Get(kTo));
  TimeFields shared = fields;
  shared.Clear(kFrom);
  shared.Clear(kTo);
  Inherit(to, shared);
  Inherit(from, to);
  Inherit(from, shared);
  Inherit(to, from);
  const auto first = Resolver(from, reference).Resolve(), last = Resolver(to, reference).Resolve();
  if (!first || !last || first->first > last->last) return std::nullopt;
  ResolvedTime time = *first;
  time.last = last->last;
  time.to_minute = last->to_minute;
  if (time.from_minute.has_value() != time.to_minute.has_value()) {
    time.from_minute = time.to_minute = std::nullopt;
    time.grain = ISNAD_GRAIN_DAY;
  }
  if (time.first == time.last && time.from_minute && *time.to_minute < *time.from_minute) {
    time.last += days(1);  // from ten in the evening to two: past midnight
  }
  if (last->grain == ISNAD_GRAIN_MINUTE) time.grain = last->grain;
  time.relative |= last->relative;
  time.wants_day = first->wants_day && last->wants_day;
  time.written_weekday = 0;
  time.weekday_matches = true;
  return time;
}

}  // namespace isnad::core
