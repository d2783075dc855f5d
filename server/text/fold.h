// Folding: what two spellings of the same words have in common.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"

namespace isnad::text {

// A half-open range of bytes.
struct ByteRange {
  uint32_t begin = 0;
  uint32_t end = 0;
  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

// OK, or INVALID_ARGUMENT with the offset of the first byte that is not UTF-8 (overlong forms, surrogates and
// values past U+10FFFF included). U+0000 is allowed.
absl::Status ValidateUtf8(std::string_view bytes);

// A text folded for comparison, and the way back to the publisher's bytes.
//
// Folding is NFKC, then case, then what Arabic writers vary without changing a word: diacritics and tatweel
// go, أ إ آ ٱ become ا, ؤ becomes و, ئ becomes ي, ى becomes ي, ة becomes ه, Arabic-Indic and Persian digits
// become ASCII, Persian ک ی become ك ي; invisible characters (bidi controls, zero width, soft hyphen, BOM)
// go. The Arabic decimal and thousands separators ٫ ٬ become . and ,. Latin letters lose their accents (é is
// e). White space becomes one U+0020 each, line ends (\r\n is one) become \n. Punctuation is not changed
// otherwise: quotation marks keep their shape. It never joins or splits words, which is why numbers that are
// not digits (½ ² ①) and spacing accents (´) keep their shape too. Marks on letters of other scripts stay, as
// they may be half a letter (й). Folding a folded text changes nothing.
//
// Immutable; safe to read from any number of threads. Owns its text; views into it live as long as it does.
class Folded {
 public:
  Folded() = default;

  // `original` must be valid UTF-8 of less than 4 GiB. Linear in its size.
  static Folded Of(std::string_view original);

  std::string_view text() const { return text_; }

  // For each folded byte, and one past the last, the original offset of the code point that made it;
  // ascending. Where a base and its marks made it together, that of the base. map().size() == text().size()
  // + 1.
  const std::vector<uint32_t>& map() const { return map_; }

  // The original bytes that made folded bytes [begin, end), with the marks that belong to the last letter
  // (diacritics, tatweel, joiners), so that nothing dangles. Requires begin <= end <= text().size() on code
  // points.
  ByteRange OriginalOf(ByteRange folded) const;

 private:
  std::string text_;
  std::vector<uint32_t> map_ = {0};
};

// The folded text alone, for names and queries.
std::string FoldText(std::string_view original);

}  // namespace isnad::text
