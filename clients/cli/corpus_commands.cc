// isnad articles delete and isnad export: what goes out of a corpus.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "clients/cli/commands.h"
#include "clients/cli/connection.h"
#include "clients/cli/json_output.h"
#include "clients/cli/listing.h"
#include "clients/cli/lookup.h"

namespace isnad::cli {
namespace {

using ArticleLookup = Lookup<v1::ListArticlesRequest>;

// The names of the articles that are listed, newest first.
absl::StatusOr<std::vector<std::string>> NamesOf(const Options& options, Connection& connection,
                                                 const ArticleLookup& lookup) {
  std::vector<std::string> names;
  absl::Status listed = ForEachListed<v1::ListArticlesRequest, v1::ListArticlesResponse, v1::Article>(
      options, *connection.articles, &v1::ArticleService::Stub::ListArticles, lookup.request,
      &v1::ListArticlesResponse::articles, lookup.limit, [&](const v1::Article& article) {
        names.push_back(article.name());
        return absl::OkStatus();
      });
  if (!listed.ok()) return listed;
  return names;
}

absl::Status Delete(const Options& options, Connection& connection, const std::string& name) {
  grpc::ClientContext context;
  SetDeadline(options, context);
  v1::DeleteArticleRequest request;
  request.set_name(name);
  v1::DeleteArticleResponse response;
  return FromGrpc(connection.articles->DeleteArticle(&context, request, &response));
}

void PrintName(const Options& options, const std::string& name) {
  if (options.output == Output::kJson) {
    fmt::print("{{\"name\":{}}}\n", JsonString(name));
  } else {
    fmt::print("{}\n", name);
  }
}

struct Deletion {
  std::vector<std::string> names;
  ArticleLookup lookup;
  bool filtered = false;  // something was said of which are meant
  bool dry_run = false;
};

ExitStatus RunDelete(const Options& options, const Deletion& deletion) {
  if (deletion.names.empty() == !deletion.filtered) {
    return Fail(absl::InvalidArgumentError(
        "name the articles that are to go, or say which by --outlet, --from, --to or --text; not both"));
  }
  auto connection = Connection::Open(options, app::StoreUse::kRead);
  if (!connection.ok()) return Fail(connection.status());
  absl::StatusOr<std::vector<std::string>> names = deletion.names;
  if (deletion.filtered) names = NamesOf(options, **connection, deletion.lookup);
  if (!names.ok()) return Fail(names.status());
  ExitStatus worst = kFine;
  for (const std::string& name : *names) {
    const absl::Status status = deletion.dry_run ? absl::OkStatus() : Delete(options, **connection, name);
    if (status.ok()) {
      PrintName(options, name);
    } else if (const ExitStatus failed = Fail(status); absl::IsNotFound(status)) {
      worst = std::max(worst, kBadInput);  // the others go all the same
    } else {
      return failed;
    }
  }
  return worst;
}

// The oldest first, so that what is read again is related in the order of publication.
ExitStatus RunExport(const Options& options, const ArticleLookup& lookup) {
  auto connection = Connection::Open(options, app::StoreUse::kRead);
  if (!connection.ok()) return Fail(connection.status());
  auto names = NamesOf(options, **connection, lookup);
  if (!names.ok()) return Fail(names.status());
  std::reverse(names->begin(), names->end());
  for (const std::string& name : *names) {
    grpc::ClientContext context;
    SetDeadline(options, context);
    v1::GetArticleRequest request;
    request.set_name(name);
    v1::GetArticleResponse response;
    const absl::Status status = FromGrpc((*connection)->articles->GetArticle(&context, request, &response));
    if (absl::IsNotFound(status)) continue;  // deleted since
    if (!status.ok()) return Fail(status);
    response.mutable_article()->clear_revision();  // which storing it makes anew
    PrintJson(response.article());
  }
  return kFine;
}

}  // namespace

void AddArticlesDelete(CLI::App& articles, Options& options, Run& run) {
  auto deletion = std::make_shared<Deletion>();
  auto& command = *articles.add_subcommand(
      "delete", "Delete articles with all that was found in them, for good; prints their names");
  AddCommonOptions(command, options);
  command.add_option("NAME", deletion->names, "articles/ID");
  const std::shared_ptr<ArticleLookup> lookup(deletion, &deletion->lookup);
  AddText(command, lookup, "Those with all these words in title or text");
  AddRange(command, lookup, "Those published on this day or later", "Those published on this day or earlier");
  command.add_flag("--dry-run", deletion->dry_run, "Only print which they are");
  command.callback([&options, &run, &command, deletion] {
    for (const char* filter : {"--text", "--from", "--to", "--outlet"})
      deletion->filtered = deletion->filtered || command.count(filter) > 0;
    run = [&options, deletion] { return RunDelete(options, *deletion); };
  });
}

void AddExport(CLI::App& program, Options& options, Run& run) {
  auto lookup = std::make_shared<ArticleLookup>();
  auto& command =
      AddLookup(program, options, "export",
                "Print stored articles with their text as JSON lines, which ingest reads", *lookup);
  AddText(command, lookup, "Only with all these words in title or text");
  AddRange(command, lookup, "Only published on this day or later", "Only published on this day or earlier");
  command.callback(
      [&options, &run, lookup] { run = [&options, lookup] { return RunExport(options, *lookup); }; });
}

}  // namespace isnad::cli
