#include "server/plugin/loaded_plugin.h"

#include <fmt/format.h>

#include <cstdio>
#include <utility>

#include "server/plugin/claim_input.h"
#include "server/plugin/judgement_sink.h"
#include "server/plugin/library_code.h"
#include "server/plugin/process_code.h"

namespace isnad::plugin {
namespace {

constexpr int kFailures = 5;  // in a row, before it is left alone
constexpr std::chrono::seconds kRest{1};
constexpr std::chrono::seconds kLongestRest{60};

}  // namespace

LoadedPlugin::LoadedPlugin(Manifest manifest, const std::string& host_program, const Limits& limits)
    : manifest_(std::move(manifest)),
      own_process_(!host_program.empty()),
      breaker_(kFailures, kRest, kLongestRest) {
  const LogFunction log = [this](int32_t severity, std::string line) { Log(severity, std::move(line)); };
  auto code = own_process_ ? LoadInProcess(manifest_, host_program, limits, log) : LoadCode(manifest_, log);
  refused_ = code.status();
  if (!refused_.ok()) return;
  code_ = *std::move(code);
  auto first = code_->Make(&faults_);
  refused_ = first.status();
  if (refused_.ok()) idle_.push_back(*std::move(first));
}

LoadedPlugin::LoadedPlugin(Manifest manifest, absl::Status refused)
    : manifest_(std::move(manifest)),
      refused_(std::move(refused)),
      breaker_(kFailures, kRest, kLongestRest) {}

void LoadedPlugin::Log(int32_t severity, std::string line) {
  if (severity < ISNAD_LOG_INFO) return;
  if (severity > ISNAD_LOG_INFO) {
    if (++told_ > kMaxTold) return;
    std::fprintf(stderr, "%s: plugins/%s: %s\n", severity == ISNAD_LOG_WARNING ? "warning" : "error",
                 name().c_str(), line.c_str());
    return;
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  if (notes_.size() < kMaxTold) notes_.push_back(std::move(line));
}

std::vector<std::string> LoadedPlugin::Notes() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return notes_;
}

v1::Plugin LoadedPlugin::Describe() const {
  v1::Plugin plugin;
  plugin.set_name("plugins/" + manifest_.name);
  plugin.set_version(manifest_.version);
  plugin.set_kind(manifest_.kind == Kind::kJudge ? v1::PLUGIN_KIND_JUDGE : v1::PLUGIN_KIND_EXTRACTOR);
  plugin.mutable_languages()->Assign(manifest_.languages.begin(), manifest_.languages.end());
  plugin.set_abi(manifest_.abi);
  if (code_ != nullptr) {
    plugin.set_mode(own_process_ ? v1::PLUGIN_MODE_CHILD_PROCESS : v1::PLUGIN_MODE_IN_PROCESS);
  }
  const bool serves = refused_.ok() && !breaker_.RestsFor();
  plugin.set_health(serves ? v1::PLUGIN_HEALTH_SERVING : v1::PLUGIN_HEALTH_FAILED);
  plugin.set_calls(calls_);
  plugin.set_failures(failures_);
  plugin.set_restarts(restarts_);
  plugin.set_p50_ms(latencies_.Quantile(0.5));
  plugin.set_p99_ms(latencies_.Quantile(0.99));
  if (!refused_.ok()) {
    plugin.set_message(OneLine(std::string(refused_.message())));
    return plugin;
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  plugin.set_message(last_failure_);
  return plugin;
}

absl::StatusOr<std::unique_ptr<Instance>> LoadedPlugin::Take() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (const auto rest = breaker_.RestsFor()) {
      return absl::UnavailableError(
          fmt::format("has failed {} times in a row, at last: {}; it is left alone for {} ms", kFailures,
                      last_failure_, rest->count()));
    }
    if (!idle_.empty()) {
      std::unique_ptr<Instance> instance = std::move(idle_.back());
      idle_.pop_back();
      return instance;
    }
  }
  auto made = code_->Make(nullptr);
  if (!made.ok()) breaker_.Failed();
  return made;
}

void LoadedPlugin::Return(std::unique_ptr<Instance> instance, const absl::Status& status) {
  if (!instance->Alive()) {
    ++restarts_;
    if (!absl::IsCancelled(status)) breaker_.Failed();
    return;
  }
  breaker_.Succeeded();
  if (!status.ok() && !absl::IsCancelled(status)) return;
  const std::lock_guard<std::mutex> lock(mutex_);
  idle_.push_back(std::move(instance));
}

absl::Status LoadedPlugin::Run(RecordSink& sink) {
  absl::StatusOr<std::unique_ptr<Instance>> instance = Take();
  if (!instance.ok()) return instance.status();
  absl::Status status = (*instance)->Extract(sink);
  Return(*std::move(instance), status);
  return status;
}

void LoadedPlugin::Count(const absl::Status& status, std::chrono::steady_clock::time_point begin) {
  latencies_.Add(std::chrono::steady_clock::now() - begin);
  ++calls_;
  if (status.ok() || absl::IsCancelled(status)) return;
  ++failures_;
  if (absl::IsUnavailable(status)) return;  // was not called: the failure before is what is to be known
  const std::lock_guard<std::mutex> lock(mutex_);
  last_failure_ = std::string(status.message());
}

absl::Status LoadedPlugin::Extract(RecordSink& sink) {
  const auto begin = std::chrono::steady_clock::now();
  const absl::Status status = Run(sink);
  Count(status, begin);
  return status;
}

absl::StatusOr<compare::Judgement> LoadedPlugin::Judge(const v1::Claim& a, const v1::Claim& b,
                                                       bool same_matter, std::chrono::milliseconds patience) {
  const auto begin = std::chrono::steady_clock::now();
  absl::StatusOr<std::unique_ptr<Instance>> instance = Take();
  if (!instance.ok()) {
    Count(instance.status(), begin);
    return instance.status();
  }
  const ClaimInput mine(a), theirs(b);
  const isnad_pair pair = {sizeof(isnad_pair), same_matter ? 1u : 0u, &mine.abi(), &theirs.abi()};
  JudgementSink sink(std::chrono::steady_clock::now() + patience);
  absl::StatusOr<compare::Judgement> judgement = (*instance)->Judge(pair, sink);
  Return(*std::move(instance), judgement.status());
  Count(judgement.status(), begin);
  return judgement;
}

}  // namespace isnad::plugin
