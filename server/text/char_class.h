// What kind of token a folded code point belongs to, as ICU knows it.
#pragma once

#include <array>
#include <cstdint>

namespace isnad::text {

enum class CharClass : uint8_t {
  kLetter,
  kArabicLetter,  // its script writes no apostrophe or hyphen within a word
  kMark,          // belongs to whatever it follows
  kDigit,
  kSpace,
  kLineEnd,
  kFullStop,
  kQuoteMark,  // ' and ’ too; whether one is an apostrophe is for who sees its neighbours
  kPunctuation,
  kSymbol,
};

// Safe to use from any number of threads.
class CharClasses {
 public:
  static const CharClasses& Get();

  CharClass Of(char32_t c) const {
    if (c < low_.size()) return low_[c];
    if (c - kPunctuationBegin < punctuation_.size()) return punctuation_[c - kPunctuationBegin];
    return Ask(c);
  }

 private:
  static constexpr char32_t kPunctuationBegin = 0x2000;

  CharClasses();
  static CharClass Ask(char32_t c);

  std::array<CharClass, 0x800> low_;
  std::array<CharClass, 0x100> punctuation_;
};

}  // namespace isnad::text
