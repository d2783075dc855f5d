#include "plugins/core/time_interval.h"

#include <algorithm>

namespace isnad::core {

using std::chrono::days;

Day Monday(Day day) { return day - days(WeekdayOf(day) - 1); }

int FloorDiv(int a, int b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }

std::optional<Interval> MonthOf(CalendarKind calendar, int year, int month) {
  const auto first = DayOf(calendar, {year, month, 1});
  const auto last = DayOf(calendar, {year, month, DaysOfMonth(calendar, year, month)});
  if (!first || !last) return std::nullopt;
  return Interval{*first, *last, ISNAD_GRAIN_MONTH};
}

std::optional<Interval> MonthsFrom(CalendarKind calendar, int year, int month, int count) {
  const auto first = MonthOf(calendar, year, month);
  const int index = month - 1 + count - 1;
  const auto last = MonthOf(calendar, year + index / 12, index % 12 + 1);
  if (!first || !last) return std::nullopt;
  return Interval{first->first, last->last, ISNAD_GRAIN_MONTH};
}

std::optional<Interval> YearOf(CalendarKind calendar, int year) {
  auto months = MonthsFrom(calendar, year, 1, 12);
  if (months) months->grain = ISNAD_GRAIN_YEAR;
  return months;
}

std::optional<Interval> GregorianYears(int first, int count, int grain) {
  const auto begin = YearOf(CalendarKind::kGregorian, first),
             end = YearOf(CalendarKind::kGregorian, first + count - 1);
  if (!begin || !end) return std::nullopt;
  return Interval{begin->first, end->last, grain};
}

std::optional<Interval> Century(int number) {
  return GregorianYears((number - 1) * 100 + 1, 100, ISNAD_GRAIN_DECADE);
}

std::optional<Interval> PartOfYear(int length, int shift, const Date& today) {
  const int index = today.year * (12 / length) + (today.month - 1) / length + shift;
  return MonthsFrom(CalendarKind::kGregorian, index / (12 / length), index % (12 / length) * length + 1,
                    length);
}

std::optional<Day> Moved(Day day, int unit, int count) {
  int months = 0;
  switch (unit) {
    case kUnitDay:
      return day + days(count);
    case kUnitWeek:
      return day + days(7 * count);
    case kUnitMonth:
      months = count;
      break;
    case kUnitQuarter:
      months = 3 * count;
      break;
    case kUnitHalf:
      months = 6 * count;
      break;
    case kUnitYear:
      months = 12 * count;
      break;
    case kUnitDecade:
      months = 120 * count;
      break;
    case kUnitCentury:
      months = 1200 * count;
      break;
    default:
      return std::nullopt;
  }
  const Date date = DateOf(CalendarKind::kGregorian, day);
  const int index = date.year * 12 + date.month - 1 + months;
  const int year = FloorDiv(index, 12), month = index - year * 12 + 1;
  const int last = DaysOfMonth(CalendarKind::kGregorian, year, month);
  return DayOf(CalendarKind::kGregorian, {year, month, std::min(date.day, last)});
}

std::optional<Interval> NthOf(const Interval& whole, int nth, int weekday) {
  if (weekday == kUnset) {
    return OneDay(nth > 0 ? whole.first + days(nth - 1) : whole.last + days(nth + 1));
  }
  const bool week = weekday == 0;
  if (week) weekday = 1;
  Day first = whole.first + days((weekday - WeekdayOf(whole.first) + 7) % 7);
  if (week && whole.grain == ISNAD_GRAIN_YEAR)
    first = Monday(whole.first + days(3));  // ISO 8601: the week of its fourth day
  Day day = first + days(7 * (nth - 1));
  if (nth < 0) {
    day = whole.last - days((WeekdayOf(whole.last) - (week ? 7 : weekday) + 7) % 7);
    day += days(7 * (nth + 1) - (week ? 6 : 0));
  }
  if (day > whole.last) return std::nullopt;
  return week ? Interval{day, day + days(6), ISNAD_GRAIN_WEEK} : OneDay(day);
}

std::optional<Interval> EdgeOf(const Interval& whole, CalendarKind calendar, int edge,
                               std::optional<Day> published) {
  const auto length = static_cast<int>((whole.last - whole.first).count()) + 1;
  if (length == 1) return whole;
  const auto part = [&](int from, int to) -> std::optional<Interval> {
    if (whole.grain == ISNAD_GRAIN_YEAR) {  // by months, so that its parts begin and end with them
      const Date date = DateOf(calendar, whole.first);
      return MonthsFrom(calendar, date.year, from * 12 / 6 + 1, (to - from) * 12 / 6);
    }
    if (whole.grain == ISNAD_GRAIN_DECADE) {
      const int first = DateOf(calendar, whole.first).year;
      const int years = DateOf(calendar, whole.last).year + 1 - first;
      const auto at = [&](int sixth) { return (sixth * years + 3) / 6; };
      return GregorianYears(first + at(from), at(to) - at(from), ISNAD_GRAIN_YEAR);
    }
    const bool month = whole.grain == ISNAD_GRAIN_MONTH && length <= 31;
    const auto at = [&](int sixth) { return sixth == 6 ? length : month ? sixth * 5 : sixth * length / 6; };
    return Interval{whole.first + days(at(from)), whole.first + days(at(to) - 1), ISNAD_GRAIN_DAY};
  };
  switch (edge) {
    case kEarly:
      return part(0, 3);
    case kMiddle:
      if (whole.grain == ISNAD_GRAIN_MONTH && length <= 31) return OneDay(whole.first + days(14));
      return part(2, 4);
    case kLate:
      return part(3, 6);
    case kFirstTen:
      return part(0, 2);
    case kMiddleTen:
      return part(2, 4);
    case kLastTen:
      return part(4, 6);
    case kFirstDay:
      return OneDay(whole.first);
    case kLastDay:
      return OneDay(whole.last);
    case kRest:
      if (!published || *published > whole.last) return std::nullopt;
      return Interval{std::max(whole.first, *published), whole.last, ISNAD_GRAIN_DAY};
    default:
      return whole;
  }
}

}  // namespace isnad::core
