// The rules of folding, code point by code point, as ICU and a handful of Arabic spellings give them.
// Used by Folded alone; others include server/text/fold.h.
#pragma once

#include <unicode/normalizer2.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace isnad::text {

// What one code point becomes where nothing that follows it can change that.
struct FoldEntry {
  static constexpr uint8_t kMaxLength = 7;
  static constexpr uint8_t kCarriageReturn = 0xFE;  // \n, together with a \n that follows
  static constexpr uint8_t kInContext = 0xFF;       // see FoldRules::AppendUnit

  uint8_t length = kInContext;  // of `bytes`; 0 is dropped
  char bytes[kMaxLength] = {};
};

// Two ways to the same result: a table for the common code points, and units of a base with what may combine
// with it, through ICU's NFKC_Casefold, for all others. Numbers that are not digits (½ ² ①) and spacing
// accents (´ ¨) keep their shape: NFKC would make 31/2 of 3½ and two words of l´eau.
//
// Immutable; safe to use from any number of threads.
class FoldRules {
 public:
  static const FoldRules& Get();

  // The entry of a code point; kInContext where there is none.
  const FoldEntry& Entry(char32_t c) const {
    if (c < kTwoByteEnd) return two_byte_[c];
    if (c - kPunctuationBegin < kPunctuationSize) return punctuation_[c - kPunctuationBegin];
    if (c - kPresentationBegin < kPresentationSize) return presentation_[c - kPresentationBegin];
    return in_context_;
  }

  // Whether a unit that is being collected ends before `c`.
  bool BeginsUnit(char32_t c) const;

  // Folds one unit: a base and all that follows it up to the next code point that begins a unit.
  // O(n log n) in its size, whatever the order of its marks.
  void AppendUnit(std::string_view unit, std::string* out) const;

 private:
  static constexpr char32_t kTwoByteEnd = 0x800;
  static constexpr char32_t kPunctuationBegin = 0x2000;
  static constexpr char32_t kPunctuationSize = 0x100;
  static constexpr char32_t kPresentationBegin = 0xFB50;  // Arabic presentation forms A and B, to U+FEFF
  static constexpr char32_t kPresentationSize = 0x3B0;

  FoldRules();
  FoldEntry MakeEntry(char32_t c) const;
  void AppendMapped(const icu::UnicodeString& normalized, std::string* out) const;
  char32_t Mapped(char32_t c) const;
  icu::UnicodeString InCanonicalOrder(const icu::UnicodeString& unit) const;

  const icu::Normalizer2* canonical_ = nullptr;
  icu::UnicodeSet normalized_;    // code points that take part in normalization
  icu::UnicodeSet spaced_marks_;  // Arabic marks in their presentation form on a space
  std::unique_ptr<icu::FilteredNormalizer2> normalizer_;
  std::array<FoldEntry, kTwoByteEnd> two_byte_;
  std::array<FoldEntry, kPunctuationSize> punctuation_;
  std::array<FoldEntry, kPresentationSize> presentation_;
  FoldEntry in_context_;
};

}  // namespace isnad::text
