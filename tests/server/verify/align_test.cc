#include "server/verify/align.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace isnad::verify {
namespace {

std::string Diff(const std::string& given, const std::string& stored) {
  const std::vector<Word> a = WordsOf(given);
  const std::vector<Word> b = WordsOf(stored);
  std::string text;
  for (const v1::DiffSegment& segment : DiffOf(Align(a, b), a, given, {}, b, stored, {})) {
    if (!text.empty()) text += " | ";
    text += segment.op() == v1::DIFF_OP_EQUAL ? "= " : segment.op() == v1::DIFF_OP_DELETE ? "- " : "+ ";
    text += segment.text();
  }
  return text;
}

TEST(Words, CurrenciesAndPercentAreWordsOtherSymbolsAreNot) {
  std::string keys;
  for (const Word& word : WordsOf("About 5٪ of $1,200 + tax, that’s 1,5 #now")) keys += word.key + " ";
  EXPECT_EQ(keys, "about 5 % of $ 1200 tax that's 1,5 now ");
}

TEST(Words, ClausesEndAtCommasSentencesAtFullStops) {
  const std::vector<Word> words = WordsOf("One two, three. Four");
  ASSERT_EQ(words.size(), 4u);
  EXPECT_EQ(words[0].clause, words[1].clause);
  EXPECT_NE(words[1].clause, words[2].clause);
  EXPECT_EQ(words[1].sentence, words[2].sentence);
  EXPECT_NE(words[2].sentence, words[3].sentence);
}

TEST(Align, ExactRunsAreFoundWhereverTheyStand) {
  const std::vector<Word> stored = WordsOf("a b a b c d");
  const Alignment alignment = Align(WordsOf("a b c"), stored);
  EXPECT_TRUE(alignment.exact);
  EXPECT_EQ(alignment.begin, 2u);
  EXPECT_EQ(alignment.end, 5u);
  EXPECT_EQ(alignment.similarity, 1);
}

TEST(Align, AnEllipsisMayLeaveWordsOut) {
  EXPECT_TRUE(Align(WordsOf("a … d"), WordsOf("a b c d")).exact);
  EXPECT_TRUE(Align(WordsOf("a ... d"), WordsOf("a b c d")).exact);
  EXPECT_FALSE(Align(WordsOf("d … a"), WordsOf("a b c d")).exact);
  EXPECT_FALSE(Align(WordsOf("a d"), WordsOf("a b c d")).exact);
}

TEST(Align, NothingAlignsWithNothing) {
  EXPECT_EQ(Align({}, WordsOf("a")).steps.size(), 0u);
  EXPECT_EQ(Align(WordsOf("a"), {}).similarity, 0);
}

TEST(Align, ShowsWhatTheArticleHasBeforeWhatWasGiven) {
  EXPECT_EQ(Diff("one two five six", "one two three four five six"), "= one two | - three four | = five six");
  EXPECT_EQ(Diff("one x y four", "one two three four"), "= one | - two three | + x y | = four");
  EXPECT_EQ(Diff("x two three four", "zero one two three four"), "- zero one | + x | = two three four");
}

TEST(Align, AReplacedWordCountsOnce) {
  const Alignment alignment = Align(WordsOf("a b x d"), WordsOf("a b c d"));
  EXPECT_EQ(alignment.equal, 3u);
  EXPECT_DOUBLE_EQ(alignment.similarity, 0.75);
}

TEST(Align, FindsTheRichestPartOfALongText) {
  std::string stored;
  for (int i = 0; i < 500; ++i) stored += "filler" + std::to_string(i) + " ";
  stored += "the boats are sound and dry";
  for (int i = 500; i < 900; ++i) stored += " filler" + std::to_string(i);
  const Alignment alignment = Align(WordsOf("the boats were sound and dry"), WordsOf(stored));
  EXPECT_EQ(alignment.begin, 1000u);
  EXPECT_EQ(alignment.end, 1006u);
  EXPECT_EQ(alignment.equal, 5u);
}

// The slow and obvious distance: of all runs of the stored words the one that is nearest.
uint32_t LeastDistance(const std::vector<Word>& given, const std::vector<Word>& stored) {
  uint32_t least = static_cast<uint32_t>(given.size());
  for (size_t begin = 0; begin <= stored.size(); ++begin) {
    std::vector<uint32_t> row(given.size() + 1);
    for (size_t i = 0; i < row.size(); ++i) row[i] = static_cast<uint32_t>(i);
    for (size_t j = begin; j < stored.size(); ++j) {
      uint32_t diagonal = row[0]++;
      for (size_t i = 1; i < row.size(); ++i) {
        const uint32_t replaced = diagonal + (given[i - 1].key != stored[j].key);
        diagonal = row[i];
        row[i] = std::min({replaced, row[i] + 1, row[i - 1] + 1});
      }
      least = std::min(least, row.back());
    }
  }
  return least;
}

TEST(Align, IsNeverFurtherThanTheSlowWay) {
  std::mt19937 random(20240118);
  const auto text = [&](int length) {
    std::string words;
    for (int i = 0; i < length; ++i) words += std::string(1, static_cast<char>('a' + random() % 4)) + ". ";
    return words;  // each word its own clause, so that nothing is taken along at the ends
  };
  for (int round = 0; round < 2000; ++round) {
    const std::vector<Word> given = WordsOf(text(1 + static_cast<int>(random() % 6)));
    const std::vector<Word> stored = WordsOf(text(1 + static_cast<int>(random() % 8)));
    const Alignment alignment = Align(given, stored);
    const double longer =
        std::max<double>(static_cast<double>(given.size()), alignment.end - alignment.begin);
    const double distance = (1 - alignment.similarity) * longer;
    EXPECT_LE(distance, LeastDistance(given, stored) + 0.001);
    EXPECT_EQ(alignment.exact, LeastDistance(given, stored) == 0);
    // Every given word and every word of the run occurs once, in order.
    uint32_t next_given = 0;
    uint32_t next_stored = alignment.begin;
    for (const Step& step : alignment.steps) {
      if (step.op != v1::DIFF_OP_DELETE) {
        EXPECT_EQ(step.given, next_given++);
      }
      if (step.op != v1::DIFF_OP_INSERT) {
        EXPECT_EQ(step.stored, next_stored++);
      }
    }
    EXPECT_EQ(next_given, given.size());
    EXPECT_EQ(next_stored, alignment.end);
  }
}

}  // namespace
}  // namespace isnad::verify
