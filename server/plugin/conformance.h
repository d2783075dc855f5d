// Conformance: whether a plugin that loads keeps the conventions of the ABI.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/plugin/manifest.h"

namespace isnad::plugin {

// Runs the plugin in this process on texts that plugins fail on (empty, U+0000, marks alone, directions, many
// bytes, many lines) and looks at what it does: whether its spans and records are good, whether it says the
// same twice, in another instance and beside others in other threads, and whether it stops when it is told
// to. One line a fault, with what to do; none where it keeps them all.
//
// A plugin that crashes ends this process. One that does not stop when it is told to is waited for until its
// text is done. Requires that the plugin loads; an error where it does not.
absl::StatusOr<std::vector<std::string>> CheckConformance(const Manifest& manifest);

}  // namespace isnad::plugin
