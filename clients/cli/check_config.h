// The configuration of `isnad check`: which corpus, and which rules are how grave where.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/check_report.h"

namespace isnad::cli {

inline constexpr char kCheckConfigName[] = ".isnad-check.yaml";

// A file such as
//   db: corpus.db                   # or server: HOST:PORT
//   fail-on: warning
//   baseline: isnad-baseline.json
//   rules:
//     unattributed-quotation: off
//   folders:
//     opinion/columns:
//       contradicts-corpus: note
// Folders, the store and the baseline are relative to the file's own folder. Levels are note, warning, error
// and off.
class CheckConfig {
 public:
  // NOT_FOUND where there is no such file; INVALID_ARGUMENT naming file and line for what is no YAML, an
  // unknown key, rule or level.
  static absl::StatusOr<CheckConfig> Read(const std::string& path);

  // The nearest file of that name in this folder or above it; empty where there is none.
  static std::string Find(const std::string& folder);

  // Gives the problems of an input the levels that hold in its folder, the innermost of which counts, and
  // takes out those that are off.
  void Apply(CheckedInput& input) const;

  const std::optional<v1::ProblemLevel>& fail_on() const { return fail_on_; }  // unspecified: never
  const std::string& baseline() const { return baseline_; }                    // a path; empty: none
  const std::string& db() const { return db_; }                                // a path; empty: the default
  const std::string& server() const { return server_; }                        // HOST:PORT; empty: none

 private:
  using Levels = std::map<std::string, v1::ProblemLevel, std::less<>>;  // by rule; unspecified: off
  struct Folder {
    std::string path;  // absolute
    Levels levels;
  };
  friend class CheckConfigReader;

  std::optional<v1::ProblemLevel> LevelFor(const std::string& rule, const std::string& path) const;

  std::optional<v1::ProblemLevel> fail_on_;
  std::string baseline_;
  std::string db_;
  std::string server_;
  std::vector<Folder> folders_;  // the outermost first; the first is that of the file itself
};

}  // namespace isnad::cli
