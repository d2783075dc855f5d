#include "server/intake/json_ld.h"

#include <gtest/gtest.h>

namespace isnad::intake {
namespace {

TEST(JsonLdTest, FindsTheArticleWhereverPagesKeepIt) {
  for (const char* script :
       {R"({"@type":"NewsArticle","headline":"H"})",
        R"([{"@type":"WebSite"},{"@type":["Thing","Article"],"headline":"H"}])",
        R"({"@graph":[{"@type":"Person"},{"@type":"ReportageNewsArticle","headline":"H"}]})",
        R"({"@type":"WebPage","mainEntity":{"@type":"https://schema.org/BlogPosting","name":"H"}})",
        "//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"H\"}\n//]]>",
        "<!-- {\"@type\":\"Article\",\"headline\":\"H\"} -->",
        R"(//<![CDATA[
           [{"@type":"Article","headline":"H"}]//]]>)"}) {
    const auto article = ReadJsonLd(script);
    ASSERT_TRUE(article.has_value()) << script;
    EXPECT_EQ(article->headline, "H") << script;
  }
}

TEST(JsonLdTest, ReadsNamesInEveryShape) {
  EXPECT_EQ(ReadJsonLd(R"({"@type":"Article","author":"A"})")->author, "A");
  EXPECT_EQ(ReadJsonLd(R"({"@type":"Article","author":{"name":"A"}})")->author, "A");
  EXPECT_EQ(ReadJsonLd(R"({"@type":"Article","author":[{"name":"A"},"B",{"url":"u"}]})")->author, "A, B");
  EXPECT_EQ(ReadJsonLd(R"({"@type":"Article","publisher":{"name":["P","Q"]}})")->publisher, "P");
  EXPECT_EQ(ReadJsonLd(R"({"@type":"Article","mainEntityOfPage":{"@id":"https://a.example"}})")->url,
            "https://a.example");
}

TEST(JsonLdTest, IsSilentAboutEverythingElse) {
  EXPECT_FALSE(ReadJsonLd("").has_value());
  EXPECT_FALSE(ReadJsonLd("{").has_value());
  EXPECT_FALSE(ReadJsonLd("{\"@type\":\"Article\"").has_value());
  EXPECT_FALSE(ReadJsonLd(R"({"@type":"Organization","name":"O"})").has_value());
  EXPECT_FALSE(ReadJsonLd(R"({"headline":"H"})").has_value());
  EXPECT_FALSE(ReadJsonLd(std::string(50000, '[') + std::string(50000, ']')).has_value());
}

TEST(JsonLdTest, AWrongTypeIsAFieldThatIsNotThere) {
  const auto article =
      ReadJsonLd(R"({"@type":"Article","headline":7,"author":true,"datePublished":{"x":1}})");
  ASSERT_TRUE(article.has_value());
  EXPECT_EQ(article->headline, "");
  EXPECT_EQ(article->author, "");
  EXPECT_EQ(article->published, "");
}

}  // namespace
}  // namespace isnad::intake
