#include "plugins/core/data_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "server/text/fold.h"

namespace isnad::core {
namespace {

constexpr uintmax_t kMaxBytes = 16u << 20;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool IsBlank(char c) { return c == ' ' || c == '\t'; }

std::string_view Trimmed(std::string_view s) {
  while (!s.empty() && IsBlank(s.front())) s.remove_prefix(1);
  while (!s.empty() && IsBlank(s.back())) s.remove_suffix(1);
  return s;
}

std::string_view WithoutComment(std::string_view line) {
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '#' && (i == 0 || IsBlank(line[i - 1]))) return line.substr(0, i);
  }
  return line;
}

// Columns are parted by a tab, alone or among spaces, or by two and more spaces.
std::vector<std::string> Columns(std::string_view line) {
  std::vector<std::string> columns;
  while (!line.empty()) {
    size_t end = 0;
    while (end < line.size() && line[end] != '\t' && line.substr(end, 2) != "  " &&
           line.substr(end, 2) != " \t")
      ++end;
    columns.emplace_back(line.substr(0, end));
    line = Trimmed(line.substr(end));
  }
  return columns;
}

absl::Status ErrorAt(const std::string& path, int number, std::string_view what) {
  return absl::InvalidArgumentError(fmt::format("{}:{}: {}", path, number, what));
}

}  // namespace

absl::Status DataFile::Error(const DataLine& line, std::string_view what) const {
  return ErrorAt(path, line.number, what);
}

absl::Status DataFile::EachLine(const std::function<absl::Status(const DataLine&)>& take) const {
  absl::Status faults;
  for (const DataLine& line : lines) faults = Joined(faults, take(line));
  return faults;
}

std::string WithPlainApostrophes(std::string_view spelling) {
  constexpr std::string_view kApostrophe = "’";
  if (spelling.find(kApostrophe) == std::string_view::npos) return {};
  std::string plain;
  while (!spelling.empty()) {
    const size_t at = spelling.find(kApostrophe);
    plain += spelling.substr(0, at);
    if (at == std::string_view::npos) break;
    plain += '\'';
    spelling.remove_prefix(at + kApostrophe.size());
  }
  return plain;
}

absl::Status Joined(const absl::Status& first, const absl::Status& second) {
  if (first.ok()) return second;
  if (second.ok()) return first;
  return absl::Status(first.code(), absl::StrCat(first.message(), "\n", second.message()));
}

absl::StatusOr<DataFile> ParseDataFile(std::string_view contents, std::string path) {
  if (contents.size() > kMaxBytes) {
    return absl::InvalidArgumentError(fmt::format("{}: larger than {} MiB", path, kMaxBytes >> 20));
  }
  if (contents.substr(0, kByteOrderMark.size()) == kByteOrderMark)
    contents.remove_prefix(kByteOrderMark.size());
  DataFile file;
  file.path = std::move(path);
  absl::Status faults;
  std::string section;
  for (int number = 1; !contents.empty(); ++number) {
    const size_t end = std::min(contents.find('\n'), contents.size());
    std::string_view line = contents.substr(0, end);
    contents.remove_prefix(std::min(end + 1, contents.size()));
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (!text::ValidateUtf8(line).ok()) {
      faults = Joined(faults, ErrorAt(file.path, number, "not UTF-8; save the file as UTF-8"));
      continue;
    }
    line = Trimmed(WithoutComment(line));
    if (line.empty()) continue;
    if (line.front() == '[') {
      if (line.back() != ']') {
        faults = Joined(faults, ErrorAt(file.path, number, "a section is [name] on a line of its own"));
      }
      section = Trimmed(line.substr(1, line.size() - 2));
      continue;
    }
    file.lines.push_back({number, section, Columns(line)});
  }
  if (!faults.ok()) return faults;
  return file;
}

absl::StatusOr<DataFile> ReadDataFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  if (!in) return absl::NotFoundError(fmt::format("{}: {}", path, std::strerror(errno)));
  const auto size = in.tellg();
  if (size < 0) return absl::NotFoundError(fmt::format("{}: not a file", path));
  if (static_cast<uintmax_t>(size) > kMaxBytes) {
    return absl::InvalidArgumentError(fmt::format("{}: larger than {} MiB", path, kMaxBytes >> 20));
  }
  std::string contents(static_cast<size_t>(size), '\0');
  in.seekg(0);
  if (!in.read(contents.data(), size)) {
    return absl::UnavailableError(fmt::format("{}: can't be read: {}", path, std::strerror(errno)));
  }
  return ParseDataFile(contents, path);
}

absl::StatusOr<DataFile> ReadIfThere(const std::string& path) {
  absl::StatusOr<DataFile> file = ReadDataFile(path);
  if (absl::IsNotFound(file.status())) return DataFile{.path = path, .lines = {}};
  return file;
}

}  // namespace isnad::core
