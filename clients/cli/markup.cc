#include "clients/cli/markup.h"

namespace isnad::cli {
namespace {

constexpr std::string_view kReplacement = "\uFFFD";

void AppendEscaped(char c, std::string& escaped) {
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
    case '\n':
    case '\t':
      escaped += c;
      break;
    default:
      if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') {
        escaped += kReplacement;
      } else {
        escaped += c;
      }
  }
}

}  // namespace

std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) AppendEscaped(c, escaped);
  for (const std::string_view none : {"\uFFFE", "\uFFFF"}) {
    for (size_t at = 0; (at = escaped.find(none, at)) != std::string::npos;)
      escaped.replace(at, none.size(), kReplacement);
  }
  return escaped;
}

}  // namespace isnad::cli
