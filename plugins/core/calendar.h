// The calendars that newspapers date by.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace isnad::core {

using Day = std::chrono::sys_days;

// From this year on the Umm al-Qura calendar is known to the day; earlier months were begun by sighting, and
// their published tables are reconstructions.
inline constexpr int kFirstSureHijriYear = 1421;

enum class CalendarKind { kGregorian = 1, kHijri = 2 };

struct Date {
  int year = 0, month = 0, day = 0;
};

// Nothing where there is no such day (30 February, a thirtieth of a Hijri month of 29 days).
// Gregorian years 1 to 9999; Hijri ones 1300 to 1600, counted by the Umm al-Qura calendar of ICU, which
// printed dates follow; outside of them by the tabular Islamic calendar, from 1 to 1700. Thread-safe.
std::optional<Day> DayOf(CalendarKind calendar, const Date& date);
Date DateOf(CalendarKind calendar, Day day);

// The days of a month; 0 where there is no such month.
int DaysOfMonth(CalendarKind calendar, int year, int month);

// 1 Monday … 7 Sunday.
int WeekdayOf(Day day);

// Western Easter, by the method of Meeus, Jones and Butcher.
Day EasterSunday(int year);

// 2019-02-18
std::string IsoDate(Day day);

// The day of an ISO date or the local day of an RFC 3339 time; nothing where it isn't one.
std::optional<Day> ParseIsoDate(const std::string& text);

// The minute of the local day of an RFC 3339 time.
std::optional<int> ParseIsoMinute(const std::string& text);

}  // namespace isnad::core
