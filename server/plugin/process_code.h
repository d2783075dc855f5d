// Plugins in processes of their own.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "server/plugin/instance.h"
#include "server/plugin/limits.h"
#include "server/plugin/manifest.h"

namespace isnad::plugin {

// Looks at a manifest's library in a process of `program` (isnad-plugin-host), one for each instance, that
// has no network, and once create() has returned no files. One that crashes, hangs, takes too much memory,
// floods or sends rubbish is ended: its call has failed with one line that says how, and its instance is not
// Alive(). Manifest and limits must outlive the code and its instances.
absl::StatusOr<std::unique_ptr<Code>> LoadInProcess(const Manifest& manifest, const std::string& program,
                                                    const Limits& limits, LogFunction log);

}  // namespace isnad::plugin
