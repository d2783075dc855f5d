// isnad compare: what two texts say of each other, without a store.
#include <fmt/format.h>
#include <google/protobuf/util/json_util.h>

#include <memory>

#include "clients/cli/commands.h"
#include "clients/cli/connection.h"
#include "clients/cli/json_lines.h"
#include "clients/cli/json_output.h"
#include "clients/cli/refusal.h"
#include "clients/cli/text_output.h"
#include "server/intake/article_json.h"

namespace isnad::cli {
namespace {

// The article of one side of a pair.
absl::Status ParseSide(const google::protobuf::Struct& pair, const char* name, v1::Article& article) {
  const auto found = pair.fields().find(name);
  if (found == pair.fields().end() || found->second.kind_case() != google::protobuf::Value::kStructValue) {
    return absl::InvalidArgumentError(
        fmt::format("{}: is missing or no object; give {{\"a\": {{\"text\": …}}, \"b\": {{…}}}}", name));
  }
  auto parsed = intake::ParseArticleLine(ToJson(found->second.struct_value()));
  if (!parsed.ok())
    return absl::InvalidArgumentError(fmt::format("{}: {}", name, std::string(parsed.status().message())));
  if (!parsed->file.empty()) return absl::InvalidArgumentError(fmt::format("{}: file: give text here", name));
  article = std::move(parsed->article);
  return absl::OkStatus();
}

void PrintStrongest(const Options& options, const v1::CompareArticlesResponse& response) {
  if (options.output == Output::kJson) {
    PrintJson(response.relations_size() > 0 ? response.relations(0) : v1::Relation());
  } else if (response.relations_size() == 0) {
    fmt::print("the texts say nothing of each other\n\n");
  } else {
    PrintRelation(response.relations(0));
  }
}

ExitStatus RunCompare(const Options& options, v1::CompareArticlesRequest given, const std::string& input) {
  auto connection = Connection::Open(options, app::StoreUse::kNone);
  if (!connection.ok()) return Fail(connection.status());
  const auto compare = [&](v1::CompareArticlesRequest& request) {
    request.set_language_code(options.language);
    grpc::ClientContext context;
    SetDeadline(options, context);
    v1::CompareArticlesResponse response;
    const grpc::Status status = (*connection)->relations->CompareArticles(&context, request, &response);
    if (status.ok()) PrintStrongest(options, response);
    return status;
  };
  if (input.empty()) {
    const grpc::Status status = compare(given);
    return status.ok() ? kFine : Fail(FromGrpc(status));
  }
  ExitStatus result = kFine;
  const absl::Status status =
      ForEachObject(input, [&](const std::string& label, absl::Status error, const auto& pair) {
        v1::CompareArticlesRequest request;
        if (error.ok()) error = ParseSide(pair, "a", *request.mutable_a());
        if (error.ok()) error = ParseSide(pair, "b", *request.mutable_b());
        const Refusal refusal = error.ok() ? RefusalOf(compare(request)) : RefusalOf(error);
        if (refusal.error.code() == 0) return;
        PrintRefusal(options, label, refusal);
        result = std::max(result, refusal.status);
      });
  return status.ok() ? result : Fail(status);
}

}  // namespace

void AddCompare(CLI::App& program, Options& options, Run& run) {
  auto request = std::make_shared<v1::CompareArticlesRequest>();
  auto texts = std::make_shared<std::vector<std::string>>();
  auto input = std::make_shared<std::string>();
  auto& command = *program.add_subcommand("compare", "Say what two texts say of each other, without a store");
  AddCommonOptions(command, options);
  command.add_option("TEXT", *texts, "The two texts")->expected(0, 2);
  command.add_option("--input", *input,
                     R"(Compare a file of pairs: {"a": {"text": …, "publishTime": …}, "b": {…}} a line)");
  command.callback([&options, &run, request, texts, input] {
    if ((texts->size() == 2) != input->empty() || texts->size() == 1) {
      throw CLI::ValidationError("compare", "give two texts or --input FILE");
    }
    if (texts->size() == 2) {
      request->mutable_a()->set_text(texts->front());
      request->mutable_b()->set_text(texts->back());
    }
    run = [&options, request, input] { return RunCompare(options, *request, *input); };
  });
}

}  // namespace isnad::cli
