#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/pipeline/analyzer.h"

namespace isnad::pipeline {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

v1::Article Article(const std::string& text) {
  v1::Article article;
  article.set_text(text);
  article.set_language_code("en");
  return article;
}

// The field that an error is about, as its message and its payload say.
std::string BadField(v1::Article article) {
  const absl::Status status = PrepareArticle(std::move(article)).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
  const std::string field(status.GetPayload("isnad.v1/field").value_or(absl::Cord()));
  EXPECT_THAT(std::string(status.message()), StartsWith(field + ": "));
  return field;
}

TEST(Prepare, KeepsTheCallersName) {
  for (const char* name : {"articles/003", "articles/a.B_c~d-1"}) {
    v1::Article article = Article("Some text.");
    article.set_name(name);
    EXPECT_EQ(PrepareArticle(article)->name(), name);
  }
}

TEST(Prepare, NamesByAddressElseByText) {
  v1::Article article = Article("Some text.");
  const std::string by_text = PrepareArticle(article)->name();
  EXPECT_THAT(by_text, StartsWith("articles/"));
  EXPECT_EQ(by_text.size(), std::string("articles/").size() + 13);
  article.set_title("A title");
  EXPECT_EQ(PrepareArticle(article)->name(), by_text);
  article.set_uri("https://example.org/1");
  const std::string by_uri = PrepareArticle(article)->name();
  EXPECT_NE(by_uri, by_text);
  article.set_text("Another text.");
  EXPECT_EQ(PrepareArticle(article)->name(), by_uri);
}

TEST(Prepare, TheRevisionIsADigestOfTitleAndText) {
  v1::Article article = Article("b");
  article.set_title("a");
  // printf 'a\0b' | sha256sum
  EXPECT_EQ(PrepareArticle(article)->revision(),
            "59b271ae1bbcb1d31d41929817f4b16fb439eb4f31520b5ad1d5ce98920a7138");
  const std::string revision = PrepareArticle(article)->revision();
  article.set_outlet("The Post");
  EXPECT_EQ(PrepareArticle(article)->revision(), revision);
  article.set_text("c");
  EXPECT_NE(PrepareArticle(article)->revision(), revision);
}

TEST(Prepare, DetectsTheLanguageOnlyWhereItIsNotGiven) {
  v1::Article article =
      Article("قال المتحدث باسم الوزارة إن الأسعار سترتفع في مطلع الشهر القادم بعد دراسة طويلة.");
  EXPECT_EQ(PrepareArticle(article)->language_code(), "en");
  article.clear_language_code();
  EXPECT_EQ(PrepareArticle(article)->language_code(), "ar");
}

TEST(Prepare, NormalizesThePublishTime) {
  v1::Article article = Article("Some text.");
  article.set_publish_time("2024-01-18");
  EXPECT_EQ(PrepareArticle(article)->publish_time(), "2024-01-18T00:00:00Z");
  article.clear_publish_time();
  EXPECT_EQ(PrepareArticle(article)->publish_time(), "");
}

TEST(Prepare, ATextMayHoldAZero) {
  v1::Article article = Article(std::string("a\0b", 3));
  EXPECT_EQ(PrepareArticle(article)->text().size(), 3u);
}

TEST(Prepare, RefusesAndNamesTheField) {
  EXPECT_EQ(BadField(Article("")), "text");
  EXPECT_EQ(BadField(Article(" \n\t ")), "text");
  EXPECT_EQ(BadField(Article("a\xFF")), "text");
  EXPECT_EQ(BadField(Article(std::string(kMaxTextBytes + 1, 'a'))), "text");
  for (const std::string name :
       {"003", "articles/", "articles/a/b", "articles/a b", "article/a", "articles/é"}) {
    v1::Article article = Article("x");
    article.set_name(name);
    EXPECT_EQ(BadField(article), "name") << name;
  }
  v1::Article article = Article("x");
  article.set_name("articles/" + std::string(201, 'a'));
  EXPECT_EQ(BadField(article), "name");
  article = Article("x");
  article.set_title(std::string(kMaxTitleBytes + 1, 'a'));
  EXPECT_EQ(BadField(article), "title");
  article = Article("x");
  article.set_publish_time("2024-02-30");
  EXPECT_EQ(BadField(article), "publish_time");
  article = Article("x");
  article.set_language_code("Arabic!");
  EXPECT_EQ(BadField(article), "language_code");
}

TEST(Prepare, ReadsARawDocument) {
  v1::RawDocument document;
  document.set_content(
      "Plain words of a plain text, long enough to be told as English by anybody who reads it.");
  document.set_mime_type("text/plain");
  document.mutable_article()->set_outlet("The Post");
  const auto article = PrepareDocument(document);
  ASSERT_TRUE(article.ok()) << article.status();
  EXPECT_EQ(article->outlet(), "The Post");
  EXPECT_EQ(article->language_code(), "en");
  EXPECT_EQ(article->revision().size(), 64u);
  document.clear_content();
  EXPECT_EQ(PrepareDocument(document).status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace isnad::pipeline
