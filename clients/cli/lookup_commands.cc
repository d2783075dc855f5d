// isnad quotes, claims, relations, articles, entities, plugins: what is stored and loaded.
#include <algorithm>
#include <limits>
#include <map>
#include <memory>

#include "clients/cli/commands.h"
#include "clients/cli/connection.h"
#include "clients/cli/json_output.h"
#include "clients/cli/text_output.h"

namespace isnad::cli {
namespace {

constexpr int kPageSize = 500;

// Lists page after page until `limit` items are printed; 0 is all.
template <typename Request, typename Response, typename Item>
ExitStatus PrintPages(
    const Options& options, Request request, int limit,
    const std::function<grpc::Status(grpc::ClientContext*, const Request&, Response*)>& list,
    const google::protobuf::RepeatedPtrField<Item>& (Response::*items)() const, void (*print)(const Item&)) {
  int left = limit > 0 ? limit : std::numeric_limits<int>::max();
  while (left > 0) {
    request.set_page_size(std::min(left, kPageSize));
    grpc::ClientContext context;
    SetDeadline(options, context);
    Response response;
    const grpc::Status status = list(&context, request, &response);
    if (!status.ok()) return Fail(FromGrpc(status));
    for (const Item& item : (response.*items)()) {
      if (options.output == Output::kJson) {
        PrintJson(item);
      } else {
        print(item);
      }
      --left;
    }
    if (response.next_page_token().empty()) break;
    request.set_page_token(response.next_page_token());
  }
  return kFine;
}

// The look-up that a command was given, and how many to print.
template <typename Request>
struct Lookup {
  Request request;
  int limit = 0;
};

template <typename Request>
CLI::App& AddLookup(CLI::App& program, Options& options, const char* name, const char* about,
                    Lookup<Request>& lookup) {
  CLI::App& command = *program.add_subcommand(name, about);
  AddCommonOptions(command, options);
  command.add_option("--limit", lookup.limit, "Print at most this many; all where it is not given")
      ->check(CLI::PositiveNumber.description("N"));
  return command;
}

// An option that fills an enum field; its words are the enum's names without their prefix, in lower case.
template <typename Request, typename Enum>
void AddEnum(CLI::App& command, const std::shared_ptr<Lookup<Request>>& lookup, const char* option,
             void (Request::*set)(Enum), const std::map<std::string, Enum>& values, const char* about) {
  command
      .add_option_function<std::string>(
          option,
          [lookup, set, values](const std::string& value) { (lookup->request.*set)(values.at(value)); },
          about)
      ->check(CLI::IsMember(values));
}

template <typename Request>
void AddRange(CLI::App& command, const std::shared_ptr<Lookup<Request>>& lookup, const char* from,
              const char* to) {
  command.add_option_function<std::string>(
      "--from", [lookup](const std::string& day) { lookup->request.set_from(day); }, from);
  command.add_option_function<std::string>(
      "--to", [lookup](const std::string& day) { lookup->request.set_to(day); }, to);
  command.add_option_function<std::string>(
      "--outlet", [lookup](const std::string& outlet) { lookup->request.set_outlet(outlet); },
      "Only in articles of this outlet");
}

template <typename Request>
void AddArticleFilter(CLI::App& command, const std::shared_ptr<Lookup<Request>>& lookup) {
  command.add_option_function<std::string>(
      "--article", [lookup](const std::string& name) { lookup->request.set_article(name); },
      "Only in this article, articles/ID");
}

template <typename Request>
void AddText(CLI::App& command, const std::shared_ptr<Lookup<Request>>& lookup, const char* about) {
  command.add_option_function<std::string>(
      "--text", [lookup](const std::string& text) { lookup->request.set_text(text); }, about);
}

template <typename Request>
void AddAbout(CLI::App& command, const std::shared_ptr<Lookup<Request>>& lookup) {
  command.add_option_function<std::string>(
      "--about", [lookup](const std::string& about) { lookup->request.set_about(about); },
      "Only what mentions this person, body or place, by any of its names");
}

// Sets `run` to list with `method` over a connection.
template <typename Request, typename Response, typename Item, typename Stub>
void RunLookup(CLI::App& command, const Options& options, Run& run,
               const std::shared_ptr<Lookup<Request>>& lookup, std::unique_ptr<Stub> Connection::*stub,
               grpc::Status (Stub::*list)(grpc::ClientContext*, const Request&, Response*),
               const google::protobuf::RepeatedPtrField<Item>& (Response::*items)() const,
               void (*print)(const Item&), app::StoreUse use = app::StoreUse::kRead) {
  command.callback([&command, &options, &run, lookup, stub, list, items, print, use] {
    if (!command.get_subcommands().empty()) return;  // which has left what is to be run
    run = [&options, lookup, stub, list, items, print, use]() -> ExitStatus {
      auto connection = Connection::Open(options, use);
      if (!connection.ok()) return Fail(connection.status());
      Stub& service = *((**connection).*stub);
      return PrintPages<Request, Response, Item>(
          options, lookup->request, lookup->limit,
          [&service, list](grpc::ClientContext* context, const Request& request, Response* response) {
            return (service.*list)(context, request, response);
          },
          items, print);
    };
  });
}

void AddEntityHistory(CLI::App& entities, Options& options, Run& run) {
  auto lookup = std::make_shared<Lookup<v1::ListEntityChangesRequest>>();
  auto& command =
      AddLookup(entities, options, "history", "List what was merged and split, by whom and why", *lookup);
  command.add_option_function<std::string>(
      "ENTITY", [lookup](const std::string& name) { lookup->request.set_entity(name); },
      "Only about this one, entities/ID, which may be no more");
  RunLookup(command, options, run, lookup, &Connection::entities, &v1::EntityService::Stub::ListEntityChanges,
            &v1::ListEntityChangesResponse::changes, &PrintEntityChange);
}

void AddReviewHistory(CLI::App& relations, Options& options, Run& run) {
  auto lookup = std::make_shared<Lookup<v1::ListRelationReviewsRequest>>();
  auto& command = AddLookup(relations, options, "history",
                            "List what was decided of relations, by whom and why", *lookup);
  command.add_option_function<std::string>(
      "RELATION", [lookup](const std::string& name) { lookup->request.set_relation(name); },
      "Only about this one, relations/ID");
  RunLookup(command, options, run, lookup, &Connection::relations,
            &v1::RelationService::Stub::ListRelationReviews, &v1::ListRelationReviewsResponse::reviews,
            &PrintRelationReview);
}

}  // namespace

void AddQuotes(CLI::App& program, Options& options, Run& run) {
  auto lookup = std::make_shared<Lookup<v1::ListQuotesRequest>>();
  auto& command =
      AddLookup(program, options, "quotes", "List what stored articles attribute to somebody", *lookup);
  command.add_option_function<std::string>(
      "--speaker", [lookup](const std::string& name) { lookup->request.set_speaker(name); },
      "Only by this speaker: a name, a part of one, or entities/ID; all names of the same person count");
  AddText(command, lookup, "Only with all these words");
  AddAbout(command, lookup);
  AddArticleFilter(command, lookup);
  AddRange(command, lookup, "Only said (or published) on this day or later, such as 2019-02-17",
           "Only said (or published) on this day or earlier");
  AddEnum(command, lookup, "--kind", &v1::ListQuotesRequest::set_kind,
          std::map<std::string, v1::QuoteKind>{{"direct", v1::QUOTE_KIND_DIRECT},
                                               {"indirect", v1::QUOTE_KIND_INDIRECT},
                                               {"mixed", v1::QUOTE_KIND_MIXED}},
          "Only quotes of this kind");
  RunLookup(command, options, run, lookup, &Connection::quotes, &v1::QuoteService::Stub::ListQuotes,
            &v1::ListQuotesResponse::quotes, &PrintQuote);
}

void AddClaims(CLI::App& program, Options& options, Run& run) {
  auto lookup = std::make_shared<Lookup<v1::ListClaimsRequest>>();
  auto& command = AddLookup(program, options, "claims", "List what stored articles state", *lookup);
  command.add_option_function<std::string>(
      "--holder", [lookup](const std::string& name) { lookup->request.set_holder(name); },
      "Only what this person or body says: a name, a part of one, or entities/ID");
  AddText(command, lookup, "Only with all these words; a number is found however it is written");
  AddAbout(command, lookup);
  AddArticleFilter(command, lookup);
  AddRange(command, lookup, "Only about (or published on) this day or later",
           "Only about (or published on) this day or earlier");
  AddEnum(command, lookup, "--kind", &v1::ListClaimsRequest::set_modality,
          std::map<std::string, v1::Modality>{{"asserted", v1::MODALITY_ASSERTED},
                                              {"denied", v1::MODALITY_DENIED},
                                              {"planned", v1::MODALITY_PLANNED},
                                              {"possible", v1::MODALITY_POSSIBLE},
                                              {"conditional", v1::MODALITY_CONDITIONAL},
                                              {"requested", v1::MODALITY_REQUESTED}},
          "Only claims made in this manner");
  RunLookup(command, options, run, lookup, &Connection::claims, &v1::ClaimService::Stub::ListClaims,
            &v1::ListClaimsResponse::claims, &PrintClaim);
}

void AddRelations(CLI::App& program, Options& options, Run& run) {
  auto lookup = std::make_shared<Lookup<v1::ListRelationsRequest>>();
  auto& command = AddLookup(program, options, "relations",
                            "List what contradicts what, and what changed over time", *lookup);
  command.add_option_function<std::string>(
      "--holder", [lookup](const std::string& name) { lookup->request.set_holder(name); },
      "Only with an end that this person or body says");
  AddText(command, lookup, "Only with an end that has all these words");
  AddArticleFilter(command, lookup);
  AddRange(command, lookup, "Only with an end published on this day or later",
           "Only with an end published on this day or earlier");
  AddEnum(command, lookup, "--verdict", &v1::ListRelationsRequest::set_verdict,
          std::map<std::string, v1::RelationVerdict>{{"supports", v1::RELATION_VERDICT_SUPPORTS},
                                                     {"contradiction", v1::RELATION_VERDICT_CONTRADICTION},
                                                     {"changed", v1::RELATION_VERDICT_CHANGED_OVER_TIME}},
          "Only relations of this verdict; contradictions and changes where it is not given");
  AddEnum(command, lookup, "--kind", &v1::ListRelationsRequest::set_kind,
          std::map<std::string, v1::ContradictionKind>{{"negation", v1::CONTRADICTION_KIND_NEGATION},
                                                       {"opposition", v1::CONTRADICTION_KIND_OPPOSITION},
                                                       {"number", v1::CONTRADICTION_KIND_NUMBER},
                                                       {"date", v1::CONTRADICTION_KIND_DATE},
                                                       {"attribution", v1::CONTRADICTION_KIND_ATTRIBUTION},
                                                       {"wording", v1::CONTRADICTION_KIND_WORDING},
                                                       {"denial", v1::CONTRADICTION_KIND_DENIAL},
                                                       {"exclusive", v1::CONTRADICTION_KIND_EXCLUSIVE}},
          "Only contradictions of this kind");
  AddEnum(command, lookup, "--state", &v1::ListRelationsRequest::set_state,
          std::map<std::string, v1::RelationState>{{"open", v1::RELATION_STATE_OPEN},
                                                   {"confirmed", v1::RELATION_STATE_CONFIRMED},
                                                   {"dismissed", v1::RELATION_STATE_DISMISSED}},
          "Only relations of this state; all that were not dismissed where it is not given");
  command
      .add_option_function<double>(
          "--min-score", [lookup](double score) { lookup->request.set_min_score(score); },
          "Only those at least this sure, 0 to 1; 0 shows what is suggested, too")
      ->check(CLI::Range(0.0, 1.0));
  command.parse_complete_callback(
      [lookup, &options] { lookup->request.set_language_code(options.language); });
  RunLookup(command, options, run, lookup, &Connection::relations, &v1::RelationService::Stub::ListRelations,
            &v1::ListRelationsResponse::relations, &PrintRelation);
  AddRelationsReview(command, options, run);
  AddReviewHistory(command, options, run);
}

void AddArticles(CLI::App& program, Options& options, Run& run) {
  auto lookup = std::make_shared<Lookup<v1::ListArticlesRequest>>();
  auto& command = AddLookup(program, options, "articles", "List stored articles, newest first", *lookup);
  AddText(command, lookup, "Only with all these words in title or text");
  AddRange(command, lookup, "Only published on this day or later", "Only published on this day or earlier");
  RunLookup(command, options, run, lookup, &Connection::articles, &v1::ArticleService::Stub::ListArticles,
            &v1::ListArticlesResponse::articles, &PrintArticle);
}

void AddEntities(CLI::App& program, Options& options, Run& run) {
  auto lookup = std::make_shared<Lookup<v1::ListEntitiesRequest>>();
  auto& command =
      AddLookup(program, options, "entities", "List persons and bodies with all their names", *lookup);
  AddText(command, lookup, "Only with all these words in one of their names");
  AddEnum(command, lookup, "--kind", &v1::ListEntitiesRequest::set_kind,
          std::map<std::string, v1::EntityKind>{{"person", v1::ENTITY_KIND_PERSON},
                                                {"body", v1::ENTITY_KIND_BODY},
                                                {"place", v1::ENTITY_KIND_PLACE}},
          "Only entities of this kind");
  RunLookup(command, options, run, lookup, &Connection::entities, &v1::EntityService::Stub::ListEntities,
            &v1::ListEntitiesResponse::entities, &PrintEntity);
  AddEntitiesCuration(command, options, run);
  AddEntityHistory(command, options, run);
}

void AddPlugins(CLI::App& program, Options& options, Run& run) {
  auto lookup = std::make_shared<Lookup<v1::ListPluginsRequest>>();
  auto& command = AddLookup(program, options, "plugins",
                            "List the plugins: what is loaded and whether it works", *lookup);
  AddPluginsCheck(command, options, run);
  RunLookup(command, options, run, lookup, &Connection::plugins, &v1::PluginService::Stub::ListPlugins,
            &v1::ListPluginsResponse::plugins, &PrintPlugin, app::StoreUse::kNone);
}

}  // namespace isnad::cli
