#include "tests/plugins/core/case_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace isnad::core {
namespace {

std::string Trim(const std::string& s) {
  const size_t begin = s.find_first_not_of(" \t");
  if (begin == std::string::npos) return "";
  return s.substr(begin, s.find_last_not_of(" \t\r") - begin + 1);
}

// What stands before the first `separator` and what stands behind it.
std::pair<std::string, std::string> Cut(const std::string& s, const std::string& separator) {
  const size_t at = s.find(separator);
  if (at == std::string::npos) return {s, ""};
  return {s.substr(0, at), Trim(s.substr(at))};
}

class Parser {
 public:
  Parser(const std::string& contents, std::string path) : in_(contents), path_(std::move(path)) {}

  absl::StatusOr<std::vector<LanguageCase>> Run() {
    for (std::string line; std::getline(in_, line);) {
      ++number_;
      if (const absl::Status status = Take(line); !status.ok()) return status;
    }
    if (const absl::Status status = End(); !status.ok()) return status;
    return std::move(cases_);
  }

 private:
  absl::Status Error(const std::string& what) const {
    return absl::InvalidArgumentError(fmt::format("{}:{}: {}", path_, number_, what));
  }

  absl::Status Take(const std::string& line) {
    const std::string text = Trim(line);
    if (text.empty()) return End();
    if (!open_) {
      open_ = true;
      current_ = {};
      current_.line = number_;
    }
    if (line[0] == '#') {
      if (!current_.language.empty())
        return Error("a title stands before its article; part cases by a blank line");
      if (!current_.title.empty()) current_.title += ' ';
      current_.title += Trim(text.substr(1));
      return absl::OkStatus();
    }
    if (line[0] == ' ' || line[0] == '\t') return TakeIndented(text);
    const auto [kind, head] = Cut(text, " ");
    if (kind != "article") {
      if (current_.language.empty()) return Error("an item before its article");
      current_.items.push_back({kind, head, {}});
      return absl::OkStatus();
    }
    if (!current_.language.empty()) return Error("a second article in one case");
    const auto [date, language] = Cut(head, " ");
    if (language.empty()) return Error("an article is: article DATE LANGUAGE");
    current_.date = date == "-" ? "" : date;
    current_.language = language;
    return absl::OkStatus();
  }

  absl::Status TakeIndented(const std::string& text) {
    if (current_.language.empty()) return Error("text before its article");
    if (current_.items.empty()) {
      current_.text += (current_.text.empty() ? "" : "\n") + text;
      return absl::OkStatus();
    }
    const auto [key, value] = Cut(text, "  ");
    if (value.empty()) return Error("a field is: key, two spaces, value");
    current_.items.back().fields.emplace_back(key, value);
    return absl::OkStatus();
  }

  absl::Status End() {
    if (!open_) return absl::OkStatus();
    open_ = false;
    if (current_.language.empty() && current_.items.empty()) return absl::OkStatus();  // a remark
    if (current_.text.empty()) return Error("a case without text");
    if (current_.items.empty()) return Error("a case that expects nothing; say so: none KIND");
    cases_.push_back(std::move(current_));
    return absl::OkStatus();
  }

  std::istringstream in_;
  std::string path_;
  int number_ = 0;
  bool open_ = false;
  LanguageCase current_;
  std::vector<LanguageCase> cases_;
};

}  // namespace

std::string CaseItem::Field(const std::string& key) const {
  for (const auto& [name, value] : fields) {
    if (name == key) return value;
  }
  return "";
}

absl::StatusOr<std::vector<LanguageCase>> ParseCases(const std::string& contents, const std::string& path) {
  return Parser(contents, path).Run();
}

absl::StatusOr<std::vector<LanguageCase>> ReadCases(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return absl::NotFoundError(fmt::format("{}: can't be read", path));
  std::stringstream contents;
  contents << in.rdbuf();
  return ParseCases(contents.str(), path);
}

std::vector<std::string> CaseFiles(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string Print(const CaseItem& item) {
  std::string out = item.kind + " " + item.head + "\n";
  for (const auto& [key, value] : item.fields) out += fmt::format("  {}  {}\n", key, value);
  return out;
}

}  // namespace isnad::core
