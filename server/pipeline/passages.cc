#include "server/pipeline/passages.h"

#include <unicode/locid.h>

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

// The script that a language is written in, unless it says otherwise: Arab, Latn; empty where ICU does not
// know.
std::string ScriptOf(const std::string& language) {
  UErrorCode error = U_ZERO_ERROR;
  icu::Locale locale = icu::Locale::forLanguageTag(language, error);
  locale.addLikelySubtags(error);
  return U_SUCCESS(error) != 0 ? locale.getScript() : "";
}

}  // namespace

std::vector<plugin::Passage> OtherPassages(std::string_view text, const std::string& language) {
  std::vector<plugin::Passage> passages;
  const Letters all = LettersOf(text);
  if (all.latin < kLeastLetters || all.arabic < kLeastLetters) return passages;
  const bool unknown = language == "und";
  const std::string script = ScriptOf(language);
  const bool in_arabic = script == "Arab";
  if (!in_arabic && script != "Latn") return passages;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    const Letters letters = LettersOf(line);
    const bool swapped = unknown ? letters.latin > letters.arabic : in_arabic;
    const size_t other = swapped ? letters.latin : letters.arabic;
    const size_t own = swapped ? letters.arabic : letters.latin;
    if (other >= kLeastLetters && own * 8 < other) {
      std::string other_language = intake::DetectLanguage(line);
      const bool goes_on =
          !passages.empty() && passages.back().language == other_language &&
          text.substr(passages.back().end, begin - passages.back().end).find_first_not_of(" \t\r\n") ==
              std::string_view::npos;
      if (goes_on) {
        passages.back().end = end;
      } else if (other_language != "und") {
        passages.push_back({begin, end, std::move(other_language)});
      }
    }
    begin = end + 1;
  }
  return passages;
}

}  // namespace isnad::pipeline
