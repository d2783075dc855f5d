#include "server/pipeline/analyzer.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "server/compare/features.h"
#include "tests/server/plugin/plugin_folder.h"

namespace isnad::pipeline {
namespace {

class AnalyzerTest : public testing::Test {
 protected:
  AnalyzerTest() {
    folder_.Add("sample", "sample", {{"languages", "[\"en\"]"}, {"version", "\"2.1.0\""}});
    const std::vector<std::string> directories = {folder_.path()};
    registry_ = *plugin::Registry::Load(directories);
  }

  static v1::Article Prepared() {
    v1::Article article;
    article.set_name("articles/one");
    article.set_text("Ida said \"we have 3 boats\". Renn said \"we have 4 of them\".");
    article.set_language_code("en");
    article.set_outlet("The Post");
    article.set_publish_time("2024-01-18");
    return *PrepareArticle(article);
  }

  plugin::PluginFolder folder_;
  std::unique_ptr<plugin::Registry> registry_;
};

TEST_F(AnalyzerTest, CompletesWhatThePluginsFind) {
  const entity::Aliases aliases = *entity::Aliases::Parse("Somebody = key", "names");
  const Analyzer analyzer(*registry_, aliases);
  const auto analysis = analyzer.Analyze(Prepared(), [] { return false; });
  ASSERT_TRUE(analysis.ok()) << analysis.status();
  EXPECT_EQ(analysis->article().revision(), Prepared().revision());
  ASSERT_EQ(analysis->quotes_size(), 2);
  const v1::Quote& quote = analysis->quotes(1);
  EXPECT_EQ(quote.name(), "articles/one/quotes/2");
  EXPECT_EQ(quote.article(), "articles/one");
  EXPECT_EQ(quote.outlet(), "The Post");
  EXPECT_EQ(quote.publish_time(), "2024-01-18T00:00:00Z");
  EXPECT_EQ(quote.speaker().entity(), entity::EntityName("somebody"));
  EXPECT_EQ(quote.via(0).entity(), quote.speaker().entity());
  ASSERT_EQ(analysis->claims_size(), 2);
  EXPECT_EQ(analysis->claims(0).name(), "articles/one/claims/1");
  EXPECT_EQ(analysis->claims(0).quote(), "articles/one/quotes/1");
  EXPECT_EQ(analysis->claims(0).holder().entity(), entity::EntityName("somebody"));
}

TEST_F(AnalyzerTest, AnAliasMayBeTheNameAsItIsWritten) {
  const entity::Aliases none;
  const auto plain = Analyzer(*registry_, none).Analyze(Prepared(), [] { return false; });
  ASSERT_TRUE(plain.ok()) << plain.status();
  const std::string written = plain->quotes(1).speaker().display_name();
  ASSERT_NE(entity::NameKey(written), plain->quotes(1).speaker().entity_key());
  const entity::Aliases aliases = *entity::Aliases::Parse("Somebody = " + written, "names");
  const auto analysis = Analyzer(*registry_, aliases).Analyze(Prepared(), [] { return false; });
  ASSERT_TRUE(analysis.ok()) << analysis.status();
  EXPECT_EQ(analysis->quotes(1).speaker().entity(), entity::EntityName("somebody"));
  EXPECT_EQ(analysis->quotes(1).speaker().entity_key(), entity::NameKey(written));
}

TEST_F(AnalyzerTest, GivesTheStoreItsFeatures) {
  const entity::Aliases aliases;
  const Analyzer analyzer(*registry_, aliases);
  const auto article = analyzer.AnalyzeForStore(Prepared(), [] { return false; });
  ASSERT_TRUE(article.ok()) << article.status();
  ASSERT_EQ(article->quote_features.size(), 2u);
  ASSERT_EQ(article->claim_features.size(), 2u);
  EXPECT_EQ(article->quote_features[0], compare::QuoteFeatures("we have 3 boats"));
  EXPECT_TRUE(std::is_sorted(article->claim_features[0].begin(), article->claim_features[0].end()));
}

TEST_F(AnalyzerTest, ALanguageWithoutPluginsHasNoExtractors) {
  v1::Article article = Prepared();
  article.set_language_code("fi");
  const entity::Aliases aliases;
  const auto analysis = Analyzer(*registry_, aliases).Analyze(article, [] { return false; });
  ASSERT_TRUE(analysis.ok()) << analysis.status();
  EXPECT_EQ(analysis->extractors_size(), 0);
  EXPECT_EQ(analysis->article().name(), "articles/one");
}

TEST_F(AnalyzerTest, CanBeCancelled) {
  const entity::Aliases aliases;
  const auto analysis = Analyzer(*registry_, aliases).Analyze(Prepared(), [] { return true; });
  EXPECT_EQ(analysis.status().code(), absl::StatusCode::kCancelled);
}

}  // namespace
}  // namespace isnad::pipeline
