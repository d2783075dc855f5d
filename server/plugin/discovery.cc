#include "server/plugin/discovery.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>
#include <string_view>

namespace isnad::plugin {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffix = ".plugin.json";

bool EndsWith(const std::string& text, std::string_view suffix) {
  return text.size() > suffix.size() && text.compare(text.size() - suffix.size(), suffix.size(), suffix) == 0;
}

// Names in a directory, sorted.
std::vector<fs::path> Sorted(const fs::path& directory) {
  std::error_code error;
  std::vector<fs::path> paths;
  for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error)) {
    paths.push_back(it->path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

Found Read(const fs::path& path) {
  absl::StatusOr<Manifest> manifest = ReadManifest(path.string());
  if (manifest.ok()) return {*std::move(manifest), absl::OkStatus()};
  Found found;
  const std::string file = path.filename().string();
  found.manifest.name = file.substr(0, file.size() - kSuffix.size());
  found.manifest.path = path.string();
  found.fault = manifest.status();
  return found;
}

// A folder that has code and nobody who answers for it.
struct Bare {
  fs::path folder;
  fs::path library;
};

}  // namespace

std::vector<Found> FindPluginsIn(const std::string& folder) {
  std::vector<Found> all;
  std::error_code error;
  for (const fs::path& path : Sorted(fs::absolute(folder, error).lexically_normal())) {
    if (EndsWith(path.filename().string(), kSuffix)) all.push_back(Read(path));
  }
  return all;
}

absl::StatusOr<std::vector<Found>> FindPlugins(const std::string& directory) {
  std::error_code error;
  const fs::path root = fs::absolute(directory, error).lexically_normal();
  if (!fs::is_directory(root, error)) {
    return absl::NotFoundError(
        fmt::format("{}: no such directory of plugins; name another or create it", directory));
  }
  std::vector<Found> all;
  std::vector<Bare> bare;
  std::set<std::string> named;
  for (const fs::path& folder : Sorted(root)) {
    if (!fs::is_directory(folder, error)) continue;
    std::vector<Found> found = FindPluginsIn(folder.string());
    fs::path library;
    for (const fs::path& path : Sorted(folder)) {
      if (path.extension() == ".so") library = path;
    }
    if (found.empty() && !library.empty()) bare.push_back({folder, library});
    std::move(found.begin(), found.end(), std::back_inserter(all));
  }
  for (const Found& found : all) named.insert(found.manifest.library);
  for (const Bare& one : bare) {
    if (named.count(one.library.string()) != 0) continue;
    Found found;
    found.manifest.name = one.folder.filename().string();
    found.manifest.path = one.folder.string();
    found.fault = absl::FailedPreconditionError(
        fmt::format("{}: has no manifest; write NAME{} beside it", one.library.string(), kSuffix));
    all.push_back(std::move(found));
  }
  return all;
}

}  // namespace isnad::plugin
