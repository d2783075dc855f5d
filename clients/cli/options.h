// Options that every command takes, and what a command leaves behind.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "server/app/places.h"
#include "server/compare/judge.h"
#include "server/plugin/limits.h"

namespace isnad::cli {

// How the program ends; see CONTRACT in docs/cli.md.
enum ExitStatus : int {
  kFine = 0,
  kFound = 1,     // check: something at or above --fail-on
  kBadInput = 2,  // usage, or an input that was refused
  kFailed = 3,    // the server or the store can't be reached, or failed
};

// The exit status for an error: the caller's faults are kBadInput, the rest kFailed.
ExitStatus ExitStatusOf(const absl::Status& status);

// Prints `isnad: MESSAGE` to standard error and returns the status's exit status.
ExitStatus Fail(const absl::Status& status);

enum class Output { kText, kJson, kSarif, kJunit, kGithub, kCsv, kAnnotations, kClaimReview };

// What the options that every command takes are listed under.
inline constexpr char kCommonGroup[] = "Options of every command";

// What stands before or behind any command.
struct Options {
  app::Places places;
  std::string server;  // HOST:PORT; empty: in this process
  Output output = Output::kText;
  std::string language;            // of explanations: ar or en
  std::string log_level = "off";   // a command tells its errors itself
  int timeout_seconds = 60;        // of one call
  compare::Thresholds thresholds;  // of a server in this process, as what follows
  plugin::Limits plugin_limits;
};

// Adds --server, --db, --output, --language, --plugins, --isolate, --plugin-timeout, --plugin-memory,
// --aliases, --suggest, --flag, --log-level and
// --timeout to a command.
// Outputs are text and json, and the `further` ones of the command: sarif, junit, github, csv, annotations,
// claimreview.
void AddCommonOptions(CLI::App& command, Options& options,
                      std::initializer_list<std::string_view> further = {});

}  // namespace isnad::cli
