// Times counted from the publication: days, weekdays, weeks, durations.
#include <algorithm>

#include "plugins/core/time_resolver.h"

namespace isnad::core {

using std::chrono::days;

std::optional<Interval> TimeResolver::Counted() {
  if (!IsRelative()) return std::nullopt;
  const int toward = f_.Get(kToward, f_.Get(kWay)), count = f_.Get(kCount) * toward;
  int unit = f_.Get(kUnit);
  if (toward != 1 && toward != -1) return std::nullopt;
  // 'After three days' counts from what was told before, unless it is still to come.
  if (toward == 1 && !f_.Has(kSpan) && !f_.Has(kWay) && reference_.tense <= 0) return std::nullopt;
  if (unit <= kUnitHour) return CountedHours(unit == kUnitHour ? 60 * count : count);
  std::optional<Day> point = Moved(Published(), unit, count);
  if (point && f_.Has(kPlus)) point = MovedFurther(f_, *point, toward, unit);
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
std::optional<Interval> TimeResolver::CountedHours(int minutes) const {
  if (!reference_.minute || f_.Has(kSpan)) return std::nullopt;
  return OneDay(Published() + days(FloorDiv(*reference_.minute + minutes, 24 * 60)));
}

// Two years *and 21 days*, a year *and a half*, a year *and two months and ten days*. The unit becomes the
// finest.
std::optional<Day> TimeResolver::MovedFurther(const TimeFields& fields, Day day, int toward,
                                              int& unit) const {
  const TimeFields& more = child_(fields.Get(kPlus));
  if (more.Has(kUnit)) {
    unit = std::min(unit, more.Get(kUnit));
    const std::optional<Day> moved = Moved(day, more.Get(kUnit), toward * more.Get(kCount, 1));
    return moved && more.Has(kPlus) ? MovedFurther(more, *moved, toward, unit) : moved;
  }
  const int sixtieths = toward * more.Get(kNumber);  // a fraction is given in minutes of the hour
  switch (unit) {
    case kUnitWeek:
      return Moved(day, kUnitDay, 7 * sixtieths / 60);
    case kUnitMonth:
      return Moved(day, kUnitDay, 30 * sixtieths / 60);
    case kUnitYear:
      return Moved(day, kUnitMonth, 12 * sixtieths / 60);
    case kUnitDecade:
    case kUnitCentury:
      return Moved(day, kUnitYear, (unit == kUnitDecade ? 10 : 100) * sixtieths / 60);
    default:
      return day;
  }
}

// As exact as the words: three months ago is a month, three days ago a day.
std::optional<Interval> TimeResolver::AtGrain(Day day, int unit) const {
  const Date date = DateOf(CalendarKind::kGregorian, day);
  if (unit == kUnitMonth || unit == kUnitQuarter)
    return MonthOf(CalendarKind::kGregorian, date.year, date.month);
  if (unit >= kUnitHalf && unit <= kUnitCentury) return YearOf(CalendarKind::kGregorian, date.year);
  return OneDay(day);
}

std::optional<Interval> TimeResolver::ShiftedDay() {
  if (!IsRelative()) return std::nullopt;
  const Day day = Published() + days(f_.Get(kShift));
  const int weekday = f_.Get(kWeekday);
  if (weekday == 0 || WeekdayOf(day) == weekday) return OneDay(day);
  // 'Yesterday, Monday' and 'tomorrow, Wednesday' in a text that was published again a day later: the weekday
  // is what doesn't move.
  const Day from = std::max(day, Published());
  const Day meant = from - days((WeekdayOf(from) - weekday + 7) % 7);
  if (from - meant <= days(3)) {
    shifted_mismatch_ = true;
    return OneDay(meant);
  }
  return OneDay(day);
}

// 'Tuesday the nineteenth', 'on the 27th'.
std::optional<Interval> TimeResolver::DayOfSomeMonth() {
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

std::optional<Interval> TimeResolver::SomeWeekday() {
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
std::optional<Interval> TimeResolver::WholeUnit() {
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

}  // namespace isnad::core
