#include "server/text/document.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace isnad::text {
namespace {

std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(Document, AnEmptyTextHasNothing) {
  const Document document = Document::Of("");
  EXPECT_TRUE(document.tokens().empty());
  EXPECT_TRUE(document.sentences().empty());
  EXPECT_TRUE(document.quotations().empty());
}

TEST(Document, FoldingATokensOriginalGivesTheToken) {
  for (const char* path : {"tests/data/text/news.ar.txt", "tests/data/text/news.en.txt"}) {
    const std::string text = ReadFile(path);
    const Document document = Document::Of(text);
    EXPECT_GT(document.tokens().size(), 200u);
    for (const Token& token : document.tokens()) {
      const std::string original =
          text.substr(token.original.begin, token.original.end - token.original.begin);
      EXPECT_EQ(FoldText(original), document.FoldedText(token)) << path;
    }
  }
}

TEST(Document, TheSampleArticlesHaveTheirSentences) {
  const std::string text = ReadFile("tests/data/text/news.ar.txt");
  // One line is two sentences: a question and what is said of it.
  EXPECT_EQ(Document::Of(text).sentences().size(), 13u);
}

// No input may take more than linear time: one sentence, one paragraph, one word, nothing but stops or line
// ends.
TEST(Document, HostileTextsTakeLinearTime) {
  for (const std::string piece : {"كلمة ", "ا", ". ", ".", "؟", "\n", "a.\n", ".) ", ".'", "(", "x-", "1,",
                                  "\u0301", "\"a. ", "« . » ", "U.", "ـ", "\u200F", "ﷺ"}) {
    std::string text;
    while (text.size() < 5'000'000) text += piece;
    text += "،";
    const Document document = Document::Of(text);
    EXPECT_EQ(document.folded().map().size(), document.folded().text().size() + 1);
    if (!document.sentences().empty()) {
      EXPECT_EQ(document.sentences().back().end_token, document.tokens().size());
    }
  }
}

}  // namespace
}  // namespace isnad::text
