// The engine as a plugin: one instance a thread, one pack of data for all of them.
#include <dlfcn.h>

#include <filesystem>
#include <memory>
#include <string>

#include "plugins/core/emit.h"
#include "plugins/core/pack.h"
#include "plugins/sdk/isnad_plugin.hpp"

namespace isnad::core {
namespace {

// Where this library lies; what all languages share lies beside it.
std::string OwnDirectory() {
  Dl_info info;
  if (dladdr(reinterpret_cast<const void*>(&isnad_plugin_entry_v1), &info) == 0) return "";
  return std::filesystem::path(info.dli_fname).parent_path().string();
}

class Engine {
 public:
  static std::unique_ptr<Engine> Create(const sdk::Host& host, const sdk::Config& config,
                                        std::string* error) {
    auto pack = sdk::Shared<Pack>(config.Directory(), [&]() -> std::shared_ptr<const Pack> {
      auto loaded = Pack::Load(config.Directory(), OwnDirectory());
      if (!loaded.ok()) {
        *error = std::string(loaded.status().message());
        return nullptr;
      }
      for (const std::string& line : (*loaded)->Holdings(config.Directory())) host.Info(line);
      return *std::move(loaded);
    });
    if (pack == nullptr) return nullptr;
    return std::make_unique<Engine>(std::move(pack));
  }

  explicit Engine(std::shared_ptr<const Pack> pack) : pack_(std::move(pack)) {}

  void Extract(const isnad_input& input, sdk::Emitter& out) {
    EmitReading(ReadArticle(*pack_, input, memo_), out);
  }

 private:
  std::shared_ptr<const Pack> pack_;
  Memo memo_;
};

}  // namespace
}  // namespace isnad::core

ISNAD_PLUGIN(isnad::core::Engine, "core", "0.1.0", 100)
