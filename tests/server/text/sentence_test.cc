#include "server/text/sentence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "server/text/document.h"

namespace isnad::text {
namespace {

using testing::ElementsAre;

std::vector<std::string> SentencesOf(const std::string& text) {
  const Document document = Document::Of(text);
  std::vector<std::string> sentences;
  for (const Sentence& sentence : document.sentences()) {
    const uint32_t begin = document.tokens()[sentence.first_token].original.begin;
    const uint32_t end = document.tokens()[sentence.end_token - 1].original.end;
    sentences.push_back(text.substr(begin, end - begin));
  }
  return sentences;
}

// The parts of a text between bars are its sentences.
void ExpectSentences(const std::string& barred) {
  std::vector<std::string> expected;
  std::string text;
  size_t begin = 0;
  while (begin <= barred.size()) {
    const size_t bar = std::min(barred.find(" | ", begin), barred.size());
    expected.push_back(barred.substr(begin, bar - begin));
    text += (begin > 0 ? " " : "") + expected.back();
    begin = bar + 3;
  }
  EXPECT_EQ(SentencesOf(text), expected);
}

TEST(SplitSentences, Stops) {
  ExpectSentences("ذهب الوزير. | عاد المدير؟ | نعم! | لا");
  ExpectSentences("ذهب الوزير . | عاد المدير ؟! | نعم");
  ExpectSentences("He left. | She stayed! | Did they? | Yes");
}

TEST(SplitSentences, CommasColonsAndSemicolonsEndNothing) {
  ExpectSentences("ذهب، ثم عاد؛ وقال: نعم; yes. | ومضى");
}

TEST(SplitSentences, NumbersAndAbbreviations) {
  ExpectSentences("بلغ 3.5 طن و ٣٫٥ و 1.000 في د. ماهر. | ثم مضى");
  ExpectSentences(
      "The U.S. Navy and J. K. Rowan met Dr. Kattan on Sept. 18 at 3.5 p.m. in Rome. | They left");
  ExpectSentences("In 2020. | Then more");
  ExpectSentences("1. First thing. | 2. Second thing.");
}

TEST(SplitSentences, SmallLettersGoOn) {
  ExpectSentences("About approx. five left at example.com. | Then he came");
}

TEST(SplitSentences, Ellipses) {
  ExpectSentences("طالبنا ثلاث مرات... | ولم يجب أحد");
  ExpectSentences("خذلونا.. | ونبحث عن غيرهم");
  ExpectSentences("He waited ... and waited… | Then he left");
  ExpectSentences("قال (...) إنه مضى. | ثم عاد");
}

TEST(SplitSentences, AForgottenSpace) {
  EXPECT_THAT(SentencesOf("على وصفه.ثلاثة أخرى"), ElementsAre("على وصفه.", "ثلاثة أخرى"));
}

TEST(SplitSentences, ClosingMarksBelongToTheSentence) {
  ExpectSentences("“He left. She stayed.” | Then it rained. | (It did.) | We know");
  ExpectSentences("قال: «ذهب الوزير. عاد المدير.» | وأضاف: «نعم». | ثم مضى");
  ExpectSentences("He said “no”. | She said “yes.” | Nobody spoke");
}

TEST(SplitSentences, AQuotationThatGoesOnInItsSentence) {
  ExpectSentences("“Why? No!” she said, and left. | He stayed");
  ExpectSentences("نشر تقريرا بعنوان «إلى أين؟» في المدينة. | ثم مضى");
  ExpectSentences("قال «نعم.»، ثم مضى. | وعاد");
}

TEST(SplitSentences, AnUnclosedQuotationHoldsNothingTogether) {
  ExpectSentences("قال «نعم. | ثم مضى. | وعاد");
}

TEST(SplitSentences, ParagraphsAreCountedFromTheFirstThatHasWords) {
  const Document document = Document::Of("\n\nعنوان\nأولى. ثانية.\r\n\r\nثالثة\n");
  std::vector<uint32_t> paragraphs;
  for (const Sentence& sentence : document.sentences()) paragraphs.push_back(sentence.paragraph);
  EXPECT_THAT(paragraphs, ElementsAre(0, 1, 1, 2));
}

TEST(SplitSentences, EveryTokenIsInOneSentence) {
  const std::string text = "أ. “ب. ج.” د\n…\n؟؟ \"هـ\"). و (ز.) ح.\n\n. . . ،\nط";
  const Document document = Document::Of(text);
  std::vector<int> times(document.tokens().size(), 0);
  for (const Sentence& sentence : document.sentences()) {
    for (uint32_t i = sentence.first_token; i < sentence.end_token; ++i) ++times[i];
  }
  for (size_t i = 0; i < times.size(); ++i) {
    EXPECT_EQ(times[i], document.tokens()[i].kind == TokenKind::kLineBreak ? 0 : 1) << i;
  }
}

}  // namespace
}  // namespace isnad::text
