// Language: which one a text is written in.
#pragma once

#include <string>
#include <string_view>

namespace isnad::intake {

// The BCP 47 code of the language that most of the text is in, such as "ar" or "en"; "und" where that can't
// be told: no letters, too few of them, or a mix. `utf8` must be valid UTF-8. Looks at the first 64 KiB.
// Source of method: CLD2 (letter groups of four, or the script where only one language is written in it).
// Thread-safe.
std::string DetectLanguage(std::string_view utf8);

}  // namespace isnad::intake
