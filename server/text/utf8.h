// UTF-8: reading code points of text that is known to be valid.
#pragma once

#include <unicode/utf8.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace isnad::text {

// The code point that starts at `*pos`, and moves `*pos` behind it. Requires *pos < text.size(). A byte that
// is not UTF-8 reads as U+FFFD, so that a broken precondition costs a wrong character and never a read out of
// bounds.
inline char32_t NextCodePoint(std::string_view text, size_t* pos) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const uint8_t lead = bytes[*pos];
  if (lead < 0x80) {
    ++*pos;
    return lead;
  }
  if (lead >= 0xC2 && lead < 0xE0 && *pos + 1 < text.size()) {
    const char32_t c = ((lead & 0x1Fu) << 6) | (bytes[*pos + 1] & 0x3Fu);
    *pos += 2;
    return c;
  }
  UChar32 c = 0;
  auto next = static_cast<int64_t>(*pos);
  const auto size = static_cast<int64_t>(text.size());
  U8_NEXT_OR_FFFD(bytes, next, size, c);
  *pos = static_cast<size_t>(next);
  return static_cast<char32_t>(c);
}

inline void AppendCodePoint(char32_t c, std::string* out) {
  char bytes[U8_MAX_LENGTH];
  size_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, c);
  out->append(bytes, length);
}

}  // namespace isnad::text
