#include "server/plugin/plugin_judge.h"

#include <chrono>
#include <utility>

namespace isnad::plugin {
namespace {

constexpr std::chrono::milliseconds kPatience{1000};
constexpr int kFailures = 5;
constexpr std::chrono::seconds kRest{60};

}  // namespace

PluginJudge::PluginJudge(LoadedPlugin& plugin) : plugin_(plugin), breaker_(kFailures, kRest, kRest) {}

std::optional<compare::Judgement> PluginJudge::Judge(const v1::Claim& a, const v1::Claim& b,
                                                     bool same_matter) {
  if (breaker_.RestsFor()) return std::nullopt;
  absl::StatusOr<compare::Judgement> judgement = plugin_.Judge(a, b, same_matter, kPatience);
  if (judgement.ok()) {
    breaker_.Succeeded();
    return *std::move(judgement);
  }
  breaker_.Failed();
  return std::nullopt;
}

}  // namespace isnad::plugin
