// Check: whether a plugin that is being worked on would load, and all that is wrong with it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "isnad/v1/plugin.pb.h"

namespace isnad::plugin {

// A plugin as a server would have it; with its faults where it would be refused, else with what it says of
// itself.
struct CheckedPlugin {
  v1::Plugin plugin;
  std::vector<std::string> faults;  // FILE:LINE: what, where it is about a line
  std::vector<std::string> notes;
};

// Loads what the manifests in `folder` name, as a registry would, and runs the conformance suite on what
// loads, in processes of `host_program` (isnad-plugin-host), so that one that crashes or hangs is told like
// any other fault; in this one where that is empty. Where a manifest's library is not in its place, because
// the folder is a copy or the source of an installed one, the library that has this place below one of
// `directories` is taken. NOT_FOUND where there is no such folder or no manifest in it.
absl::StatusOr<std::vector<CheckedPlugin>> CheckPlugins(const std::string& folder,
                                                        std::span<const std::string> directories,
                                                        const std::string& host_program);

}  // namespace isnad::plugin
