// Case files: language cases that need no compiler.
//
//   # Yesterday, with its weekday.
//   article 2024-03-14 ar
//     أعلنت البلدية أمس الأربعاء فتح الجسر.
//   time 2024-03-13
//     words  أمس الأربعاء
//
// A block ends at a blank line. Its `#` lines are the title, `article DATE LANGUAGE` (DATE may be - where the
// publication is not known) is followed by the text, indented, lines joined by one line break; then come the
// expected items: a kind, what follows it on its line, and indented fields, key and value parted by two
// spaces. `none KIND` says that there is nothing of the kind.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

namespace isnad::core {

struct CaseItem {
  std::string kind, head;
  std::vector<std::pair<std::string, std::string>> fields;

  // Empty where there is none.
  std::string Field(const std::string& key) const;
};

struct LanguageCase {
  std::string title;
  int line = 0;  // of its first line, from 1
  std::string date, language, text;
  std::vector<CaseItem> items;
};

// INVALID_ARGUMENT "path:line: what" for what is no case.
absl::StatusOr<std::vector<LanguageCase>> ParseCases(const std::string& contents, const std::string& path);
absl::StatusOr<std::vector<LanguageCase>> ReadCases(const std::string& path);

// The case files of a folder, sorted.
std::vector<std::string> CaseFiles(const std::string& folder);

// An item as it stands in a case file.
std::string Print(const CaseItem& item);

}  // namespace isnad::core
