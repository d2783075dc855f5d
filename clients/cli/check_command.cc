// isnad check: the check of new articles against the corpus.
#include <fmt/format.h>

#include <map>
#include <memory>

#include "clients/cli/article_requests.h"
#include "clients/cli/check_report.h"
#include "clients/cli/commands.h"
#include "clients/cli/json_output.h"
#include "clients/cli/text_output.h"

namespace isnad::cli {
namespace {

struct CheckOptions {
  std::vector<std::string> inputs;
  v1::ProblemLevel fail_on = v1::PROBLEM_LEVEL_ERROR;  // unspecified: never
};

// The gravest that happened to the articles so far.
class CheckResult {
 public:
  explicit CheckResult(v1::ProblemLevel fail_on) : fail_on_(fail_on) {}

  void Add(const std::string& input, const v1::CheckArticleResponse& response) {
    if (response.extractors().empty()) {
      Fault(fmt::format(
          "{}: nothing was checked: no plugin reads the article's language; set languageCode, or see "
          "`isnad plugins`",
          input));
    }
    for (const v1::ExtractorFailure& failure : response.failures()) {
      Fault(fmt::format("{}: {} failed: {}", input, failure.plugin(), failure.message()));
    }
    for (const v1::Problem& problem : response.problems()) {
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

void PrintChecked(const Options& options, const std::string& input,
                  const v1::CheckArticleResponse& response) {
  if (options.output == Output::kJson) {
    // The input goes before the response's own fields: {"input": "x.txt", "problems": […]}.
    const std::string json = ToJson(response);
    fmt::print("{{\"input\":{}{}{}\n", JsonString(input), json == "{}" ? "" : ",", json.substr(1));
    return;
  }
  const CheckedInput checked(input, response);
  for (size_t i = 0; i < checked.problems.size(); ++i) {
    const Place& place = checked.places[i];
    const std::string at = place.line > 0 && place.column > 0
                               ? fmt::format("{}:{}:{}", place.path, place.line, place.column)
                               : input;
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
    case Output::kText:
    case Output::kJson:
      break;  // was printed article by article
  }
}

ExitStatus RunCheck(const Options& options, const CheckOptions& check) {
  auto connection = Connection::Open(options, app::StoreUse::kRead);
  if (!connection.ok()) return Fail(connection.status());
  CheckResult result(check.fail_on);
  std::vector<CheckedInput> report;
  const bool as_it_comes = options.output == Output::kText || options.output == Output::kJson;
  const ExitStatus refused = ForEachArticle<v1::CheckArticleRequest, v1::CheckArticleResponse>(
      options, check.inputs,
      [&](auto* context, auto* request, auto* response, auto done) {
        (*connection)->articles->async()->CheckArticle(context, request, response, std::move(done));
      },
      [&](const std::string& input, const v1::CheckArticleResponse& response) {
        if (as_it_comes) {
          PrintChecked(options, input, response);
        } else {
          report.emplace_back(input, response);
        }
        result.Add(input, response);
      });
  PrintReport(options, check, report);
  return result.Status(refused);
}

}  // namespace

void AddCheck(CLI::App& program, Options& options, Run& run) {
  auto check = std::make_shared<CheckOptions>();
  auto& command = *program.add_subcommand("check", "Check new articles against the corpus; store nothing");
  AddCommonOptions(command, options, /*reports=*/true);
  command.add_option("INPUT", check->inputs, "Files (.jsonl, .jsonl.gz, .txt, .html), folders of them, or -")
      ->required();
  const std::map<std::string, v1::ProblemLevel> levels = {{"error", v1::PROBLEM_LEVEL_ERROR},
                                                          {"warning", v1::PROBLEM_LEVEL_WARNING},
                                                          {"never", v1::PROBLEM_LEVEL_UNSPECIFIED}};
  command.add_option("--fail-on", check->fail_on, "End with status 1 where a problem is at least this grave")
      ->transform(CLI::CheckedTransformer(levels).description("error|warning|never"))
      ->default_str("error");
  command.callback(
      [&options, &run, check] { run = [&options, check] { return RunCheck(options, *check); }; });
}

}  // namespace isnad::cli
