// isnad report: one page that holds all it shows, of an article, a speaker or an event.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <system_error>

#include "clients/cli/commands.h"
#include "clients/cli/connection.h"
#include "clients/cli/linked_data.h"
#include "clients/cli/listing.h"
#include "clients/cli/report/pages.h"

namespace isnad::cli {
namespace {

constexpr size_t kMost = 1000;  // of each kind of thing on a page

// The first kMost items of a list; tells on standard error where there are more. `what` names them.
template <typename Request, typename Response, typename Item, typename Stub>
absl::Status ListMost(const Options& options, Stub& stub,
                      grpc::Status (Stub::*list)(grpc::ClientContext*, const Request&, Response*),
                      const Request& request,
                      const google::protobuf::RepeatedPtrField<Item>& (Response::*items)() const,
                      std::string_view what, std::vector<Item>& most) {
  absl::Status listed = ForEachListed<Request, Response, Item>(
      options, stub, list, request, items, static_cast<int>(kMost) + 1, [&](const Item& item) {
        most.push_back(item);
        return absl::OkStatus();
      });
  if (most.size() <= kMost) return listed;
  most.resize(kMost);
  fmt::print(stderr, "isnad: there are more than {0} {1}, of which the page has the first {0}\n", kMost,
             what);
  return listed;
}

class Collector {
 public:
  Collector(const Options& options, Connection& connection) : options_(options), connection_(connection) {}

  absl::Status Quotes(const v1::ListQuotesRequest& request, std::vector<v1::Quote>& all) {
    return ListMost(options_, *connection_.quotes, &v1::QuoteService::Stub::ListQuotes, request,
                    &v1::ListQuotesResponse::quotes, "quotes", all);
  }
  absl::Status Claims(const v1::ListClaimsRequest& request, std::vector<v1::Claim>& all) {
    return ListMost(options_, *connection_.claims, &v1::ClaimService::Stub::ListClaims, request,
                    &v1::ListClaimsResponse::claims, "claims", all);
  }
  absl::Status Relations(v1::ListRelationsRequest request, std::vector<v1::Relation>& all) {
    request.set_language_code(options_.language);
    return ListMost(options_, *connection_.relations, &v1::RelationService::Stub::ListRelations, request,
                    &v1::ListRelationsResponse::relations, "relations", all);
  }

  absl::Status Article(const std::string& name, ArticleFacts& facts) {
    ArticleReader articles(options_, connection_);
    const auto article = articles.Get(name);
    if (!article.ok()) return article.status();
    facts.article = **article;
    v1::ListArticleRevisionsRequest revisions;
    revisions.set_article(name);
    absl::Status listed =
        ListMost(options_, *connection_.articles, &v1::ArticleService::Stub::ListArticleRevisions, revisions,
                 &v1::ListArticleRevisionsResponse::revisions, "revisions", facts.revisions);
    if (!listed.ok()) return listed;
    return Findings(facts);
  }

 private:
  // They are not stored: the article is read once more.
  absl::Status Findings(ArticleFacts& facts) {
    v1::AnalyzeArticleRequest request;
    *request.mutable_article() = facts.article;
    request.set_language_code(options_.language);
    grpc::ClientContext context;
    SetDeadline(options_, context);
    v1::AnalyzeArticleResponse response;
    const grpc::Status status = connection_.articles->AnalyzeArticle(&context, request, &response);
    if (!status.ok()) return FromGrpc(status);
    const auto& findings = response.analysis().findings();
    facts.findings.assign(findings.begin(), findings.end());
    return absl::OkStatus();
  }

