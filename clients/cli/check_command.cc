// isnad check: the check of new articles against the corpus.
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ctime>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "clients/cli/article_requests.h"
#include "clients/cli/baseline.h"
#include "clients/cli/changed_lines.h"
#include "clients/cli/check_config.h"
#include "clients/cli/check_report.h"
#include "clients/cli/check_rules.h"
#include "clients/cli/commands.h"
#include "clients/cli/input.h"
#include "clients/cli/json_output.h"
#include "clients/cli/suppressions.h"
#include "clients/cli/text_output.h"

namespace isnad::cli {
namespace {

struct CheckOptions {
  std::vector<std::string> inputs;
  std::optional<v1::ProblemLevel> fail_on;  // unspecified: never; not given: the configuration's, else error
  std::string baseline;                     // a path; empty: the configuration's, else none
  bool update_baseline = false;
  std::string diff_base;  // a commit; empty: whole files count
  std::string config;     // a path; empty: the nearest one
  bool no_config = false;
  bool corpus_given = false;  // by --db or --server, which the configuration's then is not
  bool list_rules = false;
  std::string explain;   // a rule
  CheckConfig settings;  // what the configuration says
};

std::string Today() {
  const std::time_t now = std::time(nullptr);
  std::tm utc = {};
  gmtime_r(&now, &utc);
  return fmt::format("{:%Y-%m-%d}", utc);
}

// The gravest that happened to the articles so far.
class CheckResult {
 public:
  explicit CheckResult(v1::ProblemLevel fail_on) : fail_on_(fail_on) {}

  void Add(const CheckedInput& checked, const v1::CheckArticleResponse& response) {
    const std::string& input = checked.label;
    if (response.extractors().empty()) {
      Fault(fmt::format(
          "{}: nothing was checked: no plugin reads the article's language; set languageCode, or see "
          "`isnad plugins`",
          input));
    }
    for (const v1::ExtractorFailure& failure : response.failures()) {
      Fault(fmt::format("{}: {} failed: {}", input, failure.plugin(), failure.message()));
    }
    for (const v1::Problem& problem : checked.problems) {
      found_ |= AtLeast(problem.level(), fail_on_);
    }
  }

  ExitStatus Status(ExitStatus refused) const {
    if (faulty_ || refused == kFailed) return kFailed;
    if (refused == kBadInput) return kBadInput;
    return found_ ? kFound : kFine;
  }

 private:
  void Fault(const std::string& message) {
    fmt::print(stderr, "isnad: {}\n", message);
    faulty_ = true;
  }

  const v1::ProblemLevel fail_on_;
  bool found_ = false;
  bool faulty_ = false;
};

// `,"places":[…]`, one a problem, with columns in UTF-16 code units and in code points; nothing where there
// is no problem.
std::string PlacesJson(const std::vector<Place>& places) {
  std::vector<std::string> written;
  for (const Place& place : places) {
    written.push_back(fmt::format(
        R"({{"line":{},"column":{},"codePoint":{},"endLine":{},"endColumn":{},"endCodePoint":{}}})",
        place.line, place.column, place.code_point, place.end_line, place.end_column, place.end_code_point));
  }
  return written.empty() ? "" : fmt::format(R"(,"places":[{}])", fmt::join(written, ","));
}

void PrintChecked(const Options& options, const CheckedInput& checked, v1::CheckArticleResponse response) {
  if (options.output == Output::kJson) {
    response.mutable_problems()->Assign(checked.problems.begin(), checked.problems.end());
    // The input goes before the response's own fields: {"input": "x.txt", "places": […], "problems": […]}.
    const std::string json = ToJson(response);
    fmt::print("{{\"input\":{}{}{}{}\n", JsonString(checked.label), PlacesJson(checked.places),
               json == "{}" ? "" : ",", json.substr(1));
    return;
  }
  for (size_t i = 0; i < checked.problems.size(); ++i) {
    const Place& place = checked.places[i];
    const std::string at = place.line > 0 && place.column > 0
                               ? fmt::format("{}:{}:{}", place.path, place.line, place.column)
                               : checked.label;
    PrintProblem(at, checked.problems[i], place.excerpt);
  }
}

void PrintReport(const Options& options, const CheckOptions& check, const std::vector<CheckedInput>& inputs) {
  switch (options.output) {
    case Output::kSarif:
      fmt::print("{}", Sarif(inputs));
      break;
    case Output::kJunit:
      fmt::print("{}", Junit(inputs, *check.fail_on));
      break;
    case Output::kGithub:
      fmt::print("{}", GithubAnnotations(inputs));
      break;
    default:
      break;  // was printed article by article
  }
}

// The answers, without what the writer or the baseline lets stand, printed as they come or kept for a report.
class Checked {
 public:
  Checked(const Options& options, const CheckOptions& check, Baseline baseline)
      : options_(options), check_(check), baseline_(std::move(baseline)), result_(*check.fail_on) {}

  void Add(const InputItem& input, const v1::CheckArticleResponse& response) {
    CheckedInput checked(input, response);
    check_.settings.Apply(checked);
    Suppress(checked.Bytes(), today_, checked);
    if (!check_.diff_base.empty() && input.label != kStandardInput) {
      const auto lines = ChangedLines(check_.diff_base, checked.path());
      if (!lines.ok()) {
        failure_ = lines.status();
        return;
      }
      KeepChanged(*lines, checked);
    }
    for (const v1::Problem& problem : checked.problems) found_.insert(FingerprintOf(problem));
    baseline_.Subtract(checked);
    result_.Add(checked, response);
    if (options_.output == Output::kText || options_.output == Output::kJson) {
      PrintChecked(options_, checked, response);
    } else {
      report_.push_back(std::move(checked));
    }
  }

