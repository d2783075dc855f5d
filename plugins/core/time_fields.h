// What a phrase of time says, piece by piece, before it is worked out which day that is.
#pragma once

#include <array>
#include <climits>
#include <cstdint>
#include <optional>
#include <string_view>

namespace isnad::core {

// The pieces. Rules name them in lower case: year, month, …
enum TimeField : uint8_t {
  kYear,
  kMonth,
  kDayOfMonth,  // day
  kWeekday,     // 1 Monday … 7 Sunday
  kHour,
  kMinute,
  kPart,       // of a day: see the names in time_fields.cc
  kCalendar,   // 2 is the Hijri one
  kUnit,       // minute … century
  kShift,      // the unit counted from the publication's own: -1 last, 0 this, 1 next
  kCount,      // so many units …
  kToward,     // … -1 before the publication, 1 after it
  kSpan,       // 1: all the units up to there, 2: one of them, 3: none but the days of it that are left
  kWay,        // of weekday, month or date: -1 the last one, 0 this, 1 the next, 2 the one on or after the
               // publication
  kEdge,       // early, middle, late, … of it
  kDated,      // 1: the nth may be the day of the month, where that falls on the weekday
  kNth,        // which one of the weekday or week of the month or year; -1 the last, -2 the last but one
  kQuarter,    // of the year
  kHalf,       // of the year
  kDecade,     // its first year, 1970, or 70
  kCentury,    // 21 is the one from 2001
  kSeason,     // 1 spring … 4 winter
  kFeast,      // a movable feast: 1 Easter Sunday
  kOffset,     // days from there
  kClockOnly,  // an hour that a neighbour has to give the day
  kFrom,       // the two ends of a range, as indexes into the chart
  kTo,
  kPlus,     // a further length of time, as an index into the chart: two years and 21 days
  kFollow,   // counted from the day or period told last: 1 the following one, -1 the one before or itself
  kLasting,  // 1: how long it has been so
  kNumber,   // the number itself, before a rule gives it a meaning
  kTimeFieldCount,
};

constexpr int kUnset = INT_MIN;

enum TimeUnit {
  kUnitMinute = 1,
  kUnitHour,
  kUnitDay,
  kUnitWeek,
  kUnitMonth,
  kUnitQuarter,
  kUnitHalf,
  kUnitYear,
  kUnitDecade,
  kUnitCentury,
  kUnitWeekend
};
enum TimePart { kDawn = 1, kMorning, kNoon, kAfternoon, kEvening, kNight, kMidnight };
enum TimeEdge { kEarly = 1, kMiddle, kLate, kFirstTen, kMiddleTen, kLastTen, kFirstDay, kLastDay, kRest };

class TimeFields {
 public:
  TimeFields() { values_.fill(kUnset); }

  bool Has(TimeField field) const { return values_[field] != kUnset; }
  int Get(TimeField field, int otherwise = 0) const { return Has(field) ? values_[field] : otherwise; }
  void Set(TimeField field, int value) { values_[field] = value; }
  void Clear(TimeField field) { values_[field] = kUnset; }

  // Takes over what `other` says, except its number.
  void Add(const TimeFields& other);

 private:
  std::array<int, kTimeFieldCount> values_;
};

// The field of a name in a rule.
std::optional<TimeField> TimeFieldOf(std::string_view name);

// A value in a rule: a number, or the name of a unit, part of the day, edge or calendar.
std::optional<int> TimeValueOf(std::string_view name);

}  // namespace isnad::core
