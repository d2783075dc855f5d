// Discovery: which plugins stand in a directory.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/plugin/manifest.h"

namespace isnad::plugin {

// A plugin that was found: a good manifest, or what is wrong with it. Where it is wrong, `manifest` has a
// name (that of the file, else of the folder) and the path alone.
struct Found {
  Manifest manifest;
  absl::Status fault;
};

// The plugins whose manifests stand in `folder` itself, in the order of the files; none is no error.
std::vector<Found> FindPluginsIn(const std::string& folder);

// The plugins in the subdirectories of `directory`, in the order of folders and files. A folder without a
// manifest is a fault if it holds a shared object that no manifest here names as its library; else it is no
// plugin. Loads no code. NOT_FOUND where there is no such directory.
absl::StatusOr<std::vector<Found>> FindPlugins(const std::string& directory);

}  // namespace isnad::plugin
