#include "plugins/core/time_resolve.h"

#include <fmt/format.h>

#include "plugins/core/time_resolver.h"

namespace isnad::core {

using std::chrono::days;

namespace {

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

TimeResolver::TimeResolver(const TimeFields& fields, const TimeReference& reference,
                           const std::function<const TimeFields&(int)>& child)
    : f_(fields), reference_(reference), child_(child) {
  const int year = f_.Get(kYear);
  const bool hijri_year = year >= kHijriYearsFrom && year <= kHijriYearsTo;
  const bool hijri = f_.Has(kCalendar) ? f_.Get(kCalendar) == 2 : hijri_year;
  calendar_ = hijri ? CalendarKind::kHijri : CalendarKind::kGregorian;
}

std::optional<ResolvedTime> TimeResolver::Resolve() {
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
  time.approximate = calendar_ == CalendarKind::kHijri &&
                     DateOf(CalendarKind::kHijri, interval->first).year < kFirstSureHijriYear;
  if (!SetClock(*interval, time) && time.wants_day) return std::nullopt;
  SetWeekday(*interval, time);
  return time;
}

bool TimeResolver::IsRelative() {
  relative_ = true;
  return reference_.published.has_value();
}

std::optional<Interval> TimeResolver::Base() {
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

// False where the hour can't be told, by day or by night.
bool TimeResolver::SetClock(const Interval& interval, ResolvedTime& time) const {
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

void TimeResolver::SetWeekday(const Interval& interval, ResolvedTime& time) const {
  if (f_.Get(kWeekday) == 0 || interval.first != interval.last) return;
  time.written_weekday = f_.Get(kWeekday);
  time.weekday_matches = !shifted_mismatch_ && WeekdayOf(interval.first) == time.written_weekday;
}

std::string ResolvedTime::Start() const { return Iso(first, from_minute); }
std::string ResolvedTime::End() const { return Iso(last, to_minute); }

std::optional<ResolvedTime> ResolveTime(const TimeFields& fields, const TimeReference& reference,
                                        const std::function<const TimeFields&(int)>& child) {
  if (!fields.Has(kFrom) || !fields.Has(kTo)) return TimeResolver(fields, reference, child).Resolve();
  TimeFields from = child(fields.Get(kFrom)), to = child(fields.Get(kTo));
  TimeFields shared = fields;
  shared.Clear(kFrom);
  shared.Clear(kTo);
  Inherit(to, shared);
  Inherit(from, to);
  Inherit(from, shared);
  Inherit(to, from);
  const auto first = TimeResolver(from, reference, child).Resolve(),
             last = TimeResolver(to, reference, child).Resolve();
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
