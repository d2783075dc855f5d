#include "server/intake/page_time.h"

#include <gtest/gtest.h>

namespace isnad::intake {
namespace {

TEST(PageTimeTest, KeepsThePublishersOffset) {
  EXPECT_EQ(NormalizePageTime("2024-01-05T10:20:30+03:00"), "2024-01-05T10:20:30+03:00");
  EXPECT_EQ(NormalizePageTime(" 2024-01-05 10:20+0300 "), "2024-01-05T10:20:00+03:00");
  EXPECT_EQ(NormalizePageTime("2024/01/05T10:20:30.123456Z"), "2024-01-05T10:20:30Z");
  EXPECT_EQ(NormalizePageTime("2024-01-05T10:20:30 GMT"), "2024-01-05T10:20:30Z");
  EXPECT_EQ(NormalizePageTime("2024-01-05T10:20:30-05"), "2024-01-05T10:20:30-05:00");
}

TEST(PageTimeTest, WithoutAnOffsetOnlyTheDayIsKnown) {
  EXPECT_EQ(NormalizePageTime("2024-01-05"), "2024-01-05");
  EXPECT_EQ(NormalizePageTime("2024-01-05T10:20:30"), "2024-01-05");
  EXPECT_EQ(NormalizePageTime("2024-01-05 10:20"), "2024-01-05");
}

TEST(PageTimeTest, AnImpossibleHourLeavesTheDay) {
  EXPECT_EQ(NormalizePageTime("2024-01-05T25:00:00Z"), "2024-01-05");
  EXPECT_EQ(NormalizePageTime("2024-01-05T10:61:00Z"), "2024-01-05");
  EXPECT_EQ(NormalizePageTime("2024-01-05T10:00:00+99:00"), "2024-01-05");
}

TEST(PageTimeTest, RefusesDaysThatDoNotExist) {
  EXPECT_EQ(NormalizePageTime("2023-02-29"), "");
  EXPECT_EQ(NormalizePageTime("2024-02-29"), "2024-02-29");
  EXPECT_EQ(NormalizePageTime("1900-02-29"), "");
  EXPECT_EQ(NormalizePageTime("2024-13-01"), "");
  EXPECT_EQ(NormalizePageTime("0000-01-01"), "");
}

TEST(PageTimeTest, RefusesWhatIsNoTime) {
  EXPECT_EQ(NormalizePageTime(""), "");
  EXPECT_EQ(NormalizePageTime("yesterday"), "");
  EXPECT_EQ(NormalizePageTime("2024-1-5"), "");
  EXPECT_EQ(NormalizePageTime("2024-01-05 about noon"), "2024-01-05");
  EXPECT_EQ(NormalizePageTime("2024-01-055"), "");
}

}  // namespace
}  // namespace isnad::intake
