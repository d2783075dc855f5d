// Folding once more, slowly and without tables or units: ICU over the whole text, then code point by code
// point.

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "server/text/fold.h"

namespace isnad::text {
namespace {

class Oracle {
 public:
  Oracle() {
    UErrorCode error = U_ZERO_ERROR;
    canonical_ = icu::Normalizer2::getNFCInstance(error);
    const icu::Normalizer2* compatible = icu::Normalizer2::getNFKCInstance(error);
    casefold_ = icu::Normalizer2::getNFKCCasefoldInstance(error);
    for (UChar32 c = 0; c <= 0x10FFFF; ++c) {
      icu::UnicodeString decomposition;
      const bool spaced = compatible->getDecomposition(c, decomposition) && decomposition.startsWith(u" ");
      const int32_t type = u_getIntPropertyValue(c, UCHAR_DECOMPOSITION_TYPE);
      const bool raised = (type == U_DT_SUPER || type == U_DT_SUB) && !u_isalpha(c);
      if ((spaced && !u_isUWhiteSpace(c)) || raised || u_charType(c) == U_OTHER_NUMBER) kept_.add(c);
      if (spaced && !u_isUWhiteSpace(c) && Script(c) == USCRIPT_ARABIC) dropped_.add(c);
    }
    normalized_.add(0, 0x10FFFF).removeAll(kept_).freeze();
  }

  std::string Fold(const std::string& original) const {
    icu::UnicodeString text = icu::UnicodeString::fromUTF8(original);
    text.findAndReplace(u"\r\n", u"\n");
    UErrorCode error = U_ZERO_ERROR;
    const icu::FilteredNormalizer2 normalizer(*casefold_, normalized_);
    text = static_cast<const icu::Normalizer2&>(normalizer).normalize(text, error);
    EXPECT_TRUE(U_SUCCESS(error));
    icu::UnicodeString out;
    bool behind_mark = false;
    char last = 'c';  // the last base: Latin or Arabic letter 'l', other script 'o', sign or space 'c'
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
      const UChar32 c = text.char32At(i);
      const bool mark = u_getCombiningClass(c) != 0;
      if (c == 0x640 || dropped_.contains(c)) {
        if (last == 'o' || behind_mark) out.append(c);
        if (last == 'c') last = 'l';
        behind_mark = false;
      } else if (mark && ((last != 'o' && uscript_hasScript(c, USCRIPT_ARABIC)) ||
                          (last == 'l' && Script(c) == USCRIPT_INHERITED))) {
        continue;
      } else {
        const UChar32 letter = Letter(c);
        out.append(letter);
        behind_mark = mark;
        if (!mark) last = Kind(letter);
      }
    }
    std::string folded;
    return out.toUTF8String(folded);
  }

 private:
  static UScriptCode Script(UChar32 c) {
    UErrorCode error = U_ZERO_ERROR;
    return uscript_getScript(c, &error);
  }

  static char Kind(UChar32 c) {
    const UScriptCode script = Script(c);
    if (script == USCRIPT_LATIN || script == USCRIPT_ARABIC) return 'l';
    return script == USCRIPT_COMMON || script == USCRIPT_INHERITED || script == USCRIPT_UNKNOWN ? 'c' : 'o';
  }

  UChar32 Letter(UChar32 c) const {
    if (icu::UnicodeString(u"\n\r\u0085\u2028\u2029").indexOf(c) >= 0) return '\n';
    if (u_isUWhiteSpace(c)) return ' ';
    if (u_isdigit(c)) return '0' + u_charDigitValue(c);
    icu::UnicodeString decomposition;
    if (Kind(c) == 'l' && canonical_->getDecomposition(c, decomposition)) c = decomposition.char32At(0);
    const icu::UnicodeString from(u"ٱىیةک٫٬");
    const int32_t at = from.indexOf(c);
    return at < 0 ? c : icu::UnicodeString(u"اييهك.,").char32At(at);
  }

  const icu::Normalizer2* canonical_ = nullptr;
  const icu::Normalizer2* casefold_ = nullptr;
  icu::UnicodeSet kept_;
  icu::UnicodeSet dropped_;
  icu::UnicodeSet normalized_;
};

class FoldOracle : public testing::Test {
 protected:
  static void SetUpTestSuite() { oracle_ = new Oracle; }
  static void TearDownTestSuite() { delete oracle_; }

