#include "server/plugin/iso_time.h"

#include <gtest/gtest.h>

namespace isnad::plugin {
namespace {

TEST(IsIsoTime, TakesEveryGrain) {
  for (const char* good : {"2019", "2019-02", "2019-02-18", "2019-02-18T14", "2019-02-18T14:30", "2024-02-29",
                           "2000-02-29", "0001-01-01", "2019-12-31T23:59"}) {
    EXPECT_TRUE(IsIsoTime(good)) << good;
  }
}

TEST(IsIsoTime, RefusesOtherShapesAndDaysThatDoNotExist) {
  for (const char* bad : {"", "19", "2019-", "2019-2", "2019-13", "2019-00", "2019-02-00", "2019-02-29",
                          "1900-02-29", "2019-04-31", "2019-02-18 14:30", "2019-02-18T24", "2019-02-18T14:60",
                          "2019-02-18T14:30:00", "2019-02-18T14:30Z", "٢٠١٩", "-019", "20190218"}) {
    EXPECT_FALSE(IsIsoTime(bad)) << bad;
  }
}

TEST(EndsBeforeItBegins, ComparesWhatBothTell) {
  EXPECT_FALSE(EndsBeforeItBegins("2019-02-18", "2019-02-18"));
  EXPECT_FALSE(EndsBeforeItBegins("2019-02-18", "2019-02"));
  EXPECT_FALSE(EndsBeforeItBegins("2019", "2020-01-01"));
  EXPECT_TRUE(EndsBeforeItBegins("2019-02-18", "2019-02-17"));
  EXPECT_TRUE(EndsBeforeItBegins("2019-02-18", "2018"));
}

}  // namespace
}  // namespace isnad::plugin
