#include "server/plugin/registry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <tuple>

#include "tests/server/plugin/plugin_folder.h"

namespace isnad::plugin {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Each test is run twice: with plugins in this process, and in processes of their own.
class InBothModes {
 public:
  virtual ~InBothModes() = default;

 protected:
  virtual bool own_process() const = 0;

  Hosting HostingOfMode() const { return {own_process() ? kHostProgram : "", {}}; }

  std::unique_ptr<Registry> Load(const PluginFolder& folder, const Limits& limits = {}) const {
    auto registry = Registry::Load(std::vector{folder.path()}, limits, HostingOfMode());
    EXPECT_TRUE(registry.ok()) << registry.status();
    return *std::move(registry);
  }
};

class RegistryTest : public InBothModes, public testing::TestWithParam<bool> {
 protected:
  bool own_process() const override { return GetParam(); }
};

INSTANTIATE_TEST_SUITE_P(Modes, RegistryTest, testing::Bool(),
                         [](const auto& mode) { return mode.param ? "OwnProcess" : "ThisProcess"; });

v1::Article ArticleIn(const std::string& language) {
  v1::Article article;
  article.set_name("articles/1");
  article.set_text("قالت ليلى: «نعم». لها 12 كتاباً.");
  article.set_language_code(language);
  return article;
}

v1::Analysis Analyze(const Registry& registry, const std::string& language = "ar") {
  const auto analysis = registry.Analyze(ArticleIn(language), [] { return false; });
  EXPECT_TRUE(analysis.ok()) << analysis.status();
  return *analysis;
}

const std::map<std::string, std::string> kSample = {{"version", "\"2.1.0\""}};

std::map<std::string, std::string> Faulty(const std::string& fault) {
  return {{"config", "{\"fault\": \"" + fault + "\"}"}, {"languages", "[\"xx\"]"}};
}

TEST_P(RegistryTest, ListsThoseThatServeAndThoseThatWereRefused) {
  const PluginFolder folder;
  folder.Add("sample", "sample", kSample);
  folder.Add("a-pack", "faulty", {{"languages", "[\"en\", \"fr\"]"}, {"version", "\"9.9\""}});
  folder.Add("old", "wrong-major", {{"engine", ""}});
  folder.Add("typo", "faulty", {{"libary", "\"x\""}});
  folder.Add("broken", "faulty", {{"library", "\"garbage.so\""}});
  folder.Write("broken/garbage.so", std::string(500, 'g'));
  folder.Write("stray/stray.so", "x");
  folder.Add("create", "faulty", Faulty("create"));
  folder.Add("silent", "faulty", Faulty("create-silent"));
  const auto registry = Load(folder);

  std::map<std::string, std::string> messages;
  std::vector<std::string> names;
  for (const v1::Plugin& plugin : registry->List()) {
    names.push_back(plugin.name());
    messages[plugin.name()] = plugin.message();
    EXPECT_EQ(plugin.health() == v1::PLUGIN_HEALTH_SERVING, plugin.message().empty()) << plugin.DebugString();
  }
  EXPECT_THAT(names, ElementsAre("plugins/a-pack", "plugins/broken", "plugins/create", "plugins/old",
                                 "plugins/sample", "plugins/silent", "plugins/stray", "plugins/typo"));
  EXPECT_EQ(messages["plugins/sample"], "");
  EXPECT_EQ(messages["plugins/a-pack"], "");
  EXPECT_THAT(messages["plugins/old"], HasSubstr("built for ABI 7.0"));
  EXPECT_THAT(messages["plugins/typo"], HasSubstr("field \"libary\" is unknown"));
  EXPECT_THAT(messages["plugins/broken"], HasSubstr("garbage.so: can't be loaded"));
  EXPECT_THAT(messages["plugins/stray"], HasSubstr("has no manifest"));
  EXPECT_THAT(messages["plugins/create"],
              HasSubstr("can't start: words.tsv:7: no such paradigm try another"));
  EXPECT_THAT(messages["plugins/silent"], HasSubstr("without saying why"));
  EXPECT_EQ(registry->List()[0].version(), "9.9");
  EXPECT_THAT(registry->List()[0].languages(), ElementsAre("en", "fr"));
}

TEST_P(RegistryTest, ANameThatAnEarlierDirectoryHasIsRefused) {
  const PluginFolder first;
  const PluginFolder second;
  first.Add("sample", "sample", kSample);
  second.Add("sample", "sample", kSample);
  const auto registry = Registry::Load(std::vector{first.path(), second.path()}, {}, HostingOfMode());
  ASSERT_TRUE(registry.ok());
  const auto list = (*registry)->List();
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(list[0].health(), v1::PLUGIN_HEALTH_SERVING);
  EXPECT_THAT(list[1].message(), HasSubstr("has already"));
}

TEST_P(RegistryTest, ADirectoryThatIsNotThereIsNotFound) {
  const auto registry = Registry::Load(std::vector<std::string>{"/no/such"});
  EXPECT_EQ(registry.status().code(), absl::StatusCode::kNotFound);
}

TEST_P(RegistryTest, RunsThePluginsForTheLanguageByStage) {
  const PluginFolder folder;
  folder.Add("a-follower", "follower", {{"version", "\"3\""}});
  folder.Add("sample", "sample", kSample);
  folder.Add("english", "faulty", {{"languages", "[\"en\"]"}});
  const auto registry = Load(folder);
  const v1::Analysis analysis = Analyze(*registry, "ar-EG");
  EXPECT_THAT(analysis.extractors(), ElementsAre("sample@2.1.0", "a-follower@3"));
  EXPECT_EQ(analysis.article().name(), "articles/1");
  ASSERT_EQ(analysis.claims_size(), 2);
  EXPECT_EQ(analysis.claims(0).extractor(), "a-follower@3");
  EXPECT_EQ(analysis.claims(0).quote(), "articles/1/quotes/1");
  EXPECT_EQ(analysis.claims(0).holder().display_name(), "قالت");
  EXPECT_EQ(analysis.claims(1).extractor(), "sample@2.1.0");
}

TEST_P(RegistryTest, AnOlderPluginAndALaterOneRun) {
  const PluginFolder folder;
  folder.Add("future", "future", {{"abi", "\"1.9\""}});
  folder.Add("older", "old-1.0", {{"engine", "\"faulty\""}});
  const v1::Analysis analysis = Analyze(*Load(folder));
  EXPECT_EQ(analysis.failures_size(), 0) << analysis.failures(0).DebugString();
  EXPECT_THAT(analysis.extractors(), ElementsAre("future@1.0.0", "older@1.0.0"));
  ASSERT_EQ(analysis.quantities_size(), 1);
  EXPECT_EQ(analysis.quantities(0).value(), 3);
}

TEST_P(RegistryTest, ALanguageWithoutPluginsHasNoExtractors) {
  const PluginFolder folder;
  folder.Add("sample", "sample", kSample);
  const v1::Analysis analysis = Analyze(*Load(folder), "de");
  EXPECT_EQ(analysis.extractors_size(), 0);
  EXPECT_EQ(analysis.failures_size(), 0);
  EXPECT_EQ(analysis.quotes_size(), 0);
}

TEST_P(RegistryTest, ARefusedPluginIsAFailureForItsLanguage) {
  const PluginFolder folder;
  folder.Add("old", "wrong-major", {{"engine", ""}});
  const auto registry = Load(folder);
  EXPECT_EQ(Analyze(*registry, "de").failures_size(), 0);
  const v1::Analysis analysis = Analyze(*registry, "ar");
  ASSERT_EQ(analysis.failures_size(), 1);
  EXPECT_EQ(analysis.failures(0).plugin(), "plugins/old");
}

struct Misdeed {
  const char* fault;
  const char* says;
};

class BadPlugin : public InBothModes, public testing::TestWithParam<std::tuple<Misdeed, bool>> {
 protected:
  bool own_process() const override { return std::get<1>(GetParam()); }
  const Misdeed& misdeed() const { return std::get<0>(GetParam()); }
};

TEST_P(BadPlugin, LosesItsResultsAndNobodyElses) {
  const PluginFolder folder;
  folder.Add("bad", "faulty", Faulty(misdeed().fault));
  std::map<std::string, std::string> sample = kSample;
  sample["languages"] = "[\"xx\"]";
  folder.Add("sample", "sample", sample);
  const auto registry = Load(folder, {.max_records = 500, .max_bytes = 1u << 20});
  for (int round = 1; round <= 3; ++round) {
    const v1::Analysis analysis = Analyze(*registry, "xx");
    ASSERT_EQ(analysis.failures_size(), 1);
    EXPECT_EQ(analysis.failures(0).plugin(), "plugins/bad");
    EXPECT_THAT(analysis.failures(0).message(), HasSubstr(misdeed().says));
    EXPECT_THAT(analysis.failures(0).message(), testing::Not(HasSubstr("\n")));
    EXPECT_THAT(analysis.extractors(), ElementsAre("sample@2.1.0"));
    EXPECT_EQ(analysis.quotes_size(), 1);
    const v1::Plugin listed = registry->List()[0];
    EXPECT_EQ(listed.calls(), round);
    EXPECT_EQ(listed.failures(), round);
    EXPECT_EQ(listed.message(), analysis.failures(0).message());
    EXPECT_EQ(listed.health(), v1::PLUGIN_HEALTH_SERVING);
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, BadPlugin,
    testing::Combine(testing::Values(Misdeed{"behind-text", "ends behind the text"},
                                     Misdeed{"inside-code-point", "cuts a code point in two"},
                                     Misdeed{"duplicate-id", "given before"},
                                     Misdeed{"wrong-type", "attribute DISPLAY_NAME is an integer"},
                                     Misdeed{"dangling-ref", "SPEAKER names record"},
                                     Misdeed{"flood", "more than 500 records"},
                                     Misdeed{"fails", "lost its way"},
                                     Misdeed{"fails-silently", "code 13 without saying why"}),
                     testing::Bool()),
    [](const auto& all) {
      std::string name = std::get<0>(all.param).fault;
      for (char& c : name) c = c == '-' ? '_' : c;
      return name + (std::get<1>(all.param) ? "_own_process" : "");
    });

TEST_P(RegistryTest, WhatAPluginThrowsIsCaught) {
  const PluginFolder folder;
  folder.Add("throwing", "throwing");
  const auto registry = Load(folder);
  v1::Analysis analysis = Analyze(*registry);
  ASSERT_EQ(analysis.failures_size(), 1);
  EXPECT_EQ(analysis.failures(0).message(), "threw an exception: the cat sat on it");
  v1::Article titled = ArticleIn("ar");
  titled.set_title("x");
  analysis = *registry->Analyze(titled, nullptr);
  EXPECT_EQ(analysis.failures(0).message(), "threw an exception of unknown type");
}

TEST_P(RegistryTest, TheSdkTurnsMistakesIntoFailures) {
  const PluginFolder folder;
  for (const std::string fault : {"throw", "span"}) {
    std::map<std::string, std::string> fields = kSample;
    fields["config"] = "{\"fault\": \"" + fault + "\"}";
    folder.Add("sample", "sample", fields);
    const v1::Analysis analysis = Analyze(*Load(folder));
    ASSERT_EQ(analysis.failures_size(), 1);
    EXPECT_THAT(
        analysis.failures(0).message(),
        HasSubstr(fault == "throw" ? "a table is missing" : "its span 2..1 of part 0 ends before it begins"));
    EXPECT_EQ(analysis.quotes_size(), 0);
  }
}

TEST_P(RegistryTest, StopsWhenTheCallerHasGone) {
  const PluginFolder folder;
  folder.Add("endless", "faulty", Faulty("endless"));
  const auto registry = Load(folder);
  int asked = 0;
  const auto analysis = registry->Analyze(ArticleIn("xx"), [&] { return ++asked > 100; });
  EXPECT_TRUE(absl::IsCancelled(analysis.status()));
  EXPECT_EQ(registry->List()[0].failures(), 0);
}

TEST_P(RegistryTest, APassageIsReadByThePluginsOfItsLanguageAlone) {
  const PluginFolder folder;
  folder.Add("sample", "sample", {{"version", "\"2.1.0\""}, {"languages", "[\"ar\"]"}});
  folder.Add("english", "sample", {{"engine", "\"sample\""}, {"languages", "[\"en\"]"}});
  const auto registry = Load(folder);
  v1::Article article = ArticleIn("ar");
  const std::string arabic = article.text();
  const std::string english = "Ida said \"we have 3 boats\".";
  article.set_text(arabic + "\n" + english + "\n" + arabic);
  const std::vector<Passage> passages = {{arabic.size() + 1, arabic.size() + 1 + english.size(), "en"}};
  const auto analysis = registry->Analyze(article, nullptr, passages);
  ASSERT_TRUE(analysis.ok()) << analysis.status();
  EXPECT_THAT(analysis->extractors(), ElementsAre("sample@2.1.0", "english@1.0.0"));
  std::vector<std::string> found;
  for (const v1::Quote& quote : analysis->quotes())
    found.push_back(quote.extractor() + " " + quote.content().text());
  EXPECT_THAT(found, ElementsAre("sample@2.1.0 نعم", "english@1.0.0 we have 3 boats", "sample@2.1.0 نعم"));
  for (const v1::Claim& claim : analysis->claims()) {
    if (claim.extractor() != "english@1.0.0") continue;
    EXPECT_EQ(claim.quote(), "articles/1/quotes/2");
  }
  // A language that nobody reads stays with the article.
  const std::vector<Passage> german = {{arabic.size() + 1, arabic.size() + 1 + english.size(), "de"}};
  EXPECT_THAT(registry->Analyze(article, nullptr, german)->extractors(), ElementsAre("sample@2.1.0"));
  EXPECT_EQ(registry->Analyze(article, nullptr, german)->quotes_size(), 3);
}

TEST_P(RegistryTest, AnArticleThatIsTooLongIsRefused) {
  const PluginFolder folder;
  v1::Article article = ArticleIn("ar");
  article.set_text(std::string((64u << 20) + 1, 'a'));
  EXPECT_TRUE(absl::IsInvalidArgument(Load(folder)->Analyze(article, nullptr).status()));
}

TEST_P(RegistryTest, GivesTheSameBytesOnManyThreads) {
  const PluginFolder folder;
  folder.Add("sample", "sample", kSample);
  folder.Add("follower", "follower", {{"version", "\"0.0.1\""}});
  folder.Add("bad", "faulty", {{"config", "{\"fault\": \"fails\"}"}});
  const auto registry = Load(folder);
  const std::string expected = Analyze(*registry).SerializeAsString();
  std::atomic<int> differing = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) {
        const auto analysis = registry->Analyze(ArticleIn("ar"), nullptr);
        if (!analysis.ok() || analysis->SerializeAsString() != expected) ++differing;
        registry->List();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(differing, 0);
  for (const v1::Plugin& plugin : registry->List()) {
    EXPECT_EQ(plugin.calls(), 401);
    EXPECT_EQ(plugin.failures(), plugin.name() == "plugins/bad" ? 401 : 0);
  }
}

}  // namespace
}  // namespace isnad::plugin