  const Options& options_;
  Connection& connection_;
};

struct Subject {
  std::string name;  // the article's, the speaker's, or the event's words
  std::string about, from, to;
  std::string out;
};

absl::StatusOr<std::string> ReportOnArticle(const Options& options, const Subject& subject,
                                            Connection& connection, const ReportStyle& style) {
  Collector collector(options, connection);
  ArticleFacts facts;
  v1::ListQuotesRequest quotes;
  quotes.set_article(subject.name);
  v1::ListClaimsRequest claims;
  claims.set_article(subject.name);
  v1::ListRelationsRequest relations;
  relations.set_article(subject.name);
  for (const absl::Status& status :
       {collector.Article(subject.name, facts), collector.Quotes(quotes, facts.quotes),
        collector.Claims(claims, facts.claims), collector.Relations(relations, facts.relations)}) {
    if (!status.ok()) return status;
  }
  return ArticlePage(facts, style);
}

absl::StatusOr<std::string> ReportOnSpeaker(const Options& options, const Subject& subject,
                                            Connection& connection, const ReportStyle& style) {
  Collector collector(options, connection);
  SpeakerFacts facts{.name = subject.name, .entities = {}, .quotes = {}, .relations = {}};
  v1::ListQuotesRequest quotes;
  quotes.set_speaker(subject.name);
  quotes.set_from(subject.from);
  quotes.set_to(subject.to);
  v1::ListRelationsRequest relations;
  relations.set_holder(subject.name);
  relations.set_from(subject.from);
  relations.set_to(subject.to);
  for (const absl::Status& status :
       {collector.Quotes(quotes, facts.quotes), collector.Relations(relations, facts.relations)}) {
    if (!status.ok()) return status;
  }
  std::vector<std::string> seen;
  for (const v1::Quote& quote : facts.quotes) {
    const std::string& entity = quote.speaker().entity();
    if (entity.empty() || std::find(seen.begin(), seen.end(), entity) != seen.end()) continue;
    seen.push_back(entity);
    v1::GetEntityRequest request;
    request.set_name(entity);
    grpc::ClientContext context;
    SetDeadline(options, context);
    v1::GetEntityResponse response;
    const grpc::Status status = connection.entities->GetEntity(&context, request, &response);
    if (status.error_code() == grpc::StatusCode::NOT_FOUND) continue;  // was merged meanwhile
    if (!status.ok()) return FromGrpc(status);
    facts.entities.push_back(response.entity());
  }
  if (facts.quotes.empty() && facts.relations.empty())
    return absl::InvalidArgumentError(
        fmt::format("nothing is stored that '{}' said; see `isnad entities`", subject.name));
  return SpeakerPage(facts, style);
}

absl::StatusOr<std::string> ReportOnEvent(const Options& options, const Subject& subject,
                                          Connection& connection, const ReportStyle& style) {
  Collector collector(options, connection);
  EventFacts facts{
      .name = subject.about.empty() ? subject.name : subject.about, .claims = {}, .relations = {}};
  v1::ListClaimsRequest claims;
  claims.set_text(subject.name);
  claims.set_about(subject.about);
  claims.set_from(subject.from);
  claims.set_to(subject.to);
  v1::ListRelationsRequest relations;
  relations.set_text(subject.name.empty() ? subject.about : subject.name);
  relations.set_from(subject.from);
  relations.set_to(subject.to);
  for (const absl::Status& status :
       {collector.Claims(claims, facts.claims), collector.Relations(relations, facts.relations)}) {
    if (!status.ok()) return status;
  }
  if (facts.claims.empty())
    return absl::InvalidArgumentError(
        fmt::format("nothing is stored about '{}'; try fewer words", facts.name));
  return EventPage(facts, style);
}

// All of it or nothing: a page that is read is never half written.
absl::Status WriteOut(const std::string& path, const std::string& page) {
  if (path.empty() || path == "-") {
    std::fwrite(page.data(), 1, page.size(), stdout);
    return absl::OkStatus();
  }
  const std::string fresh = path + ".new";
  std::ofstream file(fresh, std::ios::binary);
  file << page;
  file.close();
  std::error_code error;
  if (file) std::filesystem::rename(fresh, path, error);
  if (file && !error) return absl::OkStatus();
  return absl::InvalidArgumentError(fmt::format("{}: can't be written; name another file with --out", path));
}

using Report = absl::StatusOr<std::string> (*)(const Options&, const Subject&, Connection&,
                                               const ReportStyle&);

void SetRun(CLI::App& command, const Options& options, Run& run, const std::shared_ptr<Subject>& subject,
            Report report) {
  command.add_option("--out", subject->out, "The file to write; standard output where it is not given");
  command.callback([&options, &run, subject, report] {
    run = [&options, subject, report]() -> ExitStatus {
      const auto style = ReportStyle::Load(options);
      if (!style.ok()) return Fail(style.status());
      auto connection = Connection::Open(options, app::StoreUse::kRead);
      if (!connection.ok()) return Fail(connection.status());
      const auto page = report(options, *subject, **connection, *style);
      if (!page.ok()) return Fail(page.status());
      const absl::Status written = WriteOut(subject->out, *page);
      return written.ok() ? kFine : Fail(written);
    };
  });
}

void AddDays(CLI::App& command, const std::shared_ptr<Subject>& subject) {
  command.add_option("--from", subject->from, "Only from this day on, such as 2019-02-17");
  command.add_option("--to", subject->to, "Only up to this day");
}

}  // namespace

void AddReport(CLI::App& program, Options& options, Run& run) {
  auto& command = *program.add_subcommand(
      "report", "Make a page of an article, a speaker or an event, to read, print and send");
  command.require_subcommand(1);
  auto article = std::make_shared<Subject>();
  auto& of_article =
      *command.add_subcommand("article", "The text with what was found in it, and what goes against it");
  AddCommonOptions(of_article, options);
  of_article.add_option("ARTICLE", article->name, "articles/ID")->required();
  SetRun(of_article, options, run, article, &ReportOnArticle);

  auto speaker = std::make_shared<Subject>();
  auto& of_speaker =
      *command.add_subcommand("speaker", "What somebody said over time, and what goes against it");
  AddCommonOptions(of_speaker, options);
  of_speaker.add_option("NAME", speaker->name, "A name, a part of one, or entities/ID")->required();
  AddDays(of_speaker, speaker);
  SetRun(of_speaker, options, run, speaker, &ReportOnSpeaker);

  auto event = std::make_shared<Subject>();
  auto& of_event = *command.add_subcommand(
      "event", "What is told of something, with which numbers, and what goes against what");
  AddCommonOptions(of_event, options);
  of_event.add_option("WORDS", event->name, "Words that what is told has, all of them");
  of_event.add_option("--about", event->about, "A person, body or place that it mentions");
  AddDays(of_event, event);
  SetRun(of_event, options, run, event, &ReportOnEvent);
}

}  // namespace isnad::cli
