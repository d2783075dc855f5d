#include "server/text/fold.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace isnad::text {
namespace {

TEST(ValidateUtf8, TakesWhatIsUtf8) {
  for (const std::string good :
       {"", "plain ASCII text", "نصّ", "\xEF\xBF\xBF", "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF"}) {
    EXPECT_TRUE(ValidateUtf8(good).ok()) << good;
  }
  EXPECT_TRUE(ValidateUtf8(std::string("a\0b", 3)).ok());
}

TEST(ValidateUtf8, NamesTheFirstBadByte) {
  const std::string lead = "12345678 نص ";  // 15 bytes
  for (const std::string bad : {"\x80", "\xC3", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80",
                                "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "\xFF", "\xE2\x80"}) {
    const absl::Status status = ValidateUtf8(lead + bad + " ok");
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()), testing::HasSubstr("offset 14;")) << bad;
  }
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

void ExpectFolds(const Pairs& pairs) {
  for (const auto& [original, folded] : pairs) EXPECT_EQ(FoldText(original), folded) << original;
}

TEST(FoldText, ArabicSpellings) {
  ExpectFolds({{"أحمد إلى آخر ٱلعام", "احمد الي اخر العام"},
               {"مؤتمر هيئة", "موتمر هييه"},
               {"مُحَمَّدٌ", "محمد"},
               {"هٰذا", "هذا"},
               {"قـــال", "قال"},
               {"مسؤول مسئول", "مسوول مسيول"},
               {"کتاب علی", "كتاب علي"},
               {"١٢٫٥ ۱۲ ١٬٠٠٠", "12.5 12 1,000"},
               {"ﻷن ﺍﻟﻼﺯﻡ", "لان اللازم"},
               {"ﷺ", "صلي الله عليه وسلم"},
               {"ﹰﱠ", ""}});
}

TEST(FoldText, OtherScripts) {
  ExpectFolds({{"Café NAÏVE Łódź", "cafe naive łodz"},
               {"e\u0301 E\u0323\u0302", "e e"},
               {"ＡＢＣ１", "abc1"},
               {"ﬁn ß ŉ", "fin ss ʼn"},
               {"Ёлка Йод и\u0306", "ёлка йод й"},
               {"か\u3099", "が"},
               {"१२", "12"}});
}

TEST(FoldText, InvisibleCharactersGo) {
  ExpectFolds({{"\u200Fال\u200Dكتا\u200Cب\u202B \u2066x\u2069\uFEFF", "الكتاب x"}, {"co\u00ADop", "coop"}});
}

TEST(FoldText, WhiteSpaceAndLineEnds) {
  ExpectFolds({{"a\u00A0b\tc  d\u3000e", "a b c  d e"},
               {"a\r\nb\rc\u2028d\u2029e\u0085f\n\ng", "a\nb\nc\nd\ne\nf\n\ng"},
               {"a\r\n\u0301b", "a\n\u0301b"}});
}

TEST(FoldText, NeverJoinsOrSplitsWords) {
  ExpectFolds({{"3½", "3½"}, {"x²", "x²"}, {"l´eau", "l´eau"}, {"①2", "①2"}, {"10™", "10™"}});
}

TEST(FoldText, KeepsMarks) {
  ExpectFolds({{"“a” «b» „c‟ ‹d› ‘e’ …", "“a” «b» „c‟ ‹d› ‘e’ ..."}, {"a≠b", "a≠b"}});
}

std::string OriginalOf(const std::string& original, const std::string& folded_part) {
  const Folded folded = Folded::Of(original);
  const size_t at = folded.text().find(folded_part);
  EXPECT_NE(at, std::string::npos) << folded_part;
  const ByteRange range =
      folded.OriginalOf({static_cast<uint32_t>(at), static_cast<uint32_t>(at + folded_part.size())});
  return original.substr(range.begin, range.end - range.begin);
}

TEST(Folded, OriginalTakesMarksAlong) {
  EXPECT_EQ(OriginalOf("قالَ مُحمّدٌ نعم", "محمد"), "مُحمّدٌ");
  EXPECT_EQ(OriginalOf("قال لـ”هم”", "ل"), "ل");  // the first one
  EXPECT_EQ(OriginalOf("لـ”هم”", "ل"), "لـ");
  EXPECT_EQ(OriginalOf("the cafe\u0301 x", "cafe"), "cafe\u0301");
  EXPECT_EQ(OriginalOf("a\r\nb", "\n"), "\r\n");
}

TEST(Folded, OriginalOfAPieceOfALigatureIsTheLigature) {
  EXPECT_EQ(OriginalOf("ﻻ", "ل"), "ﻻ");
  EXPECT_EQ(OriginalOf("ﻻ", "ا"), "ﻻ");
  EXPECT_EQ(OriginalOf("قال ﷺ", "عليه"), "ﷺ");
}

TEST(Folded, EmptyTextAndEmptyRange) {
  EXPECT_THAT(Folded().map(), testing::ElementsAre(0));
  const Folded folded = Folded::Of("");
  EXPECT_EQ(folded.text(), "");
  EXPECT_THAT(folded.map(), testing::ElementsAre(0));
  EXPECT_EQ(Folded::Of("نص").OriginalOf({2, 2}), (ByteRange{2, 2}));
  EXPECT_EQ(Folded::Of("\u200F").map(), (std::vector<uint32_t>{3}));
}

TEST(Folded, MapCoversEveryByteOnceInOrder) {
  const std::string original = "\u200Fأ\u064E ﻻ e\u0301\u0302 ﷺ\r\n\u1100\u1161 ½ ـ\u0301 x";
  const Folded folded = Folded::Of(original);
  ASSERT_EQ(folded.map().size(), folded.text().size() + 1);
  EXPECT_EQ(folded.map().back(), original.size());
  EXPECT_TRUE(std::is_sorted(folded.map().begin(), folded.map().end()));
  const auto all = folded.OriginalOf({0, static_cast<uint32_t>(folded.text().size())});
  EXPECT_EQ(all, (ByteRange{3, static_cast<uint32_t>(original.size())}));
}

// A heap of marks on one letter, in the worst order, and half a letter a mark: sorting by insertion would not
// end.
TEST(Folded, HostileMarksTakeLinearTime) {
  for (const std::string base : {"e", "и", "="}) {
    std::string original = base;
    for (int i = 0; i < 600'000; ++i) original += "\u0301\u0323\u0F73";
    const std::string folded = FoldText(original);
    EXPECT_TRUE(FoldText(folded) == folded) << base;  // too long to print
  }
  std::string drops = "=";
  for (int i = 0; i < 1'000'000; ++i) drops += "ـ\u064E\u0301";
  EXPECT_TRUE(FoldText(drops) == "=");
}

}  // namespace
}  // namespace isnad::text
