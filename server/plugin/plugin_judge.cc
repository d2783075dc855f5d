#include "server/plugin/plugin_judge.h"

#include <utility>

namespace isnad::plugin {
namespace {

constexpr std::chrono::milliseconds kPatience{1000};
constexpr int kFailures = 5;
constexpr std::chrono::seconds kRest{60};

}  // namespace

std::optional<compare::Judgement> PluginJudge::Judge(const v1::Claim& a, const v1::Claim& b,
                                                     bool same_matter) {
  if (std::chrono::steady_clock::now() < rests_until_.load()) return std::nullopt;
  absl::StatusOr<compare::Judgement> judgement = plugin_.Judge(a, b, same_matter, kPatience);
  if (judgement.ok()) {
    failures_ = 0;
    return *std::move(judgement);
  }
  if (++failures_ >= kFailures) {
    failures_ = 0;
    rests_until_ = std::chrono::steady_clock::now() + kRest;
  }
  return std::nullopt;
}

}  // namespace isnad::plugin
