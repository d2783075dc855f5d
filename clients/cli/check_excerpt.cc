#include "clients/cli/check_excerpt.h"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "clients/cli/text_output.h"

namespace isnad::cli {
namespace {

constexpr int32_t kAround = 60;  // code units shown on either side

std::string_view LineAt(std::string_view file, int line) {
  for (; line > 1; --line) {
    const size_t end = file.find('\n');
    if (end == std::string_view::npos) return {};
    file.remove_prefix(end + 1);
  }
  std::string_view found = file.substr(0, file.find('\n'));
  if (found.ends_with('\r')) found.remove_suffix(1);
  return found;
}

bool WrittenFromRight(const icu::UnicodeString& text) {
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UCharDirection direction = u_charDirection(text.char32At(i));
    if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC || direction == U_ARABIC_NUMBER)
      return true;
  }
  return false;
}

// How many cells of a terminal a text fills.
int Cells(const icu::UnicodeString& text) {
  int cells = 0;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    const int8_t type = u_charType(c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) continue;
    const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    cells += width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
  }
  return cells;
}

std::string Utf8(const icu::UnicodeString& text) {
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
}

}  // namespace

std::string ExcerptOf(std::string_view file, const Place& place) {
  if (place.line == 0 || place.column == 0) return "";
  const std::string_view bytes = LineAt(file, place.line);
  icu::UnicodeString line = icu::UnicodeString::fromUTF8({bytes.data(), static_cast<int32_t>(bytes.size())});
  line.findAndReplace("\t", " ");
  const int32_t begin = std::min(place.column - 1, line.length());
  const int32_t end =
      place.end_line > place.line ? line.length() : std::min(place.end_column - 1, line.length());
  if (begin >= end) return "";
  int32_t from = 0;
  if (begin > kAround) from = line.indexOf(' ', begin - kAround, kAround) + 1;  // 0 where there is no blank
  int32_t to = line.length();
  if (to > end + kAround) {
    const int32_t blank = line.lastIndexOf(' ', end, kAround);
    to = blank > end ? blank : end;
  }
  const icu::UnicodeString before =
      (from > 0 ? icu::UnicodeString(u"… ") : icu::UnicodeString()) + line.tempSubStringBetween(from, begin);
  const icu::UnicodeString words = line.tempSubStringBetween(begin, end);
  const icu::UnicodeString behind = line.tempSubStringBetween(end, to) +
                                    (to < line.length() ? icu::UnicodeString(u" …") : icu::UnicodeString());
  if (WrittenFromRight(line)) return Isolated(Utf8(before + u"⟦" + words + u"⟧" + behind));
  return fmt::format(
      "{}\n    {}{}", Utf8(before + words + behind), std::string(static_cast<size_t>(Cells(before)), ' '),
      Styled(Style::kStrong, std::string(static_cast<size_t>(std::max(1, Cells(words))), '^')));
}

}  // namespace isnad::cli
