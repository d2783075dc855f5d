#include "plugins/core/time_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/dtfmtsym.h>

#include <filesystem>
#include <fstream>

#include "plugins/core/calendar.h"
#include "plugins/core/memo.h"
#include "plugins/core/times.h"
#include "tests/plugins/core/article_input.h"

namespace isnad::core {
namespace {

using ::testing::HasSubstr;

// A pack of two files in a folder of its own.
std::string LoadError(const std::string& words, const std::string& rules) {
  const std::string folder = ::testing::TempDir() + "time_rules_test";
  std::filesystem::create_directories(folder + "/times");
  std::ofstream(folder + "/times/words.tsv") << words;
  std::ofstream(folder + "/times/rules.tsv") << rules;
  const auto loaded = TimeRules::Load(folder);
  std::filesystem::remove_all(folder);
  return std::string(loaded.status().message());
}

TEST(TimeRules, ErrorsNameTheLine) {
  const std::string words = "[words]\nmonth  May  month=5\n";
  EXPECT_EQ(LoadError(words, "[a]\ntime  month\n"), "");
  EXPECT_THAT(LoadError("[words]\nmonth  May  moon=5\n", ""),
              HasSubstr("words.tsv:2: no field of a time is called 'moon'"));
  EXPECT_THAT(LoadError("[words]\nday  today  unit=dayz\n", ""),
              HasSubstr("words.tsv:2: 'dayz' is neither a number"));
  EXPECT_THAT(LoadError("[wordz]\nday  today\n", ""), HasSubstr("words.tsv:2: no section is called [wordz]"));
  EXPECT_THAT(LoadError("[words]\nday\n", ""), HasSubstr("words.tsv:2: a word is"));
  EXPECT_THAT(LoadError(words, "[a]\ntime  mnth\n"),
              HasSubstr("rules.tsv:2: no word and no earlier rule has the category 'mnth'"));
  EXPECT_THAT(LoadError(words, "[a]\ntime  day=month(1-x)\n"), HasSubstr("rules.tsv:2: "));
  EXPECT_THAT(LoadError(words, "[a]\ntime  dai=number month\n"),
              HasSubstr("rules.tsv:2: no field of a time is called 'dai'"));
  EXPECT_THAT(LoadError(words, "[a]\ntime  month?\n"), HasSubstr("rules.tsv:2: a pattern of nothing but"));
  EXPECT_THAT(LoadError(words, "[a]\ntime\n"), HasSubstr("rules.tsv:2: a rule is"));
  EXPECT_THAT(
      LoadError(words,
                "[a]\ntime  month month month month month month month month month month month month month\n"),
      HasSubstr("rules.tsv:2: a pattern has at most"));
}

TEST(TimeRules, AStageSeesEarlierStagesOnly) {
  const std::string words = "[words]\nmonth  May  month=5\n";
  EXPECT_EQ(LoadError(words, "[a]\nmon  month\n[b]\ntime  mon\n"), "");
  EXPECT_THAT(LoadError(words, "[a]\nmon  month\ntime  mon\n"),
              HasSubstr("rules.tsv:3: no word and no earlier rule"));
}

struct Pack {
  std::unique_ptr<Lexicon> lexicon;
  std::unique_ptr<NumberRules> numbers;
  std::unique_ptr<TimeRules> times;
};

Pack LoadPack(const std::string& folder) {
  auto lexicon = Lexicon::Load(folder);
  auto numbers = NumberRules::Load(folder);
  auto times = TimeRules::Load(folder);
  EXPECT_TRUE(lexicon.ok() && numbers.ok() && times.ok());
  return {*std::move(lexicon), *std::move(numbers), *std::move(times)};
}

std::vector<std::string> TimesIn(const Pack& pack, const std::string& text, const std::string& published) {
  const ArticleInput article(text, published, "ar");
  Memo memo;
  Reading reading = ReadingOf(article.input(), *pack.lexicon, memo.words);
  FindQuantities(*pack.numbers, memo, reading);
  FindTimes(*pack.times, *pack.numbers, memo, reading);
  std::vector<std::string> found;
  for (const TimeMention& time : reading.times) found.push_back(time.start);
  return found;
}

// The month names that ICU prints for the Arab countries are all known, and mean the same month.
TEST(Times, KnowTheMonthNamesOfAllArabCountries) {
  const Pack pack = LoadPack("plugins/arabic");
  for (const char* country : {"ar_SY", "ar_IQ", "ar_JO", "ar_LB", "ar_PS", "ar_EG", "ar_SD", "ar_SA", "ar_AE",
                              "ar_LY", "ar_TN", "ar_DZ", "ar_MA", "ar_MR"}) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::DateFormatSymbols symbols(icu::Locale(country), "gregorian", status);
    ASSERT_TRUE(U_SUCCESS(status)) << country;
    int32_t count = 0;
    const icu::UnicodeString* months =
        symbols.getMonths(count, icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::WIDE);
    ASSERT_GE(count, 12);
    for (int month = 0; month < 12; ++month) {
      std::string name;
      months[month].toUTF8String(name);
      const std::string day = (month < 9 ? "2021-0" : "2021-") + std::to_string(month + 1) + "-17";
      EXPECT_THAT(TimesIn(pack, "صدر القرار في 17 " + name + " 2021.", "2024-01-18"),
                  ::testing::ElementsAre(day))
          << country << " " << name;
    }
  }
}

TEST(Times, KnowTheHijriMonthNames) {
  const Pack pack = LoadPack("plugins/arabic");
  UErrorCode status = U_ZERO_ERROR;
  const icu::DateFormatSymbols symbols(icu::Locale("ar_SA"), "islamic-umalqura", status);
  ASSERT_TRUE(U_SUCCESS(status));
  int32_t count = 0;
  const icu::UnicodeString* months =
      symbols.getMonths(count, icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::WIDE);
  ASSERT_EQ(count, 12);
  for (int month = 0; month < 12; ++month) {
    std::string name;
    months[month].toUTF8String(name);
    const auto day = DayOf(CalendarKind::kHijri, {1440, month + 1, 17});
    EXPECT_THAT(TimesIn(pack, "صدر القرار في 17 " + name + " 1440 هـ.", "2024-01-18"),
                ::testing::ElementsAre(IsoDate(*day)))
        << name;
  }
}

TEST(Times, WithoutAPublicationOnlyWholeDatesAreTold) {
  const Pack pack = LoadPack("plugins/arabic");
  EXPECT_THAT(TimesIn(pack, "عُقد الاجتماع أمس، وفي 3 مايو، وفي 18 فبراير 2019.", ""),
              ::testing::ElementsAre("2019-02-18"));
}

// What may follow what is looked up, not tried: a text made to mislead takes as long as any other.
TEST(Times, ALongRunOfTimeWordsStaysLinear) {
  const Pack pack = LoadPack("plugins/arabic");
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "من الأحد إلى الاثنين 3 مارس الساعة 10:30 مساء ";
  EXPECT_FALSE(TimesIn(pack, text, "2024-01-18").empty());
}

}  // namespace
}  // namespace isnad::core
