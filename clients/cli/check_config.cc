#include "clients/cli/check_config.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "clients/cli/check_rules.h"

namespace isnad::cli {
namespace fs = std::filesystem;

// Reads one file. Its methods throw YAML::Exception where a node is of another shape than is asked for; Read
// catches it.
class CheckConfigReader {
 public:
  explicit CheckConfigReader(std::string path)
      : path_(std::move(path)), folder_(fs::absolute(path_).parent_path().lexically_normal()) {}

  absl::Status ReadDocument(const YAML::Node& document, CheckConfig& config) {
    config.folders_.push_back({folder_.string(), {}});
    if (document.IsNull()) return absl::OkStatus();
    if (!document.IsMap()) return NoMap(document);
    for (const auto& entry : document) {
      const auto key = entry.first.as<std::string>();
      if (absl::Status status = ReadKey(key, entry.first, entry.second, config); !status.ok()) return status;
    }
    std::stable_sort(config.folders_.begin(), config.folders_.end(),
                     [](const auto& a, const auto& b) { return a.path.size() < b.path.size(); });
    return absl::OkStatus();
  }

  absl::Status Fault(const YAML::Mark& mark, std::string_view message) const {
    return absl::InvalidArgumentError(fmt::format("{}:{}: {}", path_, mark.line + 1, message));
  }

 private:
  absl::Status NoMap(const YAML::Node& node) const {
    return Fault(node.Mark(), "names and values are wanted here, as in `fail-on: warning`");
  }

  absl::Status ReadKey(const std::string& key, const YAML::Node& name, const YAML::Node& value,
                       CheckConfig& config) {
    if (key == "rules") return ReadLevels(value, config.folders_.front().levels);
    if (key == "folders") return ReadFolders(value, config);
    if (key == "fail-on") return ReadFailOn(value, config);
    if (key == "baseline") {
      config.baseline_ = PathOf(value);
    } else if (key == "db") {
      config.db_ = PathOf(value);
    } else if (key == "server") {
      config.server_ = value.as<std::string>();
    } else {
      return Fault(name.Mark(),
                   fmt::format("'{}' is none of db, server, fail-on, baseline, rules, folders", key));
    }
    if (config.db_.empty() || config.server_.empty()) return absl::OkStatus();
    return Fault(name.Mark(), "db and server are two corpora; give one of them");
  }

  std::string PathOf(const YAML::Node& value) const {
    return (folder_ / value.as<std::string>()).lexically_normal().string();
  }

  absl::Status ReadFailOn(const YAML::Node& value, CheckConfig& config) {
    const auto level = value.as<std::string>();
    config.fail_on_ = level == "never" ? v1::PROBLEM_LEVEL_UNSPECIFIED : LevelOfName(level);
    return config.fail_on_
               ? absl::OkStatus()
               : Fault(value.Mark(), fmt::format("'{}' is none of note, warning, error, never", level));
  }

  absl::Status ReadFolders(const YAML::Node& folders, CheckConfig& config) {
    if (!folders.IsMap()) return NoMap(folders);
    for (const auto& entry : folders) {
      const fs::path path = (folder_ / entry.first.as<std::string>()).lexically_normal();
      config.folders_.push_back({(path.has_filename() ? path : path.parent_path()).string(), {}});
      if (absl::Status status = ReadLevels(entry.second, config.folders_.back().levels); !status.ok())
        return status;
    }
    return absl::OkStatus();
  }

  absl::Status ReadLevels(const YAML::Node& rules, CheckConfig::Levels& levels) {
    if (!rules.IsMap()) return NoMap(rules);
    for (const auto& entry : rules) {
      const auto rule = entry.first.as<std::string>();
      const auto level = entry.second.as<std::string>();
      if (IndexOfRule(rule) < 0)
        return Fault(entry.first.Mark(),
                     fmt::format("there is no rule '{}'; see `isnad check --list-rules`", rule));
      // YAML reads off as a truth value, whose text stays as it was written.
      const auto known = level == "off" ? v1::PROBLEM_LEVEL_UNSPECIFIED : LevelOfName(level);
      if (!known)
        return Fault(entry.second.Mark(), fmt::format("'{}' is none of note, warning, error, off", level));
      levels[rule] = *known;
    }
    return absl::OkStatus();
  }

  std::string path_;
  fs::path folder_;
};

absl::StatusOr<CheckConfig> CheckConfig::Read(const std::string& path) {
  CheckConfigReader reader(path);
  CheckConfig config;
  try {
    if (absl::Status status = reader.ReadDocument(YAML::LoadFile(path), config); !status.ok()) return status;
  } catch (const YAML::BadFile&) {
    return absl::NotFoundError(fmt::format("{}: can't be read; name another file with --config", path));
  } catch (const YAML::Exception& error) {
    return reader.Fault(error.mark, error.msg);
  }
  return config;
}

std::string CheckConfig::Find(const std::string& folder) {
  std::error_code error;
  for (fs::path at = fs::absolute(folder, error); !error;) {
    if (fs::is_regular_file(at / kCheckConfigName, error)) return (at / kCheckConfigName).string();
    if (at == at.parent_path()) break;
    at = at.parent_path();
    error.clear();
  }
  return "";
}

std::optional<v1::ProblemLevel> CheckConfig::LevelFor(const std::string& rule,
                                                      const std::string& path) const {
  const std::string absolute = fs::absolute(path).lexically_normal().string();
  std::optional<v1::ProblemLevel> level;
  for (const Folder& folder : folders_) {
    const bool own = &folder == &folders_.front();  // holds everywhere, of inputs from elsewhere too
    if (!own && !absolute.starts_with(folder.path + "/")) continue;
    if (const auto known = folder.levels.find(rule); known != folder.levels.end()) level = known->second;
  }
  return level;
}

void CheckConfig::Apply(CheckedInput& input) const {
  size_t kept = 0;
  for (size_t i = 0; i < input.problems.size(); ++i) {
    v1::Problem& problem = input.problems[i];
    const auto level = LevelFor(problem.rule(), input.path());
    if (level == v1::PROBLEM_LEVEL_UNSPECIFIED) continue;
    if (level) problem.set_level(*level);
    if (kept != i) {
      input.problems[kept] = std::move(problem);
      input.places[kept] = std::move(input.places[i]);
    }
    ++kept;
  }
  input.problems.resize(kept);
  input.places.resize(kept);
}

}  // namespace isnad::cli
