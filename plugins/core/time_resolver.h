// How the fields of one time become days. For time_resolve.cc; others use time_resolve.h.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "plugins/core/time_interval.h"
#include "plugins/core/time_resolve.h"

namespace isnad::core {

// Hijri years as they are written; Gregorian dates of news are later.
inline constexpr int kHijriYearsFrom = 1300, kHijriYearsTo = 1599;

// Works out one set of fields; made for it and thrown away. What it is given has to outlive it. A method
// returns nothing where the words don't tell the day, or where it depends on a publication that is not known.
class TimeResolver {
 public:
  // `child` gives the fields of a further length of time (kPlus).
  TimeResolver(const TimeFields& fields, const TimeReference& reference,
               const std::function<const TimeFields&(int)>& child);

  std::optional<ResolvedTime> Resolve();

 private:
  using InYearFunction = std::function<std::optional<Interval>(int)>;

  // Only after reference_.published was seen to be there.
  Day Published() const { return *reference_.published; }
  Date Today(CalendarKind calendar) const { return DateOf(calendar, Published()); }
  bool IsRelative();

  std::optional<Interval> Base();

  // time_counted.cc: counted from the publication
  std::optional<Interval> Counted();
  std::optional<Interval> CountedHours(int minutes) const;
  std::optional<Day> MovedFurther(const TimeFields& fields, Day day, int toward, int& unit) const;
  std::optional<Interval> AtGrain(Day day, int unit) const;
  std::optional<Interval> ShiftedDay();
  std::optional<Interval> DayOfSomeMonth();
  std::optional<Interval> SomeWeekday();
  std::optional<Interval> WholeUnit();

  // time_dates.cc: by their place in the year
  int FullYear(int year) const;
  std::optional<int> GivenYear();
  std::optional<Interval> Nearest(const std::vector<Interval>& candidates);
  std::vector<Interval> YearsAround(const InYearFunction& make) const;
  std::optional<Interval> InYear(const InYearFunction& make);
  std::optional<Interval> InYearOf(CalendarKind told, const InYearFunction& make, int year) const;
  std::optional<Interval> Feast();
  std::optional<Interval> Season();
  std::optional<Interval> QuarterOrHalf();
  std::optional<Interval> Decade();
  std::optional<Interval> InMonth();
  std::optional<Interval> DateWithWeekday(int month);
  std::optional<Interval> WithoutMisprint(std::optional<Interval> date);
  std::optional<Interval> WithinMonth(int year, int month) const;

  // time_resolve.cc: refinements
  bool SetClock(const Interval& interval, ResolvedTime& time) const;
  void SetWeekday(const Interval& interval, ResolvedTime& time) const;

  const TimeFields& f_;
  const TimeReference& reference_;
  const std::function<const TimeFields&(int)>& child_;
  CalendarKind calendar_;
  bool relative_ = false;
  bool shifted_mismatch_ = false;
};

}  // namespace isnad::core
