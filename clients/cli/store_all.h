// Storing: what the commands that bring articles into the store share.
#pragma once

#include "clients/cli/input.h"
#include "clients/cli/options.h"

namespace isnad::cli {

// Stores what `source` gives, makes the store where there is none, and prints an answer for each: the name
// and what became of it, or why it was refused, in its place. Shows how far it is on a terminal.
ExitStatus StoreAll(const Options& options, ItemSource& source);

}  // namespace isnad::cli
