// A plugin that was loaded, wherever its code runs.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "isnad/v1/claim.pb.h"
#include "isnad/v1/plugin.pb.h"
#include "server/compare/judge.h"
#include "server/plugin/breaker.h"
#include "server/plugin/instance.h"
#include "server/plugin/latencies.h"
#include "server/plugin/limits.h"
#include "server/plugin/manifest.h"
#include "server/plugin/record_sink.h"

namespace isnad::plugin {

// A plugin that was loaded, or the reason why it was not. Thread-safe.
//
// Every call takes an instance from a list of idle ones, or makes one; an instance whose call failed is
// ended, as nobody knows what state it is in. A plugin whose process had to be ended five times in a row, or
// can't be started, is not called for a second, then two, up to a minute.
class LoadedPlugin {
 public:
  // Loads the code and makes a first instance, so that a bad configuration shows at once. In a process of
  // `host_program`; in this one where that is empty. `limits` must outlive it.
  LoadedPlugin(Manifest manifest, const std::string& host_program, const Limits& limits);
  // One that was refused before there was a manifest, or in spite of it.
  LoadedPlugin(Manifest manifest, absl::Status refused);
  LoadedPlugin(const LoadedPlugin&) = delete;
  LoadedPlugin& operator=(const LoadedPlugin&) = delete;

  const Manifest& manifest() const { return manifest_; }
  const std::string& name() const { return manifest_.name; }
  // Why it does not serve; OK where it does.
  const absl::Status& refused() const { return refused_; }
  // All that its first instance found wrong with what it was given, one by one, as far as it told.
  const std::vector<std::string>& faults() const { return faults_; }
  // What it has logged as info, such as what it holds; the first lines of it.
  std::vector<std::string> Notes() const;
  // Requires that it serves.
  uint32_t stage() const { return code_->stage(); }
  // What its results are signed with: name@version.
  std::string Signature() const { return manifest_.name + "@" + manifest_.version; }
  v1::Plugin Describe() const;

  // Lets the plugin find what it finds; what was good is then kept by the sink. CANCELLED where the caller
  // has gone, another error where the plugin failed. Requires that it serves.
  absl::Status Extract(RecordSink& sink);

  // What the plugin, a judge, says of two claims; a verdict of UNSPECIFIED where it says nothing of them. An
  // error where it failed, or took longer than `patience`: it is told to stop then, and waited for; in a
  // process of its own, only for a while.
  absl::StatusOr<compare::Judgement> Judge(const v1::Claim& a, const v1::Claim& b, bool same_matter,
                                           std::chrono::milliseconds patience);

 private:
  absl::StatusOr<std::unique_ptr<Instance>> Take();
  absl::Status Run(RecordSink& sink);
  void Return(std::unique_ptr<Instance> instance, const absl::Status& status);
  void Count(const absl::Status& status, std::chrono::steady_clock::time_point begin);
  void Log(int32_t severity, std::string line);

  const Manifest manifest_;
  const bool own_process_ = false;
  std::unique_ptr<Code> code_;
  absl::Status refused_;
  std::vector<std::string> faults_;
  Breaker breaker_;
  std::atomic<int64_t> calls_ = 0;
  std::atomic<int64_t> failures_ = 0;
  std::atomic<int64_t> restarts_ = 0;
  std::atomic<size_t> told_ = 0;  // warnings that were printed
  Latencies latencies_;
  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<Instance>> idle_;  // guarded by mutex_
  std::string last_failure_;                     // guarded by mutex_
  std::vector<std::string> notes_;               // guarded by mutex_
};

}  // namespace isnad::plugin
