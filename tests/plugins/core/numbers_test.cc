#include "plugins/core/numbers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/rbnf.h>

#include <random>

#include "plugins/core/memo.h"
#include "tests/plugins/core/article_input.h"

namespace isnad::core {
namespace {

using ::testing::HasSubstr;

NumberWords WordsOf(const std::string& path) {
  auto file = ReadDataFile(path);
  EXPECT_TRUE(file.ok()) << file.status();
  auto words = NumberWords::From(*file);
  EXPECT_TRUE(words.ok()) << words.status();
  return *std::move(words);
}

// The value of a text that is a number from its first word to its last; nothing where it is not.
std::optional<double> ReadWhole(const NumberWords& words, const std::string& text) {
  static const auto lexicon = Lexicon::Load("no/such/pack");
  const ArticleInput article(text, "", "ar");
  Memo memo;
  const Reading reading = ReadingOf(article.input(), **lexicon, memo.words);
  std::vector<uint32_t> ids;
  WordIds(reading.parts[0], words.table(), memo.number_words, ids);
  const auto numeral = words.Read(reading.parts[0], ids, 0);
  if (!numeral || numeral->end != reading.parts[0].words.size()) return std::nullopt;
  return numeral->value;
}

std::string Spelled(const icu::RuleBasedNumberFormat& format, int64_t value, const char* ruleset) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString out;
  icu::FieldPosition position;
  format.format(value, icu::UnicodeString(ruleset), out, position, status);
  EXPECT_TRUE(U_SUCCESS(status)) << ruleset;
  std::string utf8;
  return out.toUTF8String(utf8);
}

// Every number that ICU can spell is read back, small ones all and large ones by chance, but a fixed chance.
void ReadsBack(const NumberWords& words, const icu::Locale& locale,
               const std::vector<const char*>& rulesets) {
  std::mt19937_64 random(20240314);
  std::vector<int64_t> values;
  for (int64_t v = 0; v <= 1200; ++v) values.push_back(v);
  for (int64_t limit = 10'000; limit <= 1'000'000'000'000; limit *= 10) {
    for (int i = 0; i < 150; ++i)
      values.push_back(static_cast<int64_t>(random() % static_cast<uint64_t>(limit)));
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::RuleBasedNumberFormat format(icu::URBNF_SPELLOUT, locale, status);
  ASSERT_TRUE(U_SUCCESS(status));
  for (const char* ruleset : rulesets) {
    for (const int64_t value : values) {
      const std::string text = Spelled(format, value, ruleset);
      const auto read = ReadWhole(words, text);
      ASSERT_TRUE(read.has_value()) << value << " " << text;
      ASSERT_EQ(*read, static_cast<double>(value)) << text;
    }
  }
}

TEST(NumberWords, ReadBackWhatIcuSpellsInArabic) {
  ReadsBack(WordsOf("plugins/arabic/numbers/words.tsv"), icu::Locale("ar"),
            {"%spellout-cardinal-masculine", "%spellout-cardinal-feminine"});
}

TEST(NumberWords, ReadBackWhatIcuSpellsInEnglish) {
  ReadsBack(WordsOf("plugins/english/numbers/words.tsv"), icu::Locale("en"), {"%spellout-cardinal"});
}

TEST(NumberWords, DigitsWithSeparators) {
  const NumberWords words = WordsOf("plugins/arabic/numbers/words.tsv");
  EXPECT_EQ(words.DigitValue("1500"), 1500);
  EXPECT_EQ(words.DigitValue("1,500"), 1500);
  EXPECT_EQ(words.DigitValue("1,500,000"), 1500000);
  EXPECT_EQ(words.DigitValue("1.500.000"), 1500000);
  EXPECT_EQ(words.DigitValue("12,345.6"), 12345.6);
  EXPECT_EQ(words.DigitValue("3,58"), 3.58);
  EXPECT_EQ(words.DigitValue("0,125"), 0.125);
  EXPECT_EQ(words.DigitValue("6.1"), 6.1);
  EXPECT_EQ(words.DigitValue("18.2.2019"), std::nullopt);
  EXPECT_EQ(words.DigitValue("1,50,00"), std::nullopt);
  EXPECT_EQ(words.DigitValue(std::string(60, '9')), std::nullopt);
}

TEST(NumberWords, AnEnormousRunOfNumbersIsReadInPieces) {
  const NumberWords words = WordsOf("plugins/arabic/numbers/words.tsv");
  std::string text = "مليون";
  for (int i = 0; i < 5000; ++i) text += " ومليون";
  EXPECT_EQ(ReadWhole(words, text), std::nullopt);
}

TEST(NumberWords, ErrorsNameTheLine) {
  const auto error = [](const std::string& contents) {
    const auto file = ParseDataFile(contents, "words.tsv");
    return std::string(NumberWords::From(*file).status().message());
  };
  EXPECT_THAT(error("[words]\nunitt  1  one\n"), HasSubstr("words.tsv:2: no number role is called 'unitt'"));
  EXPECT_THAT(error("[words]\nunit  one  one\n"), HasSubstr("words.tsv:2: 'one' is no value"));
  EXPECT_THAT(error("[words]\nunit  1\n"), HasSubstr("words.tsv:2: a number word is"));
  EXPECT_THAT(error("[joining]\nloose\n"), HasSubstr("words.tsv:2: joining is"));
  EXPECT_THAT(error("[prefixes]\nw  with\n"), HasSubstr("words.tsv:2: no kind of prefix is called 'with'"));
  EXPECT_THAT(error("[verbs]\nx\n"), HasSubstr("words.tsv:2: no section is called [verbs]"));
}

TEST(NumberRules, ALanguageWithoutNumbersHasNone) {
  const auto rules = NumberRules::Load("no/such/pack");
  ASSERT_TRUE(rules.ok()) << rules.status();
  const auto lexicon = Lexicon::Load("no/such/pack");
  const ArticleInput article("خمسة وعشرون دينارا", "", "ar");
  Memo memo;
  Reading reading = ReadingOf(article.input(), **lexicon, memo.words);
  FindQuantities(**rules, memo, reading);
  EXPECT_TRUE(reading.quantities.empty());
}

}  // namespace
}  // namespace isnad::core
