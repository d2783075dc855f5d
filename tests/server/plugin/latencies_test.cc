// Latencies: against a sorted list of all of them.
#include "server/plugin/latencies.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <thread>
#include <vector>

namespace isnad::plugin {
namespace {

using std::chrono::nanoseconds;

TEST(LatenciesTest, NothingIsKnownBeforeTheFirst) { EXPECT_EQ(Latencies().Quantile(0.5), 0); }

TEST(LatenciesTest, QuantilesAreWithinABucketOfTheTrueOnes) {
  std::mt19937 random(7);
  std::lognormal_distribution<double> milliseconds(0.5, 1.5);
  Latencies latencies;
  std::vector<double> all;
  for (int i = 0; i < 10'000; ++i) {
    all.push_back(milliseconds(random));
    latencies.Add(nanoseconds(static_cast<int64_t>(all.back() * 1e6)));
  }
  std::sort(all.begin(), all.end());
  for (const double share : {0.01, 0.5, 0.9, 0.99, 1.0}) {
    const double truth = all[static_cast<size_t>(share * 10'000) - 1];
    EXPECT_GE(latencies.Quantile(share), truth * 0.999) << share;
    EXPECT_LE(latencies.Quantile(share), truth * 1.126) << share;
  }
}

TEST(LatenciesTest, TheEndsAreBounded) {
  Latencies latencies;
  latencies.Add(nanoseconds(0));
  EXPECT_LE(latencies.Quantile(1), 0.001);
  latencies.Add(std::chrono::hours(24 * 365));
  EXPECT_GT(latencies.Quantile(1), 3'600'000);
}

TEST(LatenciesTest, ManyThreadsLoseNone) {
  Latencies latencies;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 10'000; ++i) latencies.Add(std::chrono::milliseconds(t < 2 ? 1 : 100));
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_LT(latencies.Quantile(0.5), 2);
  EXPECT_GT(latencies.Quantile(0.51), 50);
}

}  // namespace
}  // namespace isnad::plugin
