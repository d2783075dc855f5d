// Conformance of judges: whether one that loads keeps the conventions of the ABI.
#pragma once

#include <string>
#include <vector>

#include "server/plugin/manifest.h"

namespace isnad::plugin {

// Runs the judge (see check.h for where) on pairs of claims that judges fail on (without words, time, holder
// or terms; with all of them; with many terms, zero bytes and large numbers), and looks at whether what it
// emits is good, and whether it says the same of (b, a), a second time, and in another instance. One line a
// fault, with what to do; none where it keeps them all. Requires that the plugin loads.
std::vector<std::string> CheckJudge(const Manifest& manifest, const std::string& host_program);

}  // namespace isnad::plugin
