// Where a plugin's code runs: in this process or in one of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "plugins/abi/isnad_plugin.h"
#include "server/compare/judge.h"
#include "server/plugin/judgement_sink.h"
#include "server/plugin/record_sink.h"

namespace isnad::plugin {

// One instance of a plugin. Used by one thread at a time.
class Instance {
 public:
  virtual ~Instance() = default;

  // Lets the plugin fill the sink, and finishes it. An error is one line that says what the plugin did wrong;
  // CANCELLED where the caller has gone.
  virtual absl::Status Extract(RecordSink& sink) = 0;
  // The same of a judge.
  virtual absl::StatusOr<compare::Judgement> Judge(const isnad_pair& pair, JudgementSink& sink) = 0;

  // Whether it can be called again.
  virtual bool Alive() const { return true; }
};

// A plugin's code, loaded and found good. Thread-safe.
class Code {
 public:
  virtual ~Code() = default;

  // Makes an instance. All that the plugin found wrong with its configuration is added to `faults`, if that
  // is given; the error holds the first.
  virtual absl::StatusOr<std::unique_ptr<Instance>> Make(std::vector<std::string>* faults) = 0;

  virtual uint32_t stage() const = 0;
};

inline constexpr size_t kMaxTold = 1000;  // faults and notes that are kept

// Takes what a plugin logs (ISNAD_LOG_*), from any thread.
using LogFunction = std::function<void(int32_t severity, std::string line)>;

// The sink of create(), which takes what it says is wrong.
class CreateErrors {
 public:
  CreateErrors() : sink_{sizeof(isnad_sink), this, &Emit, &Error, &Cancelled} {}
  CreateErrors(const CreateErrors&) = delete;
  CreateErrors& operator=(const CreateErrors&) = delete;

  const isnad_sink& abi() const { return sink_; }

  std::vector<std::string> messages;  // the first kMaxTold, one line each

 private:
  static isnad_code Emit(void*, const isnad_record*) noexcept { return ISNAD_FAILED_PRECONDITION; }
  static int32_t Cancelled(void*) noexcept { return 0; }
  static void Error(void* context, isnad_str message) noexcept;

  isnad_sink sink_;
};

// The error of a create() that failed with these messages, the first of which it names.
absl::Status CannotStart(const std::string& manifest, isnad_code code, std::vector<std::string> messages,
                         std::vector<std::string>* faults);

}  // namespace isnad::plugin
