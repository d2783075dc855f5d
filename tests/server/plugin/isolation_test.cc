// A plugin in a process of its own harms its own results alone, whatever it does.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>

#include "server/plugin/registry.h"
#include "tests/server/plugin/plugin_folder.h"

namespace isnad::plugin {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Sanitizers need what the sandbox takes away.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSandbox = false;
#else
constexpr bool kSandbox = true;
#endif

const Limits kTight = {.max_records = 500,
                       .max_bytes = 1u << 20,
                       .max_time = std::chrono::milliseconds(1500),
                       .grace = std::chrono::milliseconds(200),
                       .max_memory = 256u << 20};

// The plugin, and beside it one that is good.
class Isolation : public testing::Test {
 protected:
  void SetUp() override {
    folder_.Add("misbehaving", "misbehaving");
    folder_.Add("sample", "sample", {{"version", "\"2.1.0\""}});
    LoadWith(kTight);
  }

  void LoadWith(const Limits& limits) {
    auto registry = Registry::Load(std::vector{folder_.path()}, limits, {kHostProgram, {}});
    ASSERT_TRUE(registry.ok()) << registry.status();
    registry_ = *std::move(registry);
  }

  absl::StatusOr<v1::Analysis> Analyze(const std::string& deed,
                                       const std::function<bool()>& cancelled = nullptr) {
    v1::Article article;
    article.set_name("articles/1");
    article.set_text(fmt::format("{} قالت ليلى: «نعم». لها 12 كتاباً.", deed));
    article.set_language_code("ar");
    return registry_->Analyze(article, cancelled);
  }

  // What the bad one's failure says, the good one's results being there.
  std::string FailureOf(const std::string& deed) {
    const auto analysis = Analyze(deed);
    EXPECT_TRUE(analysis.ok()) << analysis.status();
    EXPECT_THAT(analysis->extractors(), testing::Contains("sample@2.1.0"));
    EXPECT_EQ(analysis->quotes_size(), 1);
    return analysis->failures_size() == 1 ? analysis->failures(0).message() : "";
  }

  v1::Plugin Listed() const { return registry_->List()[0]; }

