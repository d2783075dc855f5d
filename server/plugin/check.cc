#include "server/plugin/check.h"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "server/plugin/conformance.h"
#include "server/plugin/discovery.h"
#include "server/plugin/judge_conformance.h"
#include "server/plugin/loaded_plugin.h"

namespace isnad::plugin {
namespace {

namespace fs = std::filesystem;

// FOLDER/FILE of the library, below the first directory that has it; else the library as it is named.
std::string LibraryFor(const std::string& library, std::span<const std::string> directories) {
  std::error_code error;
  const fs::path path = library;
  if (fs::exists(path, error)) return library;
  for (const std::string& directory : directories) {
    const fs::path other = fs::path(directory) / path.parent_path().filename() / path.filename();
    if (fs::exists(other, error)) return fs::absolute(other, error).lexically_normal().string();
  }
  return library;
}

CheckedPlugin Check(Found found, std::span<const std::string> directories, const std::string& program) {
  CheckedPlugin checked;
  if (!found.fault.ok()) {
    const LoadedPlugin refused(std::move(found.manifest), found.fault);
    return {refused.Describe(), {std::string(found.fault.message())}, {}};
  }
  found.manifest.library = LibraryFor(found.manifest.library, directories);
  const Limits limits;
  const LoadedPlugin plugin(std::move(found.manifest), program, limits);
  checked = {plugin.Describe(), plugin.faults(), plugin.Notes()};
  if (plugin.refused().ok() && plugin.manifest().kind == Kind::kJudge) {
    checked.faults = CheckJudge(plugin.manifest(), program);
  } else if (plugin.refused().ok()) {
    auto faults = CheckConformance(plugin.manifest(), program);
    checked.faults = faults.ok() ? *std::move(faults) : std::vector{std::string(faults.status().message())};
  } else if (checked.faults.empty()) {
    checked.faults = {checked.plugin.message()};
  }
  return checked;
}

}  // namespace

absl::StatusOr<std::vector<CheckedPlugin>> CheckPlugins(const std::string& folder,
                                                        std::span<const std::string> directories,
                                                        const std::string& host_program) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    return absl::NotFoundError(
        fmt::format("{}: no such folder; name that of a plugin or language pack", folder));
  }
  std::vector<Found> all = FindPluginsIn(folder);
  if (all.empty()) {
    return absl::NotFoundError(
        fmt::format("{}: holds no NAME.plugin.json; write one, or name the folder that has it", folder));
  }
  std::vector<CheckedPlugin> checked;
  checked.reserve(all.size());
  for (Found& found : all) checked.push_back(Check(std::move(found), directories, host_program));
  return checked;
}

}  // namespace isnad::plugin
