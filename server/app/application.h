// The application: everything that a server is made of, put together and taken apart in the right order.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/app/places.h"
#include "server/compare/judge.h"
#include "server/plugin/limits.h"
#include "server/rpc/server.h"

namespace isnad::app {

// What the store is used for.
enum class StoreUse {
  kNone,    // no store is opened
  kRead,    // it must exist
  kCreate,  // it is made where it does not exist, its folder too
};

struct Settings {
  Places places;
  StoreUse store_use = StoreUse::kRead;
  int threads = 0;           // that answer calls and analyse; 0: one a processor
  size_t max_waiting = 256;  // calls that wait for a thread
  rpc::ServerOptions server;
  compare::Thresholds thresholds;
  plugin::Limits plugin_limits;
  std::string metrics;  // HOST:PORT to serve metrics on; empty: nowhere
};

// A running server with its plugins and store.
class Application {
 public:
  // Errors say what to do: thresholds out of order (INVALID_ARGUMENT), a missing plugin or message folder
  // (NOT_FOUND), an alias file with a bad line (INVALID_ARGUMENT), a store that can't be used (see
  // OpenSqlite), a port in use (UNAVAILABLE). A missing alias file in its default place is no error: then
  // there are no aliases. A plugin that can't be loaded is logged and listed.
  static absl::StatusOr<std::unique_ptr<Application>> Start(const Settings& settings);

  // Drains: no grace for calls in flight, but all that ingestion has taken is stored.
  ~Application();

  rpc::Server& server() { return *server_; }

  // The plugins that could not be loaded, each with the reason.
  std::vector<v1::Plugin> RefusedPlugins() const;

  // See rpc::Server::Shutdown; afterwards everything that was taken is stored and all threads have ended.
  bool Drain(std::chrono::milliseconds grace);

 private:
  struct Parts;
  Application();
  std::unique_ptr<Parts> parts_;
  std::unique_ptr<rpc::Server> server_;
};

}  // namespace isnad::app
