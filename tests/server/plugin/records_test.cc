#include "server/plugin/records.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include "server/plugin/registry.h"
#include "tests/server/plugin/plugin_folder.h"

namespace isnad::plugin {
namespace {

v1::Analysis AnalysisOf(const std::string& title, const std::string& text) {
  const PluginFolder folder;
  folder.Add("sample", "sample", {{"version", "\"2.1.0\""}});
  const auto registry = Registry::Load(std::vector{folder.path()});
  EXPECT_TRUE(registry.ok()) << registry.status();
  v1::Article article;
  article.set_name("articles/7");
  article.set_title(title);
  article.set_text(text);
  article.set_language_code("ar");
  auto analysis = (*registry)->Analyze(article, nullptr);
  EXPECT_TRUE(analysis.ok()) << analysis.status();
  EXPECT_EQ(analysis->failures_size(), 0);
  return *std::move(analysis);
}

std::string Json(const google::protobuf::Message& message) {
  std::string json;
  EXPECT_TRUE(google::protobuf::util::MessageToJsonString(message, &json).ok());
  return json;
}

TEST(Records, AQuoteComesWithAllThatItNames) {
  const v1::Analysis analysis = AnalysisOf("", "Salma said “we go”.");
  ASSERT_EQ(analysis.quotes_size(), 1);
  const std::string who =
      R"({"span":{"start":0,"end":5,"text":"Salma"},"displayName":"Salma","entityKey":"key",)"
      R"("kind":"ENTITY_KIND_PERSON"})";
  EXPECT_EQ(
      Json(analysis.quotes(0)),
      R"({"kind":"QUOTE_KIND_DIRECT","content":{"start":14,"end":19,"text":"we go"},)"
      R"("cue":{"start":0,"end":5,"text":"Salma"},"speaker":)" +
          who + R"(,"via":[)" + who + "," + who +
          R"(],"statementTime":{"start":"2024-02-29","end":"2024-02-29","grain":"GRAIN_DAY"},"confidence":0.5,)"
          R"("extractor":"sample@2.1.0","marks":[{"span":{"start":0,"end":5,"text":"Salma"},)"
          R"("kind":"MARK_KIND_HEDGE"}]})");
}

TEST(Records, AClaimComesWithAllThatItNames) {
  const v1::Analysis analysis = AnalysisOf("", "Omar has 12 goats");
  ASSERT_EQ(analysis.claims_size(), 1);
  const v1::Claim& claim = analysis.claims(0);
  EXPECT_EQ(claim.evidence().text(), "Omar has 12 goats");
  EXPECT_EQ(claim.polarity(), v1::POLARITY_NEGATIVE);
  EXPECT_EQ(claim.modality(), v1::MODALITY_DENIED);
  EXPECT_EQ(claim.holder().display_name(), "Omar");
  EXPECT_EQ(claim.confidence(), 0.25);
  EXPECT_EQ(claim.time().start(), "2024-02-29");
  EXPECT_EQ(claim.quote(), "");
  ASSERT_EQ(claim.quantities_size(), 1);
  EXPECT_EQ(
      Json(claim.quantities(0)),
      R"({"value":12,"min":1,"max":31,"unit":"goat","approximate":true,"span":{"start":9,"end":11,"text":"12"},)"
      R"("unitKey":"s:goat"})");
  ASSERT_EQ(claim.terms_size(), 1);
  EXPECT_EQ(Json(claim.terms(0)), R"({"key":"s:it","role":"TERM_ROLE_ARGUMENT","opposites":["s:that"],)"
                                  R"("span":{"start":0,"end":4,"text":"Omar"},"head":true})");
  EXPECT_EQ(claim.marks_size(), 1);
  ASSERT_EQ(analysis.quantities_size(), 1);
  EXPECT_EQ(Json(analysis.quantities(0)), Json(claim.quantities(0)));
}

TEST(Records, TimesWithoutWordsAreNamedButNotListed) {
  const v1::Analysis analysis = AnalysisOf("", "Omar has 12 goats");
  ASSERT_EQ(analysis.times_size(), 1);
  EXPECT_EQ(Json(analysis.times(0)),
            R"({"span":{"start":9,"end":11,"text":"12"},)"
            R"("time":{"start":"2024-01-01","end":"2024-12-31","grain":"GRAIN_YEAR"}})");
}

TEST(Records, AFindingHasItsReasonAndAllEvidence) {
  const v1::Analysis analysis = AnalysisOf("", "Omar said “no");
  ASSERT_EQ(analysis.findings_size(), 1);
  EXPECT_EQ(
      Json(analysis.findings(0)),
      R"({"kind":"FINDING_KIND_UNBALANCED_QUOTATION","evidence":[{"start":10,"end":13,"text":"“"},)"
      R"({"start":0,"end":4,"text":"Omar"}],"reason":{"code":"quotation_open","arguments":["one","two"]},)"
      R"("extractor":"sample@2.1.0"})");
}

TEST(Records, TheTitleComesFirstAndIsSaidToBeTheTitle) {
  const v1::Analysis analysis = AnalysisOf("مي: «3 لا»", "عمر: «نعم 4». # هند: «ربما»");
  ASSERT_EQ(analysis.quotes_size(), 3);
  EXPECT_EQ(analysis.quotes(0).content().part(), v1::PART_TITLE);
  EXPECT_EQ(analysis.quotes(0).content().text(), "3 لا");
  EXPECT_EQ(analysis.quotes(1).content().part(), v1::PART_UNSPECIFIED);
  EXPECT_EQ(analysis.quotes(1).content().text(), "نعم 4");
  EXPECT_EQ(analysis.quotes(2).content().text(), "ربما");
  ASSERT_EQ(analysis.claims_size(), 2);
  EXPECT_EQ(analysis.claims(0).quote(), "articles/7/quotes/1");
  EXPECT_EQ(analysis.claims(1).quote(), "articles/7/quotes/2");
  ASSERT_EQ(analysis.boilerplate_size(), 1);
  EXPECT_EQ(analysis.boilerplate(0).text(), "#");
  EXPECT_TRUE(analysis.boilerplate(0).has_start());
}

}  // namespace
}  // namespace isnad::plugin
