#include "server/intake/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>

namespace isnad::intake {
namespace {

constexpr size_t kLookBytes = 64 << 10;

std::string_view Head(std::string_view utf8) {
  if (utf8.size() <= kLookBytes) return utf8;
  size_t end = kLookBytes;
  while (end > 0 && (static_cast<unsigned char>(utf8[end]) & 0xC0) == 0x80) --end;
  return utf8.substr(0, end);
}

std::string Bcp47(CLD2::Language language) {
  if (language == CLD2::UNKNOWN_LANGUAGE) return "und";
  std::string code = CLD2::LanguageCode(language);
  if (code == "un") return "und";
  if (code == "iw") return "he";  // CLD2 keeps the codes of ISO 639 before 1989
  return code;
}

}  // namespace

std::string DetectLanguage(std::string_view utf8) {
  std::string text(Head(utf8));
  // CLD2 reads U+0000 as the end.
  std::replace(text.begin(), text.end(), '\0', ' ');
  CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language top[3];
  int percent[3];
  double score[3];
  int text_bytes = 0;
  bool reliable = false;
  // Best effort answers for a headline too; `reliable` still says whether to believe it.
  const CLD2::Language language = CLD2::ExtDetectLanguageSummary(
      text.data(), static_cast<int>(text.size()), /*is_plain_text=*/true, &hints, CLD2::kCLDFlagBestEffort,
      top, percent, score, nullptr, &text_bytes, &reliable);
  return reliable ? Bcp47(language) : "und";
}

}  // namespace isnad::intake
