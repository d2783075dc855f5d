// The engine as a plugin: one instance a thread, one pack of data for all of them.
#include <memory>
#include <string>

#include "plugins/core/emit.h"
#include "plugins/core/pack.h"
#include "plugins/sdk/isnad_plugin.hpp"

namespace isnad::core {
namespace {

class Engine {
 public:
  static std::unique_ptr<Engine> Create(const sdk::Host&, const sdk::Config& config, std::string* error) {
    auto pack = sdk::Shared<Pack>(config.Directory(), [&]() -> std::shared_ptr<const Pack> {
      auto loaded = Pack::Load(config.Directory());
      if (loaded.ok()) return *std::move(loaded);
      *error = std::string(loaded.status().message());
      return nullptr;
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
