#include "server/store/sql/words.h"

#include <gtest/gtest.h>

namespace isnad::store::sql {
namespace {

TEST(WordsTest, AreFoldedAndBetweenSpaces) {
  EXPECT_EQ(WordsOf("«المَعبر»، ثمّ ٤٠ كم!"), " المعبر ثم 40 كم ");
  EXPECT_EQ(WordsOf("…"), " ");
  EXPECT_EQ(WordsOf(""), " ");
}

TEST(WordsTest, ARunOfWordsIsFoundAsAWhole) {
  EXPECT_TRUE(HoldsAll(" بيت جديد ", {"بيت", "جديد"}));
  EXPECT_TRUE(HoldsAll(" بيت ", {}));
  EXPECT_FALSE(HoldsAll(" ", {"بيت"}));
  EXPECT_FALSE(HoldsAll(" بيتنا ", {"بيت"})) << "what follows a word makes it another";
  EXPECT_TRUE(HoldsAll(" ابيت بيت ", {"بيت"}));
  EXPECT_TRUE(HoldsAll(" والبيت ", {"بيت"}));
}

TEST(WordsTest, AlternativesWithoutWordsAreHeldByNothing) {
  EXPECT_TRUE(HoldsAny(" بيت ", {}));
  EXPECT_FALSE(HoldsAny(" بيت ", {{}}));
  EXPECT_TRUE(HoldsAny(" بيت ", {{"دار"}, {"بيت"}}));
}

TEST(WordsTest, NumbersAreComparedByValue) {
  EXPECT_TRUE(HoldsNumber(" 1,500 ", 1500));
  EXPECT_TRUE(HoldsNumber(" وصل 3.50 ", 3.5));
  EXPECT_FALSE(HoldsNumber(" 15000 ", 1500));
  EXPECT_FALSE(HoldsNumber(" نص ", 0));
  EXPECT_FALSE(HoldsNumber(" ", 0));
}

}  // namespace
}  // namespace isnad::store::sql
