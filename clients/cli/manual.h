// The manual: what the program's own help says, as a page of man and as completion for shells, so that none
// of them can fall behind the other.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "clients/cli/commands.h"

namespace isnad::cli {

// isnad(1), in the man macros of roff, with all commands and their options.
std::string ManPage(const CLI::App& program);

// Scripts that complete commands, options and the words that an option takes; elsewhere files.
std::string BashCompletion(const CLI::App& program);
std::string ZshCompletion(const CLI::App& program);
std::string FishCompletion(const CLI::App& program);

// Adds `isnad manual man|bash|zsh|fish`, which prints one of these; not listed in the help, as it is for who
// packs isnad.
void AddManual(CLI::App& program, Options& options, Run& run);

}  // namespace isnad::cli
