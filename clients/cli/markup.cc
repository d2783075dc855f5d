#include "clients/cli/markup.h"

#include <unicode/utf8.h>

#include <cstdint>

#include "server/text/utf8.h"

namespace isnad::cli {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// Whether XML 1.0 can't hold it, not even escaped, or HTML makes an error of it.
bool IsForbidden(char32_t c) {
  return (c < ' ' && c != '\n' && c != '\t' && c != '\r') || c == 0x7F || c == 0xFFFE || c == 0xFFFF;
}

void AppendEscaped(char32_t c, std::string& escaped) {
  switch (c) {
    case '&':
      escaped += "&amp;";
      break;
    case '<':
      escaped += "&lt;";
      break;
    case '>':
      escaped += "&gt;";
      break;
    case '"':
      escaped += "&quot;";
      break;
    case '\r':
      escaped += "&#13;";
      break;
    default:
      text::AppendCodePoint(IsForbidden(c) ? kReplacement : c, &escaped);
  }
}

}  // namespace

std::string Escaped(std::string_view text) {
  std::string escaped;
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto size = static_cast<int64_t>(text.size());
  for (int64_t at = 0; at < size;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, at, size, c);
    AppendEscaped(static_cast<char32_t>(c), escaped);
  }
  return escaped;
}

}  // namespace isnad::cli
