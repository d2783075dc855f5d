#include "server/rpc/unary.h"

#include "server/obs/log.h"
#include "server/rpc/errors.h"

namespace isnad::rpc {
namespace {

// Ends itself: gRPC calls OnDone once after Finish, and the executor's task holds a share of the state it
// needs.
class UnaryReactor final : public grpc::ServerUnaryReactor, public Call {
 public:
  UnaryReactor(const Backend& backend, std::string_view method, grpc::CallbackServerContext* context)
      : backend_(backend),
        method_(method),
        peer_(context->peer()),
        deadline_(context->deadline()),
        begin_(std::chrono::steady_clock::now()) {}

  void Start(Work work) {
    const Backend& backend = backend_;  // once queued, the call may have ended and taken this object with it
    const bool queued = backend.executor->TrySchedule([this, work = std::move(work)] { End(Run(work)); });
    backend.metrics->SetQueueLength(backend.executor->queue_length());
    if (!queued) End(Overloaded());
  }

  bool Cancelled() const override {
    return cancelled_.load(std::memory_order_relaxed) || std::chrono::system_clock::now() > deadline_;
  }

  void OnCancel() override { cancelled_.store(true, std::memory_order_relaxed); }
  void OnDone() override { delete this; }

 private:
  absl::Status Run(const Work& work) {
    if (cancelled_) return absl::CancelledError("the caller has gone");
    if (Cancelled()) return absl::DeadlineExceededError("the deadline passed before the call's turn came");
    absl::Status status = work(*this);
    if (absl::IsCancelled(status) && !cancelled_ && Cancelled()) {
      return absl::DeadlineExceededError("the deadline passed during the work");
    }
    return status;
  }

  void End(const absl::Status& status) {
    RecordCall(backend_, method_, peer_, status, begin_);
    Finish(ToGrpc(status));
  }

  const Backend& backend_;
  const std::string_view method_;
  const std::string peer_;
  const std::chrono::system_clock::time_point deadline_;
  const std::chrono::steady_clock::time_point begin_;
  std::atomic<bool> cancelled_{false};
};

}  // namespace

grpc::ServerUnaryReactor* RunUnary(const Backend& backend, std::string_view method,
                                   grpc::CallbackServerContext* context, Work work) {
  auto* reactor = new UnaryReactor(backend, method, context);
  reactor->Start(std::move(work));
  return reactor;
}

grpc::ServerUnaryReactor* RunReading(const Backend& backend, std::string_view method,
                                     grpc::CallbackServerContext* context,
                                     std::function<absl::Status(store::Reader&)> work) {
  return RunUnary(backend, method, context, [&backend, work = std::move(work)](const Call&) -> absl::Status {
    if (backend.store == nullptr) return NoStore();
    auto reader = backend.store->Read();
    if (!reader.ok()) return reader.status();
    return work(**reader);
  });
}

void RecordCall(const Backend& backend, std::string_view method, const std::string& peer,
                const absl::Status& status, std::chrono::steady_clock::time_point begin) {
  const auto latency =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
  const std::string code = CodeName(status.code());
  const std::string reason = ErrorReason(status);
  backend.metrics->CountCall(method, code, latency);
  obs::LogCall({.method = method, .code = code, .reason = reason, .peer = peer, .latency = latency});
}

}  // namespace isnad::rpc
