#include "server/plugin/breaker.h"

#include <gtest/gtest.h>

namespace isnad::plugin {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const Breaker::Clock::time_point kNow = Breaker::Clock::now();

TEST(Breaker, OpensAfterSomeFailuresInARow) {
  Breaker breaker(3, seconds(1), seconds(60));
  breaker.Failed(kNow);
  breaker.Failed(kNow);
  breaker.Succeeded();
  breaker.Failed(kNow);
  breaker.Failed(kNow);
  EXPECT_FALSE(breaker.RestsFor(kNow).has_value());
  breaker.Failed(kNow);
  EXPECT_EQ(breaker.RestsFor(kNow), seconds(1));
  EXPECT_EQ(breaker.RestsFor(kNow + milliseconds(600)), milliseconds(400));
  EXPECT_FALSE(breaker.RestsFor(kNow + seconds(1)).has_value());
}

TEST(Breaker, RestsLongerEachTimeUntilItSucceeds) {
  Breaker breaker(1, seconds(1), seconds(5));
  auto now = kNow;
  for (const int rest : {1, 2, 4, 5, 5}) {
    breaker.Failed(now);
    EXPECT_EQ(breaker.RestsFor(now), seconds(rest));
    now += seconds(rest);
  }
  breaker.Succeeded();
  breaker.Failed(now);
  EXPECT_EQ(breaker.RestsFor(now), seconds(1));
}

TEST(Breaker, CallsThatWereUnderWayCountOnce) {
  Breaker breaker(1, seconds(1), seconds(60));
  for (int i = 0; i < 10; ++i) breaker.Failed(kNow);
  EXPECT_EQ(breaker.RestsFor(kNow), seconds(1));
}

}  // namespace
}  // namespace isnad::plugin
