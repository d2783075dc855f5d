#include "tests/server/plugin/plugin_folder.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

namespace isnad::plugin {

PluginFolder::PluginFolder() : path_(testing::TempDir() + "/plugins-XXXXXX") {
  EXPECT_NE(mkdtemp(path_.data()), nullptr);
  path_ = std::filesystem::canonical(path_).string();
}

PluginFolder::~PluginFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string PluginFolder::Library(const std::string& name) {
  return fmt::format("{}/tests/plugins/lib{}.so", ISNAD_BUILD_DIR, name);
}

std::string PluginFolder::Write(const std::string& name, std::string_view contents) const {
  const std::filesystem::path path = std::filesystem::path(path_) / name;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << contents;
  return path.string();
}

std::string PluginFolder::Add(const std::string& name, const std::string& library,
                              const std::map<std::string, std::string>& changes) const {
  std::map<std::string, std::string> fields = {{"name", fmt::format("\"{}\"", name)},
                                               {"version", "\"1.0.0\""},
                                               {"abi", "\"1.0\""},
                                               {"kind", "\"extractor\""},
                                               {"languages", "[\"ar\"]"},
                                               {"library", fmt::format("\"{}\"", Library(library))}};
  if (name != library) fields["engine"] = fmt::format("\"{}\"", library);
  for (const auto& [key, json] : changes) fields[key] = json;
  std::string body;
  for (const auto& [key, json] : fields) {
    if (!json.empty()) body += fmt::format("{}\"{}\": {}", body.empty() ? "" : ",\n ", key, json);
  }
  return Write(fmt::format("{0}/{0}.plugin.json", name), "{" + body + "}\n");
}

}  // namespace isnad::plugin
