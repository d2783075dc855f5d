// Any bytes as a manifest: it is refused in one line, or what it says can be relied on.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "plugins/sdk/config.hpp"
#include "server/plugin/manifest.h"

namespace {

void Check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view json(reinterpret_cast<const char*>(data), size);
  const std::string path = "/plugins/arabic/arabic.plugin.json";
  const auto manifest = isnad::plugin::ParseManifest(json, path);
  if (!manifest.ok()) {
    const std::string message(manifest.status().message());
    Check(message.rfind(path + ": ", 0) == 0 && message.find('\n') == std::string::npos);
    return 0;
  }
  Check(manifest->name == "arabic" && !manifest->version.empty() && !manifest->languages.empty());
  Check(manifest->library.front() == '/' && (manifest->sha256.empty() || manifest->sha256.size() == 64));
  const auto config = isnad::sdk::Config::Parse(manifest->config);
  Check(config.has_value() && config->Directory() == "/plugins/arabic");
  return 0;
}
