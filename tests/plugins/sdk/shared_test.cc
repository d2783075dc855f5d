#include "plugins/sdk/shared.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace isnad::sdk {
namespace {

TEST(Shared, IsMadeOnceForAllThreadsThatHoldIt) {
  int made = 0;
  const auto make = [&] { return std::make_shared<const int>(++made); };
  std::vector<std::shared_ptr<const int>> held(8);
  std::vector<std::thread> threads;
  for (auto& mine : held) threads.emplace_back([&] { mine = Shared<int>("one", make); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(made, 1);
  for (const auto& mine : held) EXPECT_EQ(mine, held[0]);
  EXPECT_NE(Shared<int>("another", make), held[0]);
}

TEST(Shared, EndsWithItsLastHolder) {
  int made = 0;
  const auto make = [&] { return std::make_shared<const long>(++made); };
  Shared<long>("key", make);
  Shared<long>("key", make);
  EXPECT_EQ(made, 2);
}

TEST(Shared, AFailureIsNotKept) {
  EXPECT_EQ(Shared<char>("key", [] { return std::shared_ptr<const char>(); }), nullptr);
  EXPECT_NE(Shared<char>("key", [] { return std::make_shared<const char>('x'); }), nullptr);
}

}  // namespace
}  // namespace isnad::sdk
