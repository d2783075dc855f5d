// Changed lines: what a branch has changed in a file, as git tells it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/check_report.h"

namespace isnad::cli {

// Lines [first, last] of a file, counted from 1.
using LineRanges = std::vector<std::pair<int, int>>;

// The lines of `path`, as it lies in the work tree, that are not as in the merge base of HEAD and `base`. All
// of a file that git does not know. Runs git, without a shell. INVALID_ARGUMENT with git's words where `base`
// is no commit or the file is in no repository; UNAVAILABLE where there is no git.
absl::StatusOr<LineRanges> ChangedLines(const std::string& base, const std::string& path);

// The new lines that a unified diff without context tells of.
LineRanges LinesOfDiff(std::string_view diff);

// Takes out of `input` what stands in none of the lines; what stands nowhere stays.
void KeepChanged(const LineRanges& lines, CheckedInput& input);

}  // namespace isnad::cli
