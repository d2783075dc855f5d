#include "server/intake/article_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace isnad::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string ErrorOf(std::string_view line) {
  const auto parsed = ParseArticleLine(line);
  EXPECT_FALSE(parsed.ok()) << line;
  EXPECT_EQ(parsed.status().code(), absl::StatusCode::kInvalidArgument);
  const std::string message(parsed.status().message());
  EXPECT_EQ(message.find('\n'), std::string::npos) << "one line: " << message;
  return message;
}

TEST(ArticleLineTest, ReadsBothSpellings) {
  const auto camel = ParseArticleLine(R"({"text":"نص","publishTime":"2025-01-01","languageCode":"ar"})");
  const auto snake = ParseArticleLine(R"({"text":"نص","publish_time":"2025-01-01","language_code":"ar"})");
  ASSERT_TRUE(camel.ok()) << camel.status();
  ASSERT_TRUE(snake.ok()) << snake.status();
  EXPECT_EQ(camel->article.publish_time(), "2025-01-01");
  EXPECT_EQ(camel->article.SerializeAsString(), snake->article.SerializeAsString());
  EXPECT_THAT(camel->unknown_fields, IsEmpty());
}

TEST(ArticleLineTest, KeepsEveryFieldOfAnArticle) {
  const auto line = ParseArticleLine(
      R"({"name":"articles/7","title":"ع","text":"س","outlet":"ص","uri":"https://x.example/1","author":"ف"})");
  ASSERT_TRUE(line.ok()) << line.status();
  EXPECT_EQ(line->article.name(), "articles/7");
  EXPECT_EQ(line->article.title(), "ع");
  EXPECT_EQ(line->article.text(), "س");
  EXPECT_EQ(line->article.outlet(), "ص");
  EXPECT_EQ(line->article.uri(), "https://x.example/1");
  EXPECT_EQ(line->article.author(), "ف");
}

TEST(ArticleLineTest, ReadsFieldsThatAreNoStrings) {
  const auto line = ParseArticleLine(
      R"({"text":"t","citations":[{"uri":"https://x.example/1","start":1,"end":2},{"uri":"y"}],)"
      R"("rating":{"rating":"False","claimantIsBody":true,"value":1.5}})");
  ASSERT_TRUE(line.ok()) << line.status();
  ASSERT_EQ(line->article.citations_size(), 2);
  EXPECT_EQ(line->article.citations(0).uri(), "https://x.example/1");
  EXPECT_EQ(line->article.citations(0).end(), 2);
  EXPECT_EQ(line->article.rating().rating(), "False");
  EXPECT_EQ(line->article.rating().value(), 1.5);
  EXPECT_TRUE(line->article.rating().claimant_is_body());
  for (const char* bad :
       {R"({"text":"t","citations":"x"})", R"({"text":"t","citations":[7]})",
        R"({"text":"t","citations":[{"uri":1}]})", R"({"text":"t","citations":[{"at":"x"}]})"})
    EXPECT_THAT(ErrorOf(bad), HasSubstr("field citations")) << bad;
  for (const char* bad : {R"({"text":"t","rating":"x"})", R"({"text":"t","rating":[]})",
                          R"({"text":"t","rating":{"value":"much"}})", R"({"text":"t","rating":true})"})
    EXPECT_THAT(ErrorOf(bad), HasSubstr("field rating")) << bad;
}

TEST(ArticleLineTest, TakesAFileInPlaceOfText) {
  const auto line = ParseArticleLine(R"({"name":"articles/7","file":"a/7.txt"})");
  ASSERT_TRUE(line.ok()) << line.status();
  EXPECT_EQ(line->file, "a/7.txt");
  EXPECT_TRUE(line->article.text().empty());
}

TEST(ArticleLineTest, ReportsUnknownFieldsAndReadsOn) {
  const auto line = ParseArticleLine(R"({"tags":["a",{"b":1}],"text":"t","Title":"x","charset":null})");
  ASSERT_TRUE(line.ok()) << line.status();
  EXPECT_THAT(line->unknown_fields, ElementsAre("Title", "charset", "tags"));
  EXPECT_EQ(line->article.title(), "");
}

TEST(ArticleLineTest, NullIsAFieldThatIsNotThere) {
  const auto line = ParseArticleLine(R"({"text":"t","title":null,"outlet":null})");
  ASSERT_TRUE(line.ok()) << line.status();
  EXPECT_EQ(line->article.title(), "");
}

TEST(ArticleLineTest, PassesOverWhatOnlyTheServerSets) {
  const auto line = ParseArticleLine(R"({"text":"t","revision":"00"})");
  ASSERT_TRUE(line.ok()) << line.status();
  EXPECT_EQ(line->article.revision(), "");
  EXPECT_THAT(line->unknown_fields, IsEmpty());
}

TEST(ArticleLineTest, KeepsEscapesAndNul) {
  const auto line = ParseArticleLine(R"({"text":"a\u0000b \ud83d\ude00 \n"})");
  ASSERT_TRUE(line.ok()) << line.status();
  EXPECT_EQ(line->article.text(), std::string("a\0b 😀 \n", 10));
}

TEST(ArticleLineTest, NamesTheColumnOfBrokenJson) {
  EXPECT_THAT(ErrorOf(R"({"text": "t" "title": "x"})"), HasSubstr("broken JSON at column 14"));
  EXPECT_THAT(ErrorOf(R"({"text": "t")"), HasSubstr("broken JSON"));
  EXPECT_THAT(ErrorOf(""), HasSubstr("broken JSON"));
  EXPECT_THAT(ErrorOf("just words"), HasSubstr("broken JSON at column 1"));
  EXPECT_THAT(ErrorOf("{\"text\": \"\xC7\xE1\"}"), HasSubstr("broken JSON"));
}

TEST(ArticleLineTest, NamesTheFieldOfAnotherType) {
  EXPECT_EQ(ErrorOf(R"({"text":"t","publishTime":1700000000})"),
            "field publishTime must be a string and is a number");
  EXPECT_EQ(ErrorOf(R"({"text":["t"]})"), "field text must be a string and is a list");
  EXPECT_EQ(ErrorOf(R"({"file":{"a":1}})"), "field file must be a string and is an object");
}

TEST(ArticleLineTest, RefusesWhatIsNoArticle) {
  EXPECT_THAT(ErrorOf("[1]"), HasSubstr("must be a JSON object"));
  EXPECT_THAT(ErrorOf("\"text\""), HasSubstr("must be a JSON object"));
  EXPECT_THAT(ErrorOf("{}"), HasSubstr("field text is missing"));
  EXPECT_THAT(ErrorOf(R"({"text":""})"), HasSubstr("field text is missing"));
  EXPECT_THAT(ErrorOf(R"({"text":"t","file":"f"})"), HasSubstr("both given"));
  EXPECT_THAT(ErrorOf(R"({"text":"t","languageCode":"ar","language_code":"en"})"),
              HasSubstr("both spellings"));
}

TEST(ArticleLineTest, DeepNestingIsAnErrorAndNotACrash) {
  std::string deep = R"({"text":"t","x":)";
  for (int i = 0; i < 100000; ++i) deep += '[';
  EXPECT_THAT(ErrorOf(deep), HasSubstr("broken JSON"));
}

}  // namespace
}  // namespace isnad::intake
