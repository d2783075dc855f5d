#include "plugins/core/calendar.h"

#include <fmt/format.h>
#include <unicode/calendar.h>
#include <unicode/locid.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

namespace isnad::core {
namespace {

using std::chrono::days;

constexpr int kFirstHijriYear = 1;
constexpr int kLastHijriYear = 1700;
constexpr double kMillisecondsPerDay = 24.0 * 60 * 60 * 1000;

// The first day of every Hijri month, asked of ICU once: its calendars are neither quick nor thread-safe.
class HijriMonths {
 public:
  static const HijriMonths& Get() {
    static const HijriMonths months;
    return months;
  }

  static bool Covers(int year, int month) {
    return year >= kFirstHijriYear && year <= kLastHijriYear && month >= 1 && month <= 12;
  }

  Day Start(int year, int month) const { return starts_[Index(year, month)]; }
  Day End(int year, int month) const { return starts_[Index(year, month) + 1]; }

  Date DateOf(Day day) const {
    if (day < starts_.front() || day >= starts_.back()) return {};
    const auto after = std::upper_bound(starts_.begin(), starts_.end(), day);
    const auto index = static_cast<int>(after - starts_.begin()) - 1;
    const int past = static_cast<int>((day - starts_[static_cast<size_t>(index)]).count());
    return {kFirstHijriYear + index / 12, index % 12 + 1, past + 1};
  }

 private:
  static size_t Index(int year, int month) {
    return static_cast<size_t>((year - kFirstHijriYear) * 12 + month - 1);
  }

  HijriMonths() {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Calendar> calendar(icu::Calendar::createInstance(
        *icu::TimeZone::getGMT(), icu::Locale("ar@calendar=islamic-umalqura"), status));
    for (int month = 0; month <= (kLastHijriYear - kFirstHijriYear + 1) * 12; ++month) {
      UDate time = 0;
      if (U_SUCCESS(status)) {
        calendar->clear();
        calendar->set(UCAL_EXTENDED_YEAR, kFirstHijriYear + month / 12);
        calendar->set(UCAL_MONTH, month % 12);
        calendar->set(UCAL_DAY_OF_MONTH, 1);
        time = calendar->getTime(status);
      }
      starts_.push_back(Day(days(static_cast<int>(std::floor(time / kMillisecondsPerDay)))));
    }
  }

  std::vector<Day> starts_;
};

std::optional<int> Digits(const std::string& text, size_t at, size_t count) {
  int value = 0;
  if (at + count > text.size()) return std::nullopt;
  for (size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

}  // namespace

std::optional<Day> DayOf(CalendarKind calendar, const Date& date) {
  if (date.day < 1 || date.day > DaysOfMonth(calendar, date.year, date.month)) return std::nullopt;
  if (calendar == CalendarKind::kHijri) {
    return HijriMonths::Get().Start(date.year, date.month) + days(date.day - 1);
  }
  return Day(std::chrono::year(date.year) / date.month / date.day);
}

Date DateOf(CalendarKind calendar, Day day) {
  if (calendar == CalendarKind::kHijri) return HijriMonths::Get().DateOf(day);
  const std::chrono::year_month_day date(day);
  return {int{date.year()}, static_cast<int>(unsigned{date.month()}), static_cast<int>(unsigned{date.day()})};
}

int DaysOfMonth(CalendarKind calendar, int year, int month) {
  if (calendar == CalendarKind::kHijri) {
    if (!HijriMonths::Covers(year, month)) return 0;
    const HijriMonths& months = HijriMonths::Get();
    return static_cast<int>((months.End(year, month) - months.Start(year, month)).count());
  }
  if (year < 1 || year > 9999 || month < 1 || month > 12) return 0;
  const std::chrono::year_month_day_last last(std::chrono::year(year) / month / std::chrono::last);
  return static_cast<int>(unsigned{last.day()});
}

int WeekdayOf(Day day) { return static_cast<int>(std::chrono::weekday(day).iso_encoding()); }

Day EasterSunday(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return Day(std::chrono::year(year) / (n / 31) / (n % 31 + 1));
}

std::string IsoDate(Day day) {
  const Date date = DateOf(CalendarKind::kGregorian, day);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::optional<Day> ParseIsoDate(const std::string& text) {
  const auto year = Digits(text, 0, 4), month = Digits(text, 5, 2), day = Digits(text, 8, 2);
  if (!year || !month || !day || text[4] != '-' || text[7] != '-') return std::nullopt;
  return DayOf(CalendarKind::kGregorian, {*year, *month, *day});
}

std::optional<int> ParseIsoMinute(const std::string& text) {
  const auto hour = Digits(text, 11, 2), minute = Digits(text, 14, 2);
  if (!hour || !minute || *hour > 23 || *minute > 59 || text[13] != ':') return std::nullopt;
  return *hour * 60 + *minute;
}

}  // namespace isnad::core
