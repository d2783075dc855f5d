#include "server/pipeline/executor.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

namespace isnad::pipeline {
namespace {

TEST(Executor, RunsWhatItTakes) {
  std::atomic<int> ran = 0;
  {
    Executor executor(3, 1000);
    for (int i = 0; i < 500; ++i) ASSERT_TRUE(executor.TrySchedule([&] { ++ran; }));
  }
  EXPECT_EQ(ran, 500);
}

TEST(Executor, RefusesMoreThanItsQueueHolds) {
  // Before the executor, whose thread may still be at them when the test ends.
  std::promise<void> started;
  std::promise<void> release;
  const std::future<void> released = release.get_future();
  Executor executor(1, 2);
  ASSERT_TRUE(executor.TrySchedule([&] {
    started.set_value();
    released.wait();
  }));
  started.get_future().wait();
  EXPECT_TRUE(executor.TrySchedule([] {}));
  EXPECT_TRUE(executor.TrySchedule([] {}));
  EXPECT_EQ(executor.queue_length(), 2u);
  EXPECT_FALSE(executor.TrySchedule([] {}));
  release.set_value();
}

TEST(Executor, OneThreadKeepsTheOrder) {
  std::vector<int> order;
  {
    Executor executor(1, 100);
    for (int i = 0; i < 100; ++i) ASSERT_TRUE(executor.TrySchedule([&order, i] { order.push_back(i); }));
  }
  ASSERT_EQ(order.size(), 100u);
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

TEST(Executor, DrainRunsWhatWaitsAndTakesNothingMore) {
  std::atomic<int> ran = 0;
  Executor executor(2, 100);
  for (int i = 0; i < 50; ++i) ASSERT_TRUE(executor.TrySchedule([&] { ++ran; }));
  executor.Drain();
  EXPECT_EQ(ran, 50);
  EXPECT_FALSE(executor.TrySchedule([&] { ++ran; }));
  executor.Drain();
  EXPECT_EQ(ran, 50);
}

TEST(Executor, WhatATaskHoldsGoesWithIt) {
  const auto held = std::make_shared<int>(1);
  Executor executor(1, 10);
  ASSERT_TRUE(executor.TrySchedule([held] {}));
  executor.Drain();
  EXPECT_EQ(held.use_count(), 1);
}

TEST(Executor, ManyThreadsMaySchedule) {
  std::atomic<int> ran = 0;
  std::atomic<int> taken = 0;
  {
    Executor executor(2, 8);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&] {
        for (int i = 0; i < 500; ++i) taken += executor.TrySchedule([&] { ++ran; });
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  EXPECT_EQ(ran, taken);
  EXPECT_GT(taken, 0);
}

}  // namespace
}  // namespace isnad::pipeline
