// The judgement sink: where the host takes what a judge says of one pair, and checks it.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "plugins/abi/isnad_plugin.h"
#include "server/compare/judge.h"

namespace isnad::plugin {

// Takes one judgement at most. Used by one thread, for one call; the judge is told to stop once `deadline`
// has passed.
class JudgementSink {
 public:
  explicit JudgementSink(std::chrono::steady_clock::time_point deadline);
  JudgementSink(const JudgementSink&) = delete;
  JudgementSink& operator=(const JudgementSink&) = delete;

  const isnad_sink& abi() const { return abi_; }

  // What the judge said, if it returned `code` OK, in time, and nothing was wrong with it; a verdict of
  // UNSPECIFIED where it said nothing. Else one line that says what it did wrong.
  absl::StatusOr<compare::Judgement> Finish(isnad_code code) const;

 private:
  static isnad_code EmitThunk(void* context, const isnad_record* record) noexcept;
  static void ErrorThunk(void* context, isnad_str message) noexcept;
  static int32_t CancelledThunk(void* context) noexcept;

  std::string Take(const isnad_record& record);
  std::string TakeAttribute(const isnad_attribute& attribute);
  bool TooLate() const { return std::chrono::steady_clock::now() > deadline_; }

  const std::chrono::steady_clock::time_point deadline_;
  isnad_sink abi_;
  compare::Judgement judgement_;
  bool said_ = false;
  bool sure_ = false;    // says how much
  std::string fault_;    // ours
  std::string message_;  // the judge's own
};

}  // namespace isnad::plugin
