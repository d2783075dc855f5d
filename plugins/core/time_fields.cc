#include "plugins/core/time_fields.h"

#include <charconv>
#include <system_error>

namespace isnad::core {
namespace {

struct Name {
  std::string_view name;
  int value;
};

constexpr Name kFields[] = {
    {"year", kYear},       {"month", kMonth},     {"day", kDayOfMonth}, {"weekday", kWeekday},
    {"hour", kHour},       {"minute", kMinute},   {"part", kPart},      {"calendar", kCalendar},
    {"unit", kUnit},       {"shift", kShift},     {"count", kCount},    {"toward", kToward},
    {"span", kSpan},       {"way", kWay},         {"edge", kEdge},      {"nth", kNth},
    {"quarter", kQuarter}, {"half", kHalf},       {"decade", kDecade},  {"century", kCentury},
    {"season", kSeason},   {"feast", kFeast},     {"offset", kOffset},  {"clock", kClockOnly},
    {"from", kFrom},       {"to", kTo},           {"plus", kPlus},      {"follow", kFollow},
    {"dated", kDated},     {"lasting", kLasting}, {"number", kNumber},
};

constexpr Name kValues[] = {
    {"minutes", kUnitMinute},
    {"hours", kUnitHour},
    {"days", kUnitDay},
    {"weeks", kUnitWeek},
    {"months", kUnitMonth},
    {"quarters", kUnitQuarter},
    {"halves", kUnitHalf},
    {"years", kUnitYear},
    {"decades", kUnitDecade},
    {"centuries", kUnitCentury},
    {"weekends", kUnitWeekend},
    {"dawn", kDawn},
    {"morning", kMorning},
    {"noon", kNoon},
    {"afternoon", kAfternoon},
    {"evening", kEvening},
    {"night", kNight},
    {"midnight", kMidnight},
    {"early", kEarly},
    {"middle", kMiddle},
    {"late", kLate},
    {"first-ten", kFirstTen},
    {"middle-ten", kMiddleTen},
    {"last-ten", kLastTen},
    {"first-day", kFirstDay},
    {"last-day", kLastDay},
    {"rest", kRest},
    {"hijri", 2},
};

}  // namespace

void TimeFields::Add(const TimeFields& other) {
  for (int field = 0; field < kNumber; ++field) {
    const int value = other.values_[static_cast<size_t>(field)];
    if (value != kUnset) values_[static_cast<size_t>(field)] = value;
  }
}

std::optional<TimeField> TimeFieldOf(std::string_view name) {
  for (const Name& field : kFields) {
    if (field.name == name) return static_cast<TimeField>(field.value);
  }
  return std::nullopt;
}

std::optional<int> TimeValueOf(std::string_view name) {
  for (const Name& value : kValues) {
    if (value.name == name) return value.value;
  }
  int number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc() || end != name.data() + name.size()) return std::nullopt;
  return number;
}

}  // namespace isnad::core
