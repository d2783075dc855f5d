// isnad check: the check of new articles against the corpus.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>
#include <map>
#include <memory>
#include <set>

#include "clients/cli/article_requests.h"
#include "clients/cli/baseline.h"
#include "clients/cli/changed_lines.h"
#include "clients/cli/check_report.h"
#include "clients/cli/commands.h"
#include "clients/cli/json_output.h"
#include "clients/cli/suppressions.h"
#include "clients/cli/text_output.h"

namespace isnad::cli {
namespace {

struct CheckOptions {
  std::vector<std::string> inputs;
  v1::ProblemLevel fail_on = v1::PROBLEM_LEVEL_ERROR;  // unspecified: never
  std::string baseline;                                // a path; empty: none
  bool update_baseline = false;
  std::string diff_base;  // a commit; empty: whole files count
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
      found_ |= fail_on_ != v1::PROBLEM_LEVEL_UNSPECIFIED && problem.level() >= fail_on_;
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

void PrintChecked(const Options& options, const CheckedInput& checked, v1::CheckArticleResponse response) {
  if (options.output == Output::kJson) {
    response.mutable_problems()->Assign(checked.problems.begin(), checked.problems.end());
    // The input goes before the response's own fields: {"input": "x.txt", "problems": […]}.
    const std::string json = ToJson(response);
    fmt::print("{{\"input\":{}{}{}\n", JsonString(checked.label), json == "{}" ? "" : ",", json.substr(1));
    return;
  }
  for (size_t i = 0; i < checked.problems.size(); ++i) {
    const Place& place = checked.places[i];
    const std::string at = place.line > 0 && place.column > 0
                               ? fmt::format("{}:{}:{}", place.path, place.line, place.column)
                               : checked.label;
    PrintProblem(at, checked.problems[i]);
  }
}

void PrintReport(const Options& options, const CheckOptions& check, const std::vector<CheckedInput>& inputs) {
  switch (options.output) {
    case Output::kSarif:
      fmt::print("{}", Sarif(inputs));
      break;
    case Output::kJunit:
      fmt::print("{}", Junit(inputs, check.fail_on));
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
      : options_(options), check_(check), baseline_(std::move(baseline)), result_(check.fail_on) {}

  void Add(const std::string& input, const v1::CheckArticleResponse& response) {
    CheckedInput checked(input, response);
    Suppress(checked.Bytes(), today_, checked);
    if (!check_.diff_base.empty() && input != "-") {
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

ExitStatus RunCheck(const Options& options, const CheckOptions& check) {
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
      [&](const std::string& input, const v1::CheckArticleResponse& response) {
        checked.Add(input, response);
      });
  return checked.End(refused);
}

}  // namespace

void AddCheck(CLI::App& program, Options& options, Run& run) {
  auto check = std::make_shared<CheckOptions>();
  auto& command = *program.add_subcommand("check", "Check new articles against the corpus; store nothing");
  AddCommonOptions(command, options, {"sarif", "junit", "github"});
  command
      .add_option("INPUT", check->inputs,
                  "Files (.jsonl, .jsonl.gz, .txt, .md, .html), folders of them, or -")
      ->required();
  const std::map<std::string, v1::ProblemLevel> levels = {{"error", v1::PROBLEM_LEVEL_ERROR},
                                                          {"warning", v1::PROBLEM_LEVEL_WARNING},
                                                          {"never", v1::PROBLEM_LEVEL_UNSPECIFIED}};
  command.add_option("--fail-on", check->fail_on, "End with status 1 where a problem is at least this grave")
      ->transform(CLI::CheckedTransformer(levels).description("error|warning|never"))
      ->default_str("error");
  command.add_option("--diff-base", check->diff_base,
                     "Tell only of lines that are not as in the merge base with this commit");
  auto* baseline = command.add_option("--baseline", check->baseline,
                                      "A file of problems that are left alone, as they were there before");
  command
      .add_flag("--update-baseline", check->update_baseline,
                "Make that file where there is none; else take out of it what is no more")
      ->needs(baseline);
  command.callback(
      [&options, &run, check] { run = [&options, check] { return RunCheck(options, *check); }; });
}

}  // namespace isnad::cli
