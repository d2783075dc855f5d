#include "plugins/core/calendar.h"

#include <gtest/gtest.h>
#include <unicode/calendar.h>
#include <unicode/locid.h>
#include <unicode/timezone.h>

#include <fstream>
#include <memory>
#include <regex>

namespace isnad::core {
namespace {

std::string Iso(CalendarKind calendar, int year, int month, int day) {
  const auto found = DayOf(calendar, {year, month, day});
  return found ? IsoDate(*found) : "none";
}

TEST(Calendar, GregorianDays) {
  EXPECT_EQ(Iso(CalendarKind::kGregorian, 2024, 2, 29), "2024-02-29");
  EXPECT_EQ(Iso(CalendarKind::kGregorian, 2023, 2, 29), "none");
  EXPECT_EQ(Iso(CalendarKind::kGregorian, 2023, 13, 1), "none");
  EXPECT_EQ(Iso(CalendarKind::kGregorian, 0, 1, 1), "none");
  EXPECT_EQ(Iso(CalendarKind::kGregorian, 2023, 4, 31), "none");
}

TEST(Calendar, HijriDaysAreThoseOfUmmAlQura) {
  EXPECT_EQ(Iso(CalendarKind::kHijri, 1440, 1, 1), "2018-09-11");
  EXPECT_EQ(Iso(CalendarKind::kHijri, 1445, 9, 1), "2024-03-11");
  EXPECT_EQ(Iso(CalendarKind::kHijri, 1444, 12, 10), "2023-06-28");
  EXPECT_EQ(Iso(CalendarKind::kHijri, 1445, 9, 31), "none");
  EXPECT_EQ(Iso(CalendarKind::kHijri, 1445, 0, 1), "none");
}

TEST(Calendar, HijriThereAndBack) {
  for (int year = 1400; year <= 1480; ++year) {
    for (int month = 1; month <= 12; ++month) {
      const int days = DaysOfMonth(CalendarKind::kHijri, year, month);
      ASSERT_TRUE(days == 29 || days == 30) << year << "-" << month;
      const auto last = DayOf(CalendarKind::kHijri, {year, month, days});
      ASSERT_TRUE(last.has_value());
      const Date back = DateOf(CalendarKind::kHijri, *last);
      EXPECT_EQ(back.year, year);
      EXPECT_EQ(back.month, month);
      EXPECT_EQ(back.day, days);
      EXPECT_EQ(DateOf(CalendarKind::kHijri, *last + std::chrono::days(1)).day, 1);
    }
  }
}

TEST(Calendar, HijriMonthsBeginWhereIcuSaysFor1421To1500) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Calendar> icu_calendar(icu::Calendar::createInstance(
      *icu::TimeZone::getGMT(), icu::Locale("ar@calendar=islamic-umalqura"), status));
  ASSERT_TRUE(U_SUCCESS(status));
  for (int index = 1421 * 12; index < 1501 * 12; ++index) {
    const auto first = DayOf(CalendarKind::kHijri, {index / 12, index % 12 + 1, 1});
    ASSERT_TRUE(first.has_value());
    icu_calendar->setTime(static_cast<double>(first->time_since_epoch().count()) * 24 * 60 * 60 * 1000,
                          status);
    EXPECT_EQ(icu_calendar->get(UCAL_EXTENDED_YEAR, status), index / 12);
    EXPECT_EQ(icu_calendar->get(UCAL_MONTH, status), index % 12);
    EXPECT_EQ(icu_calendar->get(UCAL_DAY_OF_MONTH, status), 1);
    ASSERT_TRUE(U_SUCCESS(status));
  }
}

TEST(Calendar, Weekdays) {
  EXPECT_EQ(WeekdayOf(*DayOf(CalendarKind::kGregorian, {2024, 3, 11})), 1);
  EXPECT_EQ(WeekdayOf(*DayOf(CalendarKind::kGregorian, {2024, 3, 17})), 7);
}

TEST(Calendar, Easter) {
  EXPECT_EQ(IsoDate(EasterSunday(2013)), "2013-03-31");
  EXPECT_EQ(IsoDate(EasterSunday(2024)), "2024-03-31");
  EXPECT_EQ(IsoDate(EasterSunday(2025)), "2025-04-20");
}

TEST(Calendar, LocalDayAndMinuteOfAPublication) {
  EXPECT_EQ(IsoDate(*ParseIsoDate("2024-03-14T00:30:00+03:00")), "2024-03-14");
  EXPECT_EQ(ParseIsoMinute("2024-03-14T00:30:00+03:00"), 30);
  EXPECT_FALSE(ParseIsoDate("").has_value());
  EXPECT_FALSE(ParseIsoDate("2024-02-30").has_value());
  EXPECT_FALSE(ParseIsoDate("yesterday!").has_value());
  EXPECT_FALSE(ParseIsoMinute("2024-03-14").has_value());
}

// Of the published table, the years from 1421 on are sure.
TEST(Calendar, AgreesWithThePublishedMonthStarts) {
  std::ifstream in("../shared/data/dates/ummalqura_month_starts.jsonl");
  if (!in) GTEST_SKIP() << "no table of month starts beside the project";
  const std::regex pattern("\"hijri\": ?\"(\\d{4})-(\\d{2})(?:-01)?\".*\"gregorian\": ?\"([-0-9]{10})\"");
  int checked = 0;
  for (std::string line; std::getline(in, line);) {
    std::smatch match;
    if (!std::regex_search(line, match, pattern)) continue;
    const int year = std::stoi(match[1]);
    if (year < 1421 || year > 1500) continue;
    EXPECT_EQ(Iso(CalendarKind::kHijri, year, std::stoi(match[2]), 1), match[3]) << line;
    ++checked;
  }
  EXPECT_EQ(checked, 960);
}

}  // namespace
}  // namespace isnad::core
