#include "server/plugin/process_code.h"

#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <utility>

#include "plugins/host/wire.h"
#include "server/plugin/child.h"
#include "server/plugin/library.h"

namespace isnad::plugin {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kSlice{20};  // between two looks at whether the caller has gone

absl::Status Rubbish() { return absl::InternalError("its process sent what is no answer"); }

absl::Status TooLong(milliseconds most) {
  return absl::DeadlineExceededError(fmt::format("took longer than {} ms and was ended", most.count()));
}

// Waits for the end of what the process is at. Hands on what it says meanwhile.
class Listener {
 public:
  Listener(Child& child, const isnad_sink& sink, const LogFunction& log, const Limits& limits)
      : child_(child),
        sink_(sink),
        log_(log),
        limits_(limits),
        until_(steady_clock::now() + limits.max_time),
        kill_at_(until_) {}

  // The code that it ended with, or that it was told to end with. An error where it has to be ended itself.
  absl::StatusOr<isnad_code> UntilDone() {
    while (true) {
      auto frame = child_.Receive(kSlice);
      if (!frame.ok()) return frame.status();
      const auto now = steady_clock::now();
      if (now >= kill_at_) return stopped_ && now < until_ ? GoesOn() : TooLong(limits_.max_time);
      if (!stopped_ && sink_.cancelled(sink_.context) != 0) {
        if (absl::Status status = Stop(ISNAD_CANCELLED); !status.ok()) return status;
      }
      if (!*frame) continue;
      if ((*frame)->type == host::FrameType::kDone) return Done((*frame)->payload);
      if (absl::Status status = Take(**frame); !status.ok()) return status;
    }
  }

  // Whether the process was told to stop and has not.
  bool goes_on() const { return goes_on_; }

 private:
  absl::StatusOr<isnad_code> GoesOn() {
    goes_on_ = true;
    return *stopped_;
  }

  absl::StatusOr<isnad_code> Done(std::string_view payload) const {
    host::Reader in(payload);
    const auto code = in.Pod<isnad_code>();
    if (!in.ok()) return Rubbish();
    return stopped_.value_or(code);
  }

  absl::Status Stop(isnad_code code) {
    stopped_ = code;
    kill_at_ = std::min(until_, steady_clock::now() + limits_.grace);
    host::Writer out;
    out.Pod(code);
    return child_.Send(host::FrameType::kStop, out.bytes());
  }

  absl::Status Take(const Child::Frame& frame) {
    host::Reader in(frame.payload);
    switch (frame.type) {
      case host::FrameType::kRecords:
        return TakeRecords(in);
      case host::FrameType::kError:
        sink_.error(sink_.context, {frame.payload.data(), frame.payload.size()});
        return absl::OkStatus();
      case host::FrameType::kLog: {
        const auto severity = in.Pod<int32_t>();
        const isnad_str words = in.Str();
        if (!in.ok()) return Rubbish();
        if (words.data != nullptr) log_(severity, OneLine({words.data, words.size}));
        return absl::OkStatus();
      }
      default:
        return Rubbish();
    }
  }

  absl::Status TakeRecords(host::Reader& in) {
    host::RecordReader reader;
    while (!stopped_ && !in.AtEnd()) {
      const isnad_record* record = reader.Next(in);
      if (record == nullptr) return Rubbish();
      const isnad_code code = sink_.emit(sink_.context, record);
      if (code != ISNAD_OK) return Stop(code);
    }
    return absl::OkStatus();
  }

  Child& child_;
  const isnad_sink& sink_;
  const LogFunction& log_;
  const Limits& limits_;
  const steady_clock::time_point until_;
  steady_clock::time_point kill_at_;
  std::optional<isnad_code> stopped_;
  bool goes_on_ = false;
};

class ProcessInstance final : public Instance {
 public:
  ProcessInstance(std::unique_ptr<Child> child, uint32_t abi_minor, const LogFunction& log,
                  const Limits& limits)
      : child_(std::move(child)), abi_minor_(abi_minor), log_(log), limits_(limits) {}

  absl::Status Extract(RecordSink& sink) override {
    host::Writer out;
    host::Write(out, sink.Input());
    sink.ComesFrom(abi_minor_);
    const absl::StatusOr<isnad_code> code = Call(host::FrameType::kExtract, out, sink.abi());
    return code.ok() ? sink.Finish(*code) : code.status();
  }

  absl::StatusOr<compare::Judgement> Judge(const isnad_pair& pair, JudgementSink& sink) override {
    host::Writer out;
    host::Write(out, pair);
    const absl::StatusOr<isnad_code> code = Call(host::FrameType::kJudge, out, sink.abi());
    if (!code.ok()) return code.status();
    return sink.Finish(*code);
  }

