// Baselines: problems that were there when checking began.
#pragma once

#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/cli/check_report.h"

namespace isnad::cli {

// Fingerprints (see FingerprintOf), one a line of a file; lines that begin with # are comments.
class Baseline {
 public:
  // Empty where there is no such file. INVALID_ARGUMENT, naming file and line, where a line is no
  // fingerprint.
  static absl::StatusOr<Baseline> Read(const std::string& path);

  // Takes what the baseline has out of `input`.
  void Subtract(CheckedInput& input);

  // Writes what was met of it: a baseline may only shrink. Where there was no file, `found` begins it.
  // UNAVAILABLE where it can't be written.
  absl::Status Update(const std::set<std::string>& found) const;

 private:
  std::string path_;
  bool exists_ = false;
  std::set<std::string> known_, met_;
};

}  // namespace isnad::cli