  ExitStatus End(ExitStatus refused) const {
    if (!failure_.ok()) return Fail(failure_);
    PrintReport(options_, check_, report_);
    if (!check_.update_baseline) return result_.Status(refused);
    const absl::Status updated = baseline_.Update(found_);
    return updated.ok() ? result_.Status(refused) : Fail(updated);
  }

 private:
  const Options& options_;
  const CheckOptions& check_;
  const std::string today_ = Today();
  Baseline baseline_;
  CheckResult result_;
  std::set<std::string> found_;
  std::vector<CheckedInput> report_;
  absl::Status failure_;  // of git
};

// Reads the configuration, and takes from it what no option says.
absl::Status Configure(CheckOptions& check) {
  const std::string path = check.no_config        ? ""
                           : check.config.empty() ? CheckConfig::Find(".")
                                                  : check.config;
  if (!path.empty()) {
    auto config = CheckConfig::Read(path);
    if (!config.ok()) return config.status();
    check.settings = *std::move(config);
  }
  if (!check.fail_on) check.fail_on = check.settings.fail_on().value_or(v1::PROBLEM_LEVEL_ERROR);
  if (check.baseline.empty()) check.baseline = check.settings.baseline();
  if (!check.update_baseline || !check.baseline.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError("--update-baseline: name the file with --baseline");
}

ExitStatus ListRules(const Options& options) {
  for (const CheckRule& rule : CheckRules()) {
    if (options.output == Output::kJson) {
      fmt::print(R"({{"rule":"{}","level":"{}","about":{}}})"
                 "\n",
                 rule.id, NameOf(rule.level), JsonString(rule.about));
    } else {
      fmt::print("{:<24} {:<8} {}\n", rule.id, NameOf(rule.level), rule.about);
    }
  }
  return kFine;
}

ExitStatus Explain(const Options& options, const std::string& rule) {
  const absl::StatusOr<std::string> page = PageOf(rule, options.places.rules);
  if (!page.ok()) return Fail(page.status());
  fmt::print("{}", *page);
  return kFine;
}

ExitStatus RunCheck(Options options, CheckOptions& check) {
  if (check.list_rules) return ListRules(options);
  if (!check.explain.empty()) return Explain(options, check.explain);
  if (absl::Status status = Configure(check); !status.ok()) return Fail(status);
  if (!check.corpus_given) {
    if (!check.settings.db().empty()) options.places.store = check.settings.db();
    options.server = check.settings.server();
  }
  absl::StatusOr<Baseline> baseline = check.baseline.empty() ? Baseline() : Baseline::Read(check.baseline);
  if (!baseline.ok()) return Fail(baseline.status());
  auto connection = Connection::Open(options, app::StoreUse::kRead);
  if (!connection.ok()) return Fail(connection.status());
  Checked checked(options, check, *std::move(baseline));
  const ExitStatus refused = ForEachArticle<v1::CheckArticleRequest, v1::CheckArticleResponse>(
      options, check.inputs,
      [&](auto* context, auto* request, auto* response, auto done) {
        (*connection)->articles->async()->CheckArticle(context, request, response, std::move(done));
      },
      [&](const InputItem& input, const v1::CheckArticleResponse& response) {
        checked.Add(input, response);
      });
  return checked.End(refused);
}

}  // namespace

void AddCheck(CLI::App& program, Options& options, Run& run) {
  auto check = std::make_shared<CheckOptions>();
  auto& command = *program.add_subcommand("check", "Check new articles against the corpus; store nothing");
  AddCommonOptions(command, options, {"sarif", "junit", "github"});
  // Required, so that a folder called `articles` is none of the program's other commands.
  auto* inputs = command
                     .add_option("INPUT", check->inputs,
                                 "Files (.jsonl, .jsonl.gz, .txt, .md, .html), folders of them, or -")
                     ->required();
  const std::map<std::string, v1::ProblemLevel> levels = {{"error", v1::PROBLEM_LEVEL_ERROR},
                                                          {"warning", v1::PROBLEM_LEVEL_WARNING},
                                                          {"note", v1::PROBLEM_LEVEL_NOTE},
                                                          {"never", v1::PROBLEM_LEVEL_UNSPECIFIED}};
  command
      .add_option_function<std::string>(
          "--fail-on", [check, levels](const std::string& level) { check->fail_on = levels.at(level); },
          "End with status 1 where a problem is at least this grave")
      ->check(CLI::IsMember(levels).description("error|warning|note|never"))
      ->default_str("error");
  command.add_option("--config", check->config,
                     "The configuration, in place of the nearest .isnad-check.yaml here or above");
  command.add_flag("--no-config", check->no_config, "Read none");
  command.add_flag_function(
      "--list-rules",
      [check, inputs](int64_t) {
        check->list_rules = true;
        inputs->required(false);
      },
      "Print the rules and how grave they are");
  command.add_option_function<std::string>(
      "--explain",
      [check, inputs](const std::string& rule) {
        check->explain = rule;
        inputs->required(false);
      },
      "Print the page of this rule");
  command.add_option("--diff-base", check->diff_base,
                     "Tell only of lines that are not as in the merge base with this commit");
  command.add_option("--baseline", check->baseline,
                     "A file of problems that are left alone, as they were there before");
  command.add_flag("--update-baseline", check->update_baseline,
                   "Make that file where there is none; else take out of it what is no more");
  command.callback([&options, &run, &command, check] {
    check->corpus_given = command.count("--db") + command.count("--server") > 0;
    run = [&options, check] { return RunCheck(options, *check); };
  });
}

}  // namespace isnad::cli
