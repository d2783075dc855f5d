// Serving: a server that runs until it is told to end.
#pragma once

#include "absl/status/status.h"
#include "server/app/application.h"

namespace isnad::app {

// Blocks SIGTERM, SIGINT and SIGPIPE in this thread and all that it starts. Call first in main, before any
// thread.
void BlockSignals();

// Starts a server, prints `listening on HOST:PORT` to standard output once it answers, and returns after
// SIGTERM or SIGINT: it then takes no new calls, finishes those in flight for at most `grace`, and stores
// what was taken. OK also where calls had to be cancelled. Needs BlockSignals.
absl::Status Serve(const Settings& settings, std::chrono::milliseconds grace);

}  // namespace isnad::app