  bool Alive() const override { return alive_; }

 private:
  absl::StatusOr<isnad_code> Call(host::FrameType type, const host::Writer& input, const isnad_sink& sink) {
    absl::StatusOr<isnad_code> code = Ask(type, input.bytes(), sink);
    alive_ = alive_ && code.ok();
    if (!alive_) child_.reset();
    return code;
  }

  absl::StatusOr<isnad_code> Ask(host::FrameType type, std::string_view input, const isnad_sink& sink) {
    if (absl::Status status = child_->Put(input); !status.ok()) return status;
    host::Writer out;
    out.Pod<uint64_t>(input.size());
    if (absl::Status status = child_->Send(type, out.bytes()); !status.ok()) return status;
    Listener listener(*child_, sink, log_, limits_);
    absl::StatusOr<isnad_code> code = listener.UntilDone();
    alive_ = !listener.goes_on();
    return code;
  }

  std::unique_ptr<Child> child_;  // null once it is not alive
  const uint32_t abi_minor_;
  const LogFunction& log_;
  const Limits& limits_;
  bool alive_ = true;
};

class ProcessCode final : public Code {
 public:
  ProcessCode(const Manifest& manifest, std::string program, const Limits& limits, LogFunction log)
      : manifest_(manifest), program_(std::move(program)), limits_(limits), log_(std::move(log)) {}

  uint32_t stage() const override { return facts_.stage; }

  // Looks at the table, in a process that goes no further.
  absl::Status Load() {
    auto child = Child::Start(program_);
    if (!child.ok()) return child.status();
    auto facts = LoadInto(**child);
    if (!facts.ok()) return facts.status();
    facts_ = *std::move(facts);
    return absl::OkStatus();
  }

  absl::StatusOr<std::unique_ptr<Instance>> Make(std::vector<std::string>* faults) override {
    auto child = Child::Start(program_);
    if (!child.ok()) return child.status();
    auto facts = LoadInto(**child);
    if (!facts.ok()) return facts.status();
    if (absl::Status status = (*child)->Send(host::FrameType::kCreate, manifest_.config); !status.ok())
      return status;
    CreateErrors errors;
    const absl::StatusOr<isnad_code> code = Listener(**child, errors.abi(), log_, limits_).UntilDone();
    if (code.ok() && *code == ISNAD_OK)
      return std::make_unique<ProcessInstance>(*std::move(child), facts->abi_minor, log_, limits_);
    if (!code.ok()) errors.messages.insert(errors.messages.begin(), std::string(code.status().message()));
    return CannotStart(manifest_.path, code.ok() ? *code : ISNAD_INTERNAL, std::move(errors.messages),
                       faults);
  }

 private:
  absl::StatusOr<host::TableFacts> LoadInto(Child& child) const {
    host::Writer out;
    out.Pod(limits_.max_memory);
    out.Str(manifest_.library);
    if (absl::Status status = child.Send(host::FrameType::kLoad, out.bytes()); !status.ok())
      return Refused(status.message());
    std::string why;
    for (const auto until = steady_clock::now() + limits_.max_time; steady_clock::now() < until;) {
      const auto frame = child.Receive(kSlice);
      if (!frame.ok()) return Refused(frame.status().message());
      if (!*frame) continue;
      host::Reader in((*frame)->payload);
      if ((*frame)->type == host::FrameType::kTable) {
        host::TableFacts facts = host::ReadFacts(in);
        if (!in.ok()) return Refused(Rubbish().message());
        if (absl::Status status = CheckTable(manifest_, facts); !status.ok()) return status;
        return facts;
      }
      if ((*frame)->type == host::FrameType::kDone) return Refused(why);
      if ((*frame)->type == host::FrameType::kError) why = OneLine((*frame)->payload);
    }
    return Refused(TooLong(limits_.max_time).message());
  }

  absl::Status Refused(absl::string_view why) const {
    return absl::FailedPreconditionError(fmt::format("{}: {}", manifest_.library, std::string(why)));
  }

  const Manifest& manifest_;
  const std::string program_;
  const Limits& limits_;
  const LogFunction log_;
  host::TableFacts facts_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Code>> LoadInProcess(const Manifest& manifest, const std::string& program,
                                                    const Limits& limits, LogFunction log) {
  if (absl::Status status = CheckLibraryFile(manifest); !status.ok()) return status;
  auto code = std::make_unique<ProcessCode>(manifest, program, limits, std::move(log));
  if (absl::Status status = code->Load(); !status.ok()) return status;
  return code;
}

}  // namespace isnad::plugin
