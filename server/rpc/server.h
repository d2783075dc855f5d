// The gRPC server: the services, health, reflection and limits on one port, or in the process.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/server.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/rpc/backend.h"

namespace isnad::rpc {

struct ServerOptions {
  std::vector<std::string> listen;  // HOST:PORT, port 0 for any; empty: in the process only
  int max_message_bytes = 32 << 20;
  int max_streams = 256;  // calls at once on one connection
};

// A server that is running. Thread-safe.
class Server {
 public:
  // Starts serving. UNAVAILABLE naming the address where a port is in use or not allowed. `backend` must
  // outlive it.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const Backend& backend, const ServerOptions& options);

  // Shuts down at once where Shutdown was not called.
  ~Server();

  // The ports that it listens on, in the order of the options.
  const std::vector<int>& ports() const { return ports_; }

  // A channel within the process.
  std::shared_ptr<grpc::Channel> InProcessChannel();

  // Tells health checks that it ends, takes no new calls, waits for those in flight at most `grace` and
  // cancels what is left. True where nothing had to be cancelled. Call once, from a thread of the caller's
  // own.
  bool Shutdown(std::chrono::milliseconds grace);

 private:
  Server();
  struct Services;
  std::unique_ptr<Services> services_;
  std::vector<int> ports_;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace isnad::rpc
