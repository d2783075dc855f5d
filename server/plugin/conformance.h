// Conformance: whether a plugin that loads keeps the conventions of the ABI.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/plugin/manifest.h"

namespace isnad::plugin {

// Runs the plugin on texts that plugins fail on (empty, U+0000, marks alone, directions, many bytes, many
// lines) and looks at what it does: whether its spans and records are good, whether it says the same twice, in
// another instance and beside others in other threads, and whether it stops when it is told to. One line a
// fault, with what to do; none where it keeps them all.
//
// First in processes of `host_program` (isnad-plugin-host), where crashes and hangs are faults like others and
// ten seconds are the most for a text. Only if nothing was found there, or the program is empty, in this one:
// that instances share something, or never ask whether to stop, can be seen in one process alone. Requires
// that the plugin loads; an error where it does not.
absl::StatusOr<std::vector<std::string>> CheckConformance(const Manifest& manifest,
                                                          const std::string& host_program);

}  // namespace isnad::plugin
