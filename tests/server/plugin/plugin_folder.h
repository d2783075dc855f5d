// A folder of plugins that a test writes for itself.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace isnad::plugin {

// The program of processes for plugins.
inline constexpr char kHostProgram[] = ISNAD_BUILD_DIR "/libexec/isnad/isnad-plugin-host";

// A new directory, gone with the object.
class PluginFolder {
 public:
  PluginFolder();
  ~PluginFolder();
  PluginFolder(const PluginFolder&) = delete;
  PluginFolder& operator=(const PluginFolder&) = delete;

  const std::string& path() const { return path_; }

  // Writes NAME/NAME.plugin.json: a good manifest for the test plugin `library`, with the fields of `changes`
  // set to their JSON, or left out where that is empty. Returns its path.
  std::string Add(const std::string& name, const std::string& library,
                  const std::map<std::string, std::string>& changes = {}) const;

  // Writes a file, with its folders.
  std::string Write(const std::string& name, std::string_view contents) const;

  // Where the test plugin stands in the build directory.
  static std::string Library(const std::string& name);

 private:
  std::string path_;
};

}  // namespace isnad::plugin
