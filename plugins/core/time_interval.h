// Stretches of days: months, years and their parts.
#pragma once

#include <optional>

#include "plugins/abi/isnad_plugin.h"
#include "plugins/core/calendar.h"
#include "plugins/core/time_fields.h"

namespace isnad::core {

// Days [first, last], both included.
struct Interval {
  Day first, last;
  int grain = ISNAD_GRAIN_DAY;
};

inline Interval OneDay(Day day) { return {day, day, ISNAD_GRAIN_DAY}; }

// The Monday of the day's week.
Day Monday(Day day);

// Rounds down, also below zero.
int FloorDiv(int a, int b);

// Nothing where the calendar knows no such year or month.
std::optional<Interval> MonthOf(CalendarKind calendar, int year, int month);
std::optional<Interval> MonthsFrom(CalendarKind calendar, int year, int month, int count);
std::optional<Interval> YearOf(CalendarKind calendar, int year);
std::optional<Interval> GregorianYears(int first, int count, int grain);
std::optional<Interval> Century(int number);  // 21 is the one from 2001

// The quarter (length 3) or half year (6) that is `shift` of them after that of the day.
std::optional<Interval> PartOfYear(int length, int shift, const Date& day);

// `count` units (TimeUnit, days and up) after the day; a day that its month lacks becomes the month's last.
std::optional<Day> Moved(Day day, int unit, int count);

// The nth weekday of a month or year; with weekday 0 the nth week, with kUnset the nth day. -1 is the last,
// -2 the one before. The weeks of a year are those of ISO 8601; those of a month begin with its first Monday
// and end within it, if it is counted from the end.
std::optional<Interval> NthOf(const Interval& whole, int nth, int weekday);

// A TimeEdge of it: halves, thirds, ends. What is left of it (kRest) needs the day of publication.
std::optional<Interval> EdgeOf(const Interval& whole, CalendarKind calendar, int edge,
                               std::optional<Day> published);

}  // namespace isnad::core
