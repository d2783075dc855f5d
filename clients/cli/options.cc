#include "clients/cli/options.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <string_view>

namespace isnad::cli {
namespace {

// Explanations come in the user's own language where it is one of ours.
std::string LanguageOfUser() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return std::string_view(value).starts_with("ar") ? "ar" : "en";
  }
  return "en";
}

}  // namespace

ExitStatus ExitStatusOf(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return kFine;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kOutOfRange:
      return kBadInput;
    default:
      return kFailed;
  }
}

ExitStatus Fail(const absl::Status& status) {
  fmt::print(stderr, "isnad: {}\n", std::string(status.message()));
  return ExitStatusOf(status);
}

void AddCommonOptions(CLI::App& command, Options& options, bool reports) {
  if (options.language.empty()) options.language = LanguageOfUser();
  constexpr char kGroup[] = "Options of every command";
  command
      .add_option("--server", options.server, "Ask the server at HOST:PORT instead of one in this process")
      ->group(kGroup);
  command.add_option("--db", options.places.store, "The store, an SQLite file")
      ->default_str(options.places.store)
      ->group(kGroup);
  std::map<std::string, Output> outputs = {{"text", Output::kText}, {"json", Output::kJson}};
  if (reports) {
    outputs.insert({{"sarif", Output::kSarif}, {"junit", Output::kJunit}, {"github", Output::kGithub}});
  }
  command.add_option("--output", options.output, "text for people, json for programs (a JSON object a line)")
      ->transform(CLI::CheckedTransformer(outputs).description(reports ? "text|json|sarif|junit|github"
                                                                       : "text|json"))
      ->default_str("text")
      ->group(kGroup);
  command.add_option("--language", options.language, "The language of explanations, ar or en")
      ->check(CLI::IsMember({"ar", "en"}).description("ar|en"))
      ->default_str(options.language)
      ->group(kGroup);
  command
      .add_option("--plugins", options.places.plugins,
                  "Folders that hold plugins, in place of the one beside isnad")
      ->group(kGroup);
  command.add_option("--aliases", options.places.aliases, "The file that says which names are one person's")
      ->default_str(options.places.aliases)
      ->group(kGroup);
  command
      .add_option("--suggest", options.thresholds.suggest,
                  "The score, 0 to 1, from which on relations are kept; the server's where there is one")
      ->default_str("0")
      ->group(kGroup);
  command
      .add_option("--flag", options.thresholds.flag,
                  "The score from which on they are shown and reported; the server's where there is one")
      ->default_str("0.5")
      ->group(kGroup);
  command.add_option("--log-level", options.log_level, "What is logged to standard error")
      ->check(CLI::IsMember({"debug", "info", "warning", "error", "off"})
                  .description("debug|info|warning|error|off"))
      ->default_str(options.log_level)
      ->group(kGroup);
  command.add_option("--timeout", options.timeout_seconds, "Seconds that one call may take")
      ->check(CLI::Range(1, 86400))
      ->default_str("60")
      ->group(kGroup);
}

}  // namespace isnad::cli
