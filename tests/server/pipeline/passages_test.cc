#include "server/pipeline/passages.h"

#include <gtest/gtest.h>

#include <string>

namespace isnad::pipeline {
namespace {

const std::string kArabic =
    "قال وزير النقل سامي العطار في مؤتمر صحفي عقده في العاصمة إن الجسر سيفتح يوم الأحد المقبل أمام حركة "
    "السير.";
const std::string kEnglish =
    "The bridge will open to traffic on Sunday, the minister told reporters in the capital, after two years "
    "of work.";

std::string Passages(const std::string& text, const std::string& language = "ar") {
  std::string found;
  for (const plugin::Passage& passage : OtherPassages(text, language))
    found += passage.language + ":" + text.substr(passage.begin, passage.end - passage.begin) + "|";
  return found;
}

TEST(Passages, AreParagraphsInAnotherScript) {
  EXPECT_EQ(Passages(kArabic + "\n" + kEnglish + "\n" + kArabic + "\n" + kArabic), "en:" + kEnglish + "|");
  EXPECT_EQ(Passages(kEnglish + "\n" + kArabic + "\n" + kArabic, "en-GB"),
            "ar:" + kArabic + "\n" + kArabic + "|");
  EXPECT_EQ(Passages(kArabic + "\n" + kEnglish, "ar-SY"), "en:" + kEnglish + "|");
  EXPECT_EQ(Passages(kArabic + "\n" + kEnglish, "ru"), "");
  EXPECT_EQ(Passages(kArabic + "\n" + kEnglish, "und"), "ar:" + kArabic + "|en:" + kEnglish + "|");
}

TEST(Passages, NeighboursAreOne) {
  const std::string two = kEnglish + "\n\n" + kEnglish;
  EXPECT_EQ(Passages(kArabic + kArabic + kArabic + "\n" + two + "\n" + kArabic), "en:" + two + "|");
}

TEST(Passages, NamesAndShortLinesAreNone) {
  EXPECT_EQ(Passages(kArabic), "");
  EXPECT_EQ(Passages(""), "");
  EXPECT_EQ(Passages(kArabic + "\nhttps://example.org/news/2024/03/05/the-bridge\n" + kArabic), "");
  EXPECT_EQ(
      Passages(kArabic + " (Transport and Infrastructure Development Authority) " + kArabic + "\nReuters\n"),
      "");
}

}  // namespace
}  // namespace isnad::pipeline
