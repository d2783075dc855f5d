#include "server/pipeline/passages.h"

#include <algorithm>

#include "server/intake/language.h"

namespace isnad::pipeline {
namespace {

constexpr size_t kLeastLetters = 60;  // of a paragraph in the other script

struct Letters {
  size_t arabic = 0;
  size_t latin = 0;
};

// By the first byte of each: U+0600 to U+06FF and the presentation forms; A to z, and U+00C0 to U+024F.
Letters LettersOf(std::string_view text) {
  Letters letters;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    letters.arabic += (byte >= 0xD8 && byte <= 0xDB) || byte == 0xEF ? 1 : 0;
    letters.latin +=
        (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= 0xC3 && byte <= 0xC9);
  }
  return letters;
}

}  // namespace

std::vector<plugin::Passage> OtherPassages(std::string_view text) {
  std::vector<plugin::Passage> passages;
  const Letters all = LettersOf(text);
  const bool mostly_arabic = all.arabic > all.latin;
  if ((mostly_arabic ? all.latin : all.arabic) < kLeastLetters) return passages;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    const Letters letters = LettersOf(line);
    const size_t other = mostly_arabic ? letters.latin : letters.arabic;
    const size_t own = mostly_arabic ? letters.arabic : letters.latin;
    if (other >= kLeastLetters && own * 8 < other) {
      std::string language = intake::DetectLanguage(line);
      const bool goes_on =
          !passages.empty() && passages.back().language == language &&
          text.substr(passages.back().end, begin - passages.back().end).find_first_not_of(" \t\r\n") ==
              std::string_view::npos;
      if (goes_on) {
        passages.back().end = end;
      } else if (language != "und") {
        passages.push_back({begin, end, std::move(language)});
      }
    }
    begin = end + 1;
  }
  return passages;
}

}  // namespace isnad::pipeline