  PluginFolder folder_;
  std::unique_ptr<Registry> registry_;
};

struct Deed {
  const char* deed;
  const char* says;
};

class Deeds : public Isolation, public testing::WithParamInterface<Deed> {};

TEST_P(Deeds, LoseTheResultsOfThatArticleAlone) {
  for (int round = 1; round <= 2; ++round) {
    EXPECT_THAT(FailureOf(GetParam().deed), HasSubstr(GetParam().says));
    EXPECT_EQ(FailureOf("nothing"), "");
    EXPECT_EQ(Listed().failures(), round);
    EXPECT_EQ(Listed().restarts(), round);
    EXPECT_EQ(Listed().health(), v1::PLUGIN_HEALTH_SERVING);
    EXPECT_EQ(Listed().mode(), v1::PLUGIN_MODE_CHILD_PROCESS);
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, Deeds,
    testing::Values(Deed{"crash", kSandbox ? "signal 11" : "its process"},
                    Deed{"abort", kSandbox ? "signal 6" : "its process"}, Deed{"exit", "ended with status 3"},
                    Deed{"spin", "longer than 1500 ms"}, Deed{"sleep", "longer than 1500 ms"},
                    Deed{"flood", "more than 500 records"}, Deed{"log", "longer than 1500 ms"},
                    Deed{"rubbish", "no answer"}, Deed{"half", "ended with status 0"},
                    Deed{"huge", "no answer"}, Deed{"close", "longer than"}),
    [](const auto& each) { return std::string(each.param.deed); });

TEST_F(Isolation, WhatIsForbiddenFailsAndThePluginGoesOn) {
  if (!kSandbox) GTEST_SKIP() << "no sandbox with sanitizers";
  for (const std::string deed : {"open", "create", "connect", "fork", "run", "kill"}) {
    const auto analysis = Analyze(deed);
    ASSERT_TRUE(analysis.ok());
    EXPECT_EQ(analysis->failures_size(), 0) << deed;
    ASSERT_GE(analysis->quantities_size(), 1) << deed;
    EXPECT_EQ(analysis->quantities(0).unit(), "Operation not permitted") << deed;
  }
  EXPECT_EQ(Listed().restarts(), 0);
  EXPECT_FALSE(std::filesystem::exists("/tmp/isnad-misbehaving"));
}

TEST_F(Isolation, MemoryIsBounded) {
  if (!kSandbox) GTEST_SKIP() << "no limit of memory with sanitizers";
  Limits patient = kTight;
  patient.max_time = std::chrono::seconds(60);
  LoadWith(patient);
  const auto analysis = Analyze("memory");
  ASSERT_TRUE(analysis.ok());
  EXPECT_EQ(analysis->quantities(0).unit(), "malloc gave nothing");
}

TEST_F(Isolation, OneThatKeepsFailingIsLeftAloneForAWhile) {
  for (int i = 0; i < 5; ++i) EXPECT_THAT(FailureOf("exit"), HasSubstr("status 3"));
  EXPECT_THAT(FailureOf("nothing"), HasSubstr("left alone"));
  EXPECT_EQ(Listed().health(), v1::PLUGIN_HEALTH_FAILED);
  EXPECT_EQ(Listed().restarts(), 5);
  std::this_thread::sleep_for(std::chrono::milliseconds(1100));
  EXPECT_EQ(FailureOf("nothing"), "");
  EXPECT_EQ(Listed().health(), v1::PLUGIN_HEALTH_SERVING);
}

TEST_F(Isolation, ACallerThatGoesIsNotKeptWaiting) {
  const auto begin = std::chrono::steady_clock::now();
  int asked = 0;
  const auto analysis = Analyze("spin", [&] { return ++asked > 3; });
  EXPECT_TRUE(absl::IsCancelled(analysis.status()));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, kTight.max_time);
  EXPECT_EQ(Listed().failures(), 0);
  EXPECT_EQ(FailureOf("nothing"), "");
}

TEST_F(Isolation, ManyThreadsHaveAProcessEach) {
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 6; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 20; ++i) {
        const bool bad = t == 0 && i % 5 == 4;
        const auto analysis = Analyze(bad ? "exit" : "nothing");
        if (!analysis.ok() || analysis->failures_size() != (bad ? 1 : 0)) ++wrong;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(Listed().calls(), 120);
}

TEST(IsolationTest, AProgramThatIsNotThereIsTold) {
  const PluginFolder folder;
  folder.Add("sample", "sample", {{"version", "\"2.1.0\""}});
  const auto registry = Registry::Load(std::vector{folder.path()}, {}, {"/no/isnad-plugin-host", {}});
  ASSERT_TRUE(registry.ok());
  EXPECT_THAT((*registry)->List()[0].message(), HasSubstr("/no/isnad-plugin-host: can't be started"));
}

TEST(IsolationTest, PluginsOfItsOwnRunInThisProcess) {
  const PluginFolder ours, theirs;
  ours.Add("sample", "sample", {{"version", "\"2.1.0\""}});
  theirs.Add("other", "faulty");
  const auto registry =
      Registry::Load(std::vector{ours.path(), theirs.path()}, {}, {kHostProgram, {ours.path()}});
  ASSERT_TRUE(registry.ok());
  std::vector<v1::PluginMode> modes;
  for (const v1::Plugin& plugin : (*registry)->List()) modes.push_back(plugin.mode());
  EXPECT_THAT(modes, ElementsAre(v1::PLUGIN_MODE_CHILD_PROCESS, v1::PLUGIN_MODE_IN_PROCESS));
}

}  // namespace
}  // namespace isnad::plugin
