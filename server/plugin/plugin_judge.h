// The judge that is a plugin.
#pragma once

#include <optional>
#include <string>

#include "server/compare/judging.h"
#include "server/plugin/breaker.h"
#include "server/plugin/loaded_plugin.h"

namespace isnad::plugin {

// Asks a plugin. Where it fails or takes longer than a second over a pair, it has no answer; after five
// failures in a row it is not asked for a minute, so that one that hangs does not hold up all that is stored.
// Thread-safe. `plugin` serves, is a judge and outlives it.
class PluginJudge final : public compare::OwnJudge {
 public:
  explicit PluginJudge(LoadedPlugin& plugin);

  const std::string& name() const { return plugin_.name(); }

  std::optional<compare::Judgement> Judge(const v1::Claim& a, const v1::Claim& b, bool same_matter) override;

 private:
  LoadedPlugin& plugin_;
  Breaker breaker_;
};

}  // namespace isnad::plugin
