// The packs of the tree, for the tests that run case files.
#pragma once

#include <string>

#include "plugins/core/pack.h"

namespace isnad::core {

// The pack of a language ("ar", else English), loaded once; nullptr, and a failed expectation, where its
// files don't load. Needs the source folder as working directory.
const Pack* PackOf(const std::string& language);

}  // namespace isnad::core
