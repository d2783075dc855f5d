// isnad analyze: what the extractors find in each article.
#include <memory>

#include "clients/cli/article_requests.h"
#include "clients/cli/commands.h"
#include "clients/cli/json_output.h"
#include "clients/cli/text_output.h"

namespace isnad::cli {

void AddAnalyze(CLI::App& program, Options& options, Run& run) {
  auto inputs = std::make_shared<std::vector<std::string>>();
  auto& command = *program.add_subcommand("analyze", "Show what is found in articles; store nothing");
  AddCommonOptions(command, options);
  command
      .add_option("INPUT", *inputs,
                  "Files (.jsonl, .jsonl.gz, .txt, .md, .html), folders of them, or - for standard input")
      ->required();
  command.callback([&options, &run, inputs] {
    run = [&options, inputs]() -> ExitStatus {
      auto connection = Connection::Open(options, app::StoreUse::kNone);
      if (!connection.ok()) return Fail(connection.status());
      return ForEachArticle<v1::AnalyzeArticleRequest, v1::AnalyzeArticleResponse>(
          options, *inputs,
          [&](auto* context, auto* request, auto* response, auto done) {
            (*connection)->articles->async()->AnalyzeArticle(context, request, response, std::move(done));
          },
          [&](const InputItem&, const v1::AnalyzeArticleResponse& response) {
            if (options.output == Output::kJson) {
              PrintJson(response.analysis());
            } else {
              PrintAnalysis(response.analysis());
            }
          });
    };
  });
}

}  // namespace isnad::cli
