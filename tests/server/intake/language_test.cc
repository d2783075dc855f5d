#include "server/intake/language.h"

#include <gtest/gtest.h>

namespace isnad::intake {
namespace {

TEST(LanguageTest, TellsTheLanguagesOfTheNews) {
  EXPECT_EQ(DetectLanguage("أعلن مجلس المدينة أن أعمال الصيانة ستنتهي قبل نهاية الشهر."), "ar");
  EXPECT_EQ(
      DetectLanguage("The city council said the repairs would be finished before the end of the month."),
      "en");
  EXPECT_EQ(DetectLanguage(
                "Le conseil municipal a annoncé que les travaux seraient terminés avant la fin du mois."),
            "fr");
  EXPECT_EQ(DetectLanguage("شورای شهر اعلام کرد که کارهای تعمیراتی پیش از پایان ماه به پایان "
                           "می‌رسد."),
            "fa");
}

TEST(LanguageTest, AShortHeadlineIsEnough) {
  EXPECT_EQ(DetectLanguage("إغلاق المعبر الشمالي حتى إشعار آخر"), "ar");
}

TEST(LanguageTest, IsUndeterminedWithoutLetters) {
  EXPECT_EQ(DetectLanguage(""), "und");
  EXPECT_EQ(DetectLanguage("12 345 — ؟؟ …"), "und");
  EXPECT_EQ(DetectLanguage(std::string_view("\0\0", 2)), "und");
}

TEST(LanguageTest, ReadsOnBehindANul) {
  const std::string text =
      std::string(1, '\0') + "The city council said the repairs would be finished this month.";
  EXPECT_EQ(DetectLanguage(text), "en");
}

TEST(LanguageTest, CutsLongTextsBetweenLetters) {
  std::string text = "x";  // so that the cut would fall inside a letter
  while (text.size() < (200u << 10)) text += "أعلن مجلس المدينة أن الطريق مفتوح. ";
  EXPECT_EQ(DetectLanguage(text), "ar");
}

}  // namespace
}  // namespace isnad::intake
