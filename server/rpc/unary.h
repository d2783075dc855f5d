// Unary calls: a handler validates nothing and blocks on nothing; the work runs on the executor.
#pragma once

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "server/rpc/backend.h"

namespace isnad::rpc {

// A call in progress.
class Call {
 public:
  virtual ~Call() = default;

  // Whether the caller has gone or its deadline has passed. Cheap, thread-safe.
  virtual bool Cancelled() const = 0;
};

// What a method does: fills the response or says why not. Runs on an executor's thread.
using Work = std::function<absl::Status(const Call&)>;

// The reactor of a call whose `work` is queued on the backend's executor: OVERLOADED where its queue is full,
// DEADLINE_EXCEEDED where its turn comes too late. Counts and logs the call when it ends.
grpc::ServerUnaryReactor* RunUnary(const Backend& backend, std::string_view method,
                                   grpc::CallbackServerContext* context, Work work);

// The same for work that reads the store: with a reader of one state of it, or FAILED_PRECONDITION where
// there is none.
grpc::ServerUnaryReactor* RunReading(const Backend& backend, std::string_view method,
                                     grpc::CallbackServerContext* context,
                                     std::function<absl::Status(store::Reader&)> work);

// Counts and logs a call that has ended.
void RecordCall(const Backend& backend, std::string_view method, const std::string& peer,
                const absl::Status& status, std::chrono::steady_clock::time_point begin);

}  // namespace isnad::rpc
