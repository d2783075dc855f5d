// Data files: what a linguist writes and the engine reads.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace isnad::core {

// A file of lines with columns parted by tabs or by two and more spaces. # begins a comment where it stands
// first or behind white space; blank lines say nothing. `[name]` on a line of its own begins a section; lines
// before the first are in section "".
struct DataLine {
  int number = 0;  // from 1
  std::string section;
  std::vector<std::string> columns;  // at least one, as written (not folded), trimmed
};

struct DataFile {
  std::string path;
  std::vector<DataLine> lines;

  // INVALID_ARGUMENT "path:line: what", for what a loader finds wrong with a line.
  absl::Status Error(const DataLine& line, std::string_view what) const;

  // Gives every line to `take`, also behind one that it refuses: a linguist wants to see all that is wrong at
  // once. All refusals as one error (see Joined).
  absl::Status EachLine(const std::function<absl::Status(const DataLine&)>& take) const;
};

// NOT_FOUND where there is no such file; INVALID_ARGUMENT naming the lines for bytes that are not UTF-8 or
// sections that aren't closed. At most 16 MiB.
absl::StatusOr<DataFile> ReadDataFile(const std::string& path);
absl::StatusOr<DataFile> ParseDataFile(std::string_view contents, std::string path);

// The same, empty where there is no such file: a pack need not have it.
absl::StatusOr<DataFile> ReadIfThere(const std::string& path);

// The same spelling with typewriter's apostrophes; empty where it has none of the printer's.
std::string WithPlainApostrophes(std::string_view spelling);

// Two errors as one: the code of the first, and of the messages a line for each fault. OK adds nothing.
absl::Status Joined(const absl::Status& first, const absl::Status& second);

}  // namespace isnad::core