  // Whether the fast way and the slow one agree; a difference is reported once.
  static bool Agrees(const std::string& original) {
    const Folded folded = Folded::Of(original);
    EXPECT_EQ(std::string(folded.text()), oracle_->Fold(original)) << testing::PrintToString(original);
    EXPECT_EQ(FoldText(folded.text()), folded.text()) << testing::PrintToString(original);
    EXPECT_TRUE(std::is_sorted(folded.map().begin(), folded.map().end())) << testing::PrintToString(original);
    return !HasFailure();
  }

  static inline const Oracle* oracle_ = nullptr;
};

TEST_F(FoldOracle, AgreesOnEveryCodePoint) {
  for (UChar32 c = 0; c <= 0x10FFFF; ++c) {
    const int8_t type = u_charType(c);
    if (type == U_SURROGATE) continue;
    // These are all alike.
    if ((type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR) && c % 61 != 0) continue;
    std::string text;
    icu::UnicodeString(c).toUTF8String(text);
    ASSERT_TRUE(Agrees(text)) << c;
  }
}

// All strings of up to six code points over an alphabet of what meets in the rules (six in the one that is
// small).
void ForAllStrings(const std::vector<std::string>& alphabet, size_t length, const std::string& prefix,
                   const std::function<bool(const std::string&)>& agrees, bool* ok) {
  if (!*ok || !(*ok = agrees(prefix)) || length == 0) return;
  for (const std::string& letter : alphabet) ForAllStrings(alphabet, length - 1, prefix + letter, agrees, ok);
}

TEST_F(FoldOracle, AgreesOnAllShortStrings) {
  bool ok = true;
  ForAllStrings({"أ", "ﻻ", "\u064E", "ـ", "\u200D", "\u200F", "٣", "\"", " ", "\n", "\u0301", "e"}, 4, "",
                Agrees, &ok);
  ForAllStrings({"أ", "\u064E", "ـ", "\u200D", "\n", "\u0301"}, 6, "", Agrees, &ok);
  ForAllStrings({"и", "\u0306", "ـ", "\u06D6", "=", "\u0338"}, 6, "", Agrees, &ok);
  ForAllStrings({"\u1100", "\u1161", "\u11A8", "\u064E", "\u0301", "\uFE70"}, 5, "", Agrees, &ok);
  ForAllStrings({"\r", "\n", "\u0301", "´", "\uFE71", "ss"}, 5, "", Agrees, &ok);
}

TEST_F(FoldOracle, AgreesOnRandomStrings) {
  std::mt19937 random(11);
  const std::vector<std::pair<UChar32, UChar32>> blocks = {
      {0, 0x7F},        {0x80, 0x24F},    {0x300, 0x36F},   {0x400, 0x4FF},     {0x5B0, 0x6FF},
      {0x900, 0x9FF},   {0xF71, 0xF84},   {0x1100, 0x11FF}, {0x1E00, 0x1FFF},   {0x2000, 0x21FF},
      {0x3040, 0x30FF}, {0xAC00, 0xAC40}, {0xFB50, 0xFEFF}, {0x1D400, 0x1D7FF}, {0x1F300, 0x1F3FF}};
  for (int i = 0; i < 100'000; ++i) {
    icu::UnicodeString text;
    for (uint32_t n = random() % 12; n > 0; --n) {
      const auto& [first, last] = blocks[random() % blocks.size()];
      text.append(static_cast<UChar32>(first + static_cast<UChar32>(random() % (last - first + 1))));
    }
    std::string bytes;
    ASSERT_TRUE(Agrees(text.toUTF8String(bytes))) << i;
  }
}

// Units above and below the length from which marks are put in order first.
TEST_F(FoldOracle, AgreesOnLongHeapsOfMarks) {
  std::mt19937 random(5);
  const std::vector<std::string> marks = {"\u0301", "\u0323", "\u0F73", "\u0344",
                                          "\u064E", "\u0338", "\u200D", "\u0306"};
  for (const std::string base : {"e", "и", "=", "", "\u1100"}) {
    for (int length = 50; length < 90; ++length) {
      std::string text = base;
      for (int i = 0; i < length; ++i) text += marks[random() % marks.size()];
      ASSERT_TRUE(Agrees(text + "x"));
    }
  }
}

}  // namespace
}  // namespace isnad::text
