#include "server/text/char_class.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace isnad::text {
namespace {

bool IsQuoteMark(char32_t c) {
  switch (c) {
    case '"':
    case '\'':
    case 0xAB:    // «
    case 0xBB:    // »
    case 0x2039:  // ‹
    case 0x203A:  // ›
      return true;
    default:
      return c >= 0x2018 && c <= 0x201F;  // ‘ ’ ‚ ‛ “ ” „ ‟
  }
}

CharClass LetterClass(char32_t c) {
  return uscript_hasScript(static_cast<UChar32>(c), USCRIPT_ARABIC) ? CharClass::kArabicLetter
                                                                    : CharClass::kLetter;
}

}  // namespace

const CharClasses& CharClasses::Get() {
  static const CharClasses classes;
  return classes;
}

CharClasses::CharClasses() {
  for (char32_t c = 0; c < low_.size(); ++c) low_[c] = Ask(c);
  for (char32_t i = 0; i < punctuation_.size(); ++i) punctuation_[i] = Ask(kPunctuationBegin + i);
}

CharClass CharClasses::Ask(char32_t c) {
  if (c == '\n') return CharClass::kLineEnd;
  if (c == '.') return CharClass::kFullStop;
  if (c == '%' || c == 0x66A || c == 0x2030)
    return CharClass::kSymbol;  // Unicode has percent signs as punctuation
  if (IsQuoteMark(c)) return CharClass::kQuoteMark;
  const auto code = static_cast<UChar32>(c);
  const uint32_t type = U_MASK(u_charType(code));
  if ((type & (U_GC_L_MASK | U_GC_NL_MASK)) != 0) return LetterClass(c);
  if ((type & U_GC_M_MASK) != 0) return CharClass::kMark;
  if ((type & U_GC_ND_MASK) != 0) return CharClass::kDigit;
  if (u_isUWhiteSpace(code)) return CharClass::kSpace;
  if ((type & U_GC_P_MASK) != 0) return CharClass::kPunctuation;
  return CharClass::kSymbol;
}

}  // namespace isnad::text
