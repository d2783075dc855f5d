#include "server/app/places.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace isnad::app {
namespace {

namespace fs = std::filesystem;

fs::path DataHome() {
  if (const char* home = std::getenv("XDG_DATA_HOME"); home != nullptr && *home != '\0') return home;
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0')
    return fs::path(home) / ".local/share";
  return ".";
}

}  // namespace

Places DefaultPlaces() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  const fs::path prefix = program.parent_path().parent_path();
  return {.plugins = {(prefix / "lib/isnad/plugins").string()},
          .own_plugins = {(prefix / "lib/isnad/plugins").string()},
          .plugin_host = (prefix / "libexec/isnad/isnad-plugin-host").string(),
          .messages = (prefix / "share/isnad/messages").string(),
          .report_style = (prefix / "share/isnad/report/report.css").string(),
          .templates = (prefix / "share/isnad/template").string(),
          .rules = (prefix / "share/isnad/rules").string(),
          .aliases = (prefix / "share/isnad/aliases.txt").string(),
          .store = (DataHome() / "isnad/corpus.db").string()};
}

}  // namespace isnad::app
