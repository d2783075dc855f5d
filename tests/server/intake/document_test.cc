#include "server/intake/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace isnad::intake {
namespace {

using ::testing::HasSubstr;

constexpr char kPage[] =
    "<html lang='en'><head><title>عنوان الصفحة</title><meta property='og:site_name' content='صحيفة "
    "المنارة'></head>"
    "<body><p>قال رئيس البلدية إن الحديقة ستفتح أبوابها غدا أمام الزوار من جميع الأحياء.</p></body></html>";

v1::RawDocument Raw(std::string content, std::string mime_type = "") {
  v1::RawDocument document;
  document.set_content(std::move(content));
  document.set_mime_type(std::move(mime_type));
  return document;
}

std::string ErrorOf(const v1::RawDocument& document) {
  const auto article = ReadDocument(document);
  EXPECT_FALSE(article.ok());
  EXPECT_EQ(article.status().code(), absl::StatusCode::kInvalidArgument);
  return std::string(article.status().message());
}

TEST(DocumentTest, PlainTextStaysAsItCame) {
  const std::string text = "سطر أول عن أخبار المدينة\r\n\r\n  سطر ثان عن أحوال الطقس\n";
  const auto article = ReadDocument(Raw(text));
  ASSERT_TRUE(article.ok()) << article.status();
  EXPECT_EQ(article->text(), text);
  EXPECT_EQ(article->title(), "");
  EXPECT_EQ(article->language_code(), "ar");
  EXPECT_EQ(article->name(), "");
}

TEST(DocumentTest, PagesAreToldFromTheirBytes) {
  for (const std::string prefix :
       {"", "\n  <!-- made by hand -->\n", "<?xml version=\"1.0\"?>\n", "\xEF\xBB\xBF"}) {
    const auto article = ReadDocument(Raw(prefix + kPage));
    ASSERT_TRUE(article.ok()) << prefix << article.status();
    EXPECT_EQ(article->title(), "عنوان الصفحة") << prefix;
  }
  EXPECT_EQ(ReadDocument(Raw("a < b and <p>c</p>"))->text(), "a < b and <p>c</p>");
}

TEST(DocumentTest, TheMimeTypeDecidesWhereGiven) {
  EXPECT_EQ(ReadDocument(Raw(kPage, "text/plain"))->text(), kPage);
  EXPECT_EQ(ReadDocument(Raw("bare words of a page", "text/html; charset=utf-8"))->text(),
            "bare words of a page\n");
  EXPECT_THAT(ErrorOf(Raw("x", "application/pdf")), HasSubstr("application/pdf"));
}

TEST(DocumentTest, TheCharsetOfTheMimeTypeIsUsed) {
  // "قال" in windows-1256
  EXPECT_EQ(ReadDocument(Raw("\xDE\xC7\xE1", "text/plain; charset=\"Windows-1256\""))->text(), "قال");
}

TEST(DocumentTest, WhatTheCallerKnowsWins) {
  v1::RawDocument document = Raw(kPage);
  document.mutable_article()->set_name("articles/9");
  document.mutable_article()->set_outlet("وكالة أخرى");
  document.mutable_article()->set_language_code("ar-LB");
  const auto article = ReadDocument(document);
  ASSERT_TRUE(article.ok());
  EXPECT_EQ(article->name(), "articles/9");
  EXPECT_EQ(article->outlet(), "وكالة أخرى");
  EXPECT_EQ(article->title(), "عنوان الصفحة");
  EXPECT_EQ(article->language_code(), "ar-LB");
}

TEST(DocumentTest, ATemplatesLanguageLosesToTheTexts) {
  EXPECT_EQ(ReadDocument(Raw(kPage))->language_code(), "ar");
}

TEST(DocumentTest, RefusesWithAReason) {
  EXPECT_EQ(ErrorOf(Raw("")), "the document is empty");
  EXPECT_EQ(ErrorOf(Raw(" \n\t\r\n")), "the document is empty");
  EXPECT_EQ(ErrorOf(Raw("\xEF\xBB\xBF")), "the document is empty");
  EXPECT_THAT(ErrorOf(Raw("%PDF-1.4")), HasSubstr("PDF"));
  EXPECT_THAT(ErrorOf(Raw("<html><body></body></html>")), HasSubstr("no article text"));
  EXPECT_THAT(ErrorOf(Raw(std::string(kMaxDocumentBytes + 1, 'a'))), HasSubstr("16777217 bytes"));
  v1::RawDocument both = Raw("x");
  both.mutable_article()->set_text("y");
  EXPECT_THAT(ErrorOf(both), HasSubstr("article.text must be empty"));
}

TEST(DocumentTest, DamagedTextIsRefusedAndADamagedPageMended) {
  std::string text = "قال رئيس البلدية إن الحديقة ستفتح أبوابها غدا أمام الزوار";
  text[2] = ' ';
  EXPECT_THAT(ErrorOf(Raw(text)), HasSubstr("not valid UTF-8 at byte 3"));
  const auto article = ReadDocument(Raw("<html><body><p>" + text + "</p></body></html>"));
  ASSERT_TRUE(article.ok()) << article.status();
  EXPECT_THAT(article->text(), HasSubstr("\xEF\xBF\xBD"));
}

}  // namespace
}  // namespace isnad::intake
