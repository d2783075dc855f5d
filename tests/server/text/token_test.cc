#include "server/text/token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/brkiter.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "server/text/document.h"

namespace isnad::text {
namespace {

using testing::ElementsAre;

// Each token as its kind's letter and its folded text: w word, n number, q mark, p punctuation, s symbol, /
// line break.
std::vector<std::string> TokensOf(const std::string& text) {
  const Document document = Document::Of(text);
  std::vector<std::string> tokens;
  for (const Token& token : document.tokens()) {
    const char kind = "?wnqps/"[static_cast<size_t>(token.kind)];
    tokens.push_back(kind == '/' ? "/"
                                 : std::string(1, kind) + ":" + std::string(document.FoldedText(token)));
  }
  return tokens;
}

TEST(Tokenize, WordsAndMarks) {
  EXPECT_THAT(TokensOf("وقال: «نعم»، ثم صمت."),
              ElementsAre("w:وقال", "p::", "q:«", "w:نعم", "q:»", "p:،", "w:ثم", "w:صمت", "p:."));
  EXPECT_THAT(TokensOf(" « نعم » "), ElementsAre("q:«", "w:نعم", "q:»"));
  EXPECT_THAT(TokensOf("“قسد ” („x‟)"),
              ElementsAre("q:“", "w:قسد", "q:”", "p:(", "q:„", "w:x", "q:‟", "p:)"));
  EXPECT_THAT(TokensOf(""), ElementsAre());
  EXPECT_THAT(TokensOf(" \u200F "), ElementsAre());
}

TEST(Tokenize, ApostropheAndHyphenStayInsideWords) {
  EXPECT_THAT(TokensOf("don't don’t e-mail"), ElementsAre("w:don't", "w:don’t", "w:e-mail"));
  EXPECT_THAT(TokensOf("dogs' 'x' -y z-"),
              ElementsAre("w:dogs", "q:'", "q:'", "w:x", "q:'", "p:-", "w:y", "w:z", "p:-"));
  EXPECT_THAT(TokensOf("a--b covid-19"), ElementsAre("w:a", "p:-", "p:-", "w:b", "w:covid", "p:-", "n:19"));
}

TEST(Tokenize, ArabicHasNoApostropheOrHyphenInside) {
  EXPECT_THAT(TokensOf("السوري-التركي"), ElementsAre("w:السوري", "p:-", "w:التركي"));
  EXPECT_THAT(TokensOf("و’القوى’ لـ”سبوت”"),
              ElementsAre("w:و", "q:’", "w:القوي", "q:’", "w:ل", "q:”", "w:سبوت", "q:”"));
}

TEST(Tokenize, Numbers) {
  EXPECT_THAT(TokensOf("1,500 6.1 ٣٫٥٨ ١٬٠٠٠ 12:30 5."),
              ElementsAre("n:1,500", "n:6.1", "n:3.58", "n:1,000", "n:12", "p::", "n:30", "n:5", "p:."));
  EXPECT_THAT(TokensOf("40كم %40 3½ 10/2 1..2"), ElementsAre("n:40", "w:كم", "s:%", "n:40", "n:3", "s:½",
                                                             "n:10", "p:/", "n:2", "n:1", "p:..", "n:2"));
}

TEST(Tokenize, StopsSymbolsAndLineBreaks) {
  EXPECT_THAT(TokensOf("a.. b… c؟!"), ElementsAre("w:a", "p:..", "w:b", "p:...", "w:c", "p:؟", "p:!"));
  EXPECT_THAT(TokensOf("$5 = €5 😀"), ElementsAre("s:$", "n:5", "s:=", "s:€", "n:5", "s:😀"));
  EXPECT_THAT(TokensOf("a\r\n \n\tb\u2029c\n"), ElementsAre("w:a", "/", "w:b", "/", "w:c", "/"));
  EXPECT_THAT(TokensOf("ا ـ ب"), ElementsAre("w:ا", "w:ب"));
}

TEST(Tokenize, OriginalRangesTakeMarksAlong) {
  const std::string text = "قالَ\u200F لـ”هُمْ”\r\nx";
  const Document document = Document::Of(text);
  std::vector<std::string> originals;
  for (const Token& token : document.tokens()) {
    originals.push_back(text.substr(token.original.begin, token.original.end - token.original.begin));
  }
  EXPECT_THAT(originals, ElementsAre("قالَ\u200F", "لـ", "”", "هُمْ", "”", "\r\n", "x"));
}

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// Of the boundaries that ICU finds in the original, how many does a token have as well?
void CountAgreement(const std::string& text, size_t* found, size_t* all) {
  std::set<int64_t> ours;
  const Folded folded = Folded::Of(text);
  for (const Token& token : Tokenize(folded)) {
    ours.insert(token.original.begin);
    ours.insert(token.original.end);
  }
  UErrorCode error = U_ZERO_ERROR;
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, text.data(), static_cast<int64_t>(text.size()), &error);
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createWordInstance(icu::Locale("ar"), error));
  breaks->setText(&utext, error);
  ASSERT_TRUE(U_SUCCESS(error));
  int32_t begin = breaks->first();
  for (int32_t end = breaks->next(); end != icu::BreakIterator::DONE; begin = end, end = breaks->next()) {
    if (breaks->getRuleStatus() < UBRK_WORD_NUMBER) continue;  // words and numbers, not the spaces between
    *all += 2;
    *found += ours.count(begin) + ours.count(end);
  }
  utext_close(&utext);
}

void ExpectAgreement(const std::vector<std::filesystem::path>& files) {
  size_t found = 0;
  size_t all = 0;
  for (const auto& file : files) CountAgreement(ReadFile(file), &found, &all);
  ASSERT_GT(all, 500u);
  EXPECT_GE(static_cast<double>(found) / static_cast<double>(all), 0.995) << found << " of " << all;
  testing::Test::RecordProperty("boundaries", static_cast<int>(all));
  testing::Test::RecordProperty("found", static_cast<int>(found));
}

TEST(Tokenize, FindsIcusWordBoundaries) {
  ExpectAgreement({"tests/data/text/news.ar.txt", "tests/data/text/news.en.txt"});
}

TEST(Tokenize, FindsIcusWordBoundariesInCollectedArticles) {
  const std::filesystem::path folder = "../shared/seeds";
  if (!std::filesystem::is_directory(folder)) GTEST_SKIP() << folder << " is not there";
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  ExpectAgreement(files);
}

}  // namespace
}  // namespace isnad::text
