// Requests: many articles in flight at once, answered in the order in which they were given.
#pragma once

#include <grpcpp/client_context.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>

#include "clients/cli/connection.h"

namespace isnad::cli {

// How many calls a command keeps in flight: enough to keep a server's threads busy, few enough for its queue.
inline constexpr size_t kCallsInFlight = 16;

// One call that was started; Wait returns once it has been answered.
template <typename Request, typename Response>
class PendingCall {
 public:
  using Start =
      std::function<void(grpc::ClientContext*, const Request*, Response*, std::function<void(grpc::Status)>)>;

  PendingCall(const Options& options, Request request, const Start& start) : request_(std::move(request)) {
    SetDeadline(options, context_);
    start(&context_, &request_, &response_, [this](const grpc::Status& status) {
      // Told under the lock: the waiter may destroy this object as soon as it sees `done_`.
      const std::lock_guard lock(mutex_);
      status_ = status;
      done_ = true;
      answered_.notify_one();
    });
  }

  const grpc::Status& Wait() {
    std::unique_lock lock(mutex_);
    answered_.wait(lock, [this] { return done_; });
    return status_;
  }

  const Response& response() const { return response_; }

 private:
  grpc::ClientContext context_;
  Request request_;
  Response response_;
  grpc::Status status_;
  std::mutex mutex_;
  std::condition_variable answered_;
  bool done_ = false;
};

}  // namespace isnad::cli
