// Plugins inside the server's own process.
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
#include "plugins/abi/isnad_plugin.h"
#include "server/compare/judge.h"
#include "server/plugin/latencies.h"
#include "server/plugin/manifest.h"
#include "server/plugin/record_sink.h"

namespace isnad::plugin {

// A plugin that was loaded, or the reason why it was not. Thread-safe.
//
// Every call takes an instance from a list of idle ones, or makes one; an instance whose call failed is
// ended, as nobody knows what state it is in. An exception that a plugin throws is caught and is a failure
// like any other.
class LoadedPlugin {
 public:
  // Loads the library and makes a first instance, so that a bad configuration shows at once.
  explicit LoadedPlugin(Manifest manifest);
  // One that was refused before there was a manifest, or in spite of it.
  LoadedPlugin(Manifest manifest, absl::Status refused);
  ~LoadedPlugin();
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
  uint32_t stage() const { return table_->stage; }
  // What its results are signed with: name@version.
  std::string Signature() const { return manifest_.name + "@" + manifest_.version; }
  v1::Plugin Describe() const;

  // Lets the plugin find what it finds; what was good is then kept by the sink. CANCELLED where the caller
  // has gone, another error where the plugin failed. Requires that it serves.
  absl::Status Extract(RecordSink& sink);

  // What the plugin, a judge, says of two claims; a verdict of UNSPECIFIED where it says nothing of them. An
  // error where it failed, or took longer than `patience`: it is told to stop then, and waited for.
  absl::StatusOr<compare::Judgement> Judge(const v1::Claim& a, const v1::Claim& b, bool same_matter,
                                           std::chrono::milliseconds patience);

 private:
  absl::StatusOr<isnad_instance*> Make(std::vector<std::string>* faults = nullptr);
  absl::StatusOr<isnad_instance*> Take();
  absl::Status Run(RecordSink& sink);
  void Return(isnad_instance* instance, const absl::Status& status);
  void Count(const absl::Status& status);
  void Note(std::string line);
  static void Log(void* context, int32_t severity, isnad_str message) noexcept;

  const Manifest manifest_;
  const isnad_plugin* table_ = nullptr;
  absl::Status refused_;
  std::vector<std::string> faults_;
  isnad_host host_;
  std::atomic<int64_t> calls_ = 0;
  std::atomic<int64_t> failures_ = 0;
  Latencies latencies_;
  mutable std::mutex mutex_;
  std::vector<isnad_instance*> idle_;  // guarded by mutex_
  std::string last_failure_;           // guarded by mutex_
  std::vector<std::string> notes_;     // guarded by mutex_
};

}  // namespace isnad::plugin
