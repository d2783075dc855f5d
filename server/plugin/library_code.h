// Plugins inside the server's own process.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "server/plugin/instance.h"
#include "server/plugin/manifest.h"

namespace isnad::plugin {

// Loads a manifest's library into this process, for good. An exception that it throws is caught and is a
// failure like any other; one that crashes or hangs takes this process with it. The manifest must outlive the
// code and its instances.
absl::StatusOr<std::unique_ptr<Code>> LoadCode(const Manifest& manifest, LogFunction log);

}  // namespace isnad::plugin
