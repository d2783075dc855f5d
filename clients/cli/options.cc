#include "clients/cli/options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

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

constexpr std::pair<std::string_view, Output> kOutputs[] = {{"text", Output::kText},
                                                            {"json", Output::kJson},
                                                            {"sarif", Output::kSarif},
                                                            {"junit", Output::kJunit},
                                                            {"github", Output::kGithub},
                                                            {"csv", Output::kCsv},
                                                            {"annotations", Output::kAnnotations},
                                                            {"claimreview", Output::kClaimReview}};

// Takes the name of an output that a command offers for its number.
CLI::Validator OneOf(std::vector<std::string_view> offered) {
  const std::string names = fmt::format("{}", fmt::join(offered, "|"));
  return CLI::Validator(
      [offered = std::move(offered), names](std::string& value) {
        const auto known = std::find_if(std::begin(kOutputs), std::end(kOutputs),
                                        [&](const auto& output) { return output.first == value; });
        if (known == std::end(kOutputs) || std::find(offered.begin(), offered.end(), value) == offered.end())
          return fmt::format("'{}' is none of {}", value, names);
        value = std::to_string(static_cast<int>(known->second));
        return std::string();
      },
      names);
}

}  // namespace

ExitStatus ExitStatusOf(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return kFine;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kOutOfRange:
    case absl::StatusCode::kAlreadyExists:
      return kBadInput;
    default:
      return kFailed;
  }
}

ExitStatus Fail(const absl::Status& status) {
  fmt::print(stderr, "isnad: {}\n", std::string(status.message()));
  return ExitStatusOf(status);
}

void AddCommonOptions(CLI::App& command, Options& options, std::initializer_list<std::string_view> further) {
  if (options.language.empty()) options.language = LanguageOfUser();
  command
      .add_option("--server", options.server, "Ask the server at HOST:PORT instead of one in this process")
      ->group(kCommonGroup);
  command
      .add_option("--db,--store", options.places.store,
                  "The store: an SQLite file, or postgres://USER@HOST/DATABASE")
      ->default_str(options.places.store)
      ->group(kCommonGroup);
  std::vector<std::string_view> outputs = {"text", "json"};
  outputs.insert(outputs.end(), further);
  command.add_option("--output", options.output, "text for people, json for programs (a JSON object a line)")
      ->transform(OneOf(std::move(outputs)))
      ->default_str("text")
      ->group(kCommonGroup);
  command.add_option("--language", options.language, "The language of explanations, ar or en")
      ->check(CLI::IsMember({"ar", "en"}).description("ar|en"))
      ->default_str(options.language)
      ->group(kCommonGroup);
  command
      .add_option("--plugins", options.places.plugins,
                  "Folders that hold plugins, in place of the one beside isnad")
      ->allow_extra_args(false)  // so that what stands behind a folder is not taken for one
      ->group(kCommonGroup);
  command
      .add_option_function<std::string>(
          "--isolate",
          [&options](const std::string& which) {
            if (which == "all") options.places.own_plugins.clear();
            if (which == "none") options.places.plugin_host.clear();
          },
          "Which plugins run in processes of their own: others, which are all but those beside isnad")
      ->check(CLI::IsMember({"others", "all", "none"}).description("others|all|none"))
      ->default_str("others")
      ->group(kCommonGroup);
  command
      .add_option_function<int>(
          "--plugin-timeout",
          [&options](int seconds) { options.plugin_limits.max_time = std::chrono::seconds(seconds); },
          "Seconds that a plugin in a process of its own may take over one article")
      ->check(CLI::Range(1, 3600))
      ->default_str("30")
      ->group(kCommonGroup);
  command
      .add_option_function<uint64_t>(
          "--plugin-memory",
          [&options](uint64_t mebibytes) { options.plugin_limits.max_memory = mebibytes << 20; },
          "MiB of address space that such a process may take")
      ->check(CLI::Range(64, 1 << 20))
      ->default_str("4096")
      ->group(kCommonGroup);
  command.add_option("--aliases", options.places.aliases, "The file that says which names are one person's")
      ->default_str(options.places.aliases)
      ->group(kCommonGroup);
  command
      .add_option("--suggest", options.thresholds.suggest,
                  "The score, 0 to 1, from which on relations are kept; the server's where there is one")
      ->default_str("0")
      ->group(kCommonGroup);
  command
      .add_option("--flag", options.thresholds.flag,
                  "The score from which on they are shown and reported; the server's where there is one")
      ->default_str("0.5")
      ->group(kCommonGroup);
  command.add_option("--log-level", options.log_level, "What is logged to standard error")
      ->check(CLI::IsMember({"debug", "info", "warning", "error", "off"})
                  .description("debug|info|warning|error|off"))
      ->default_str(options.log_level)
      ->group(kCommonGroup);
  command.add_option("--timeout", options.timeout_seconds, "Seconds that one call may take")
      ->check(CLI::Range(1, 86400))
      ->default_str("60")
      ->group(kCommonGroup);
}

}  // namespace isnad::cli
