// isnad quotes, claims, articles, entities, plugins: what is stored and loaded.
#include <map>
#include <memory>

#include "clients/cli/lookup.h"

namespace isnad::cli {
namespace {

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

void AddRevisions(CLI::App& articles, Options& options, Run& run) {
  auto lookup = std::make_shared<Lookup<v1::ListArticleRevisionsRequest>>();
  auto& command =
      AddLookup(articles, options, "revisions",
                "List the texts that an article has had, and what became of what was found in them", *lookup);
  command
      .add_option_function<std::string>(
          "ARTICLE", [lookup](const std::string& name) { lookup->request.set_article(name); }, "articles/ID")
      ->required();
  RunLookup(command, options, run, lookup, &Connection::articles,
            &v1::ArticleService::Stub::ListArticleRevisions, &v1::ListArticleRevisionsResponse::revisions,
            &PrintRevision);
}

}  // namespace

void AddQuotes(CLI::App& program, Options& options, Run& run) {
  auto lookup = std::make_shared<Lookup<v1::ListQuotesRequest>>();
  auto& command = AddLookup(program, options, "quotes", "List what stored articles attribute to somebody",
                            *lookup, {"csv", "annotations"});
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
  auto& command = AddLookup(program, options, "claims", "List what stored articles state", *lookup,
                            {"csv", "annotations", "claimreview"});
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

void AddArticles(CLI::App& program, Options& options, Run& run) {
  auto lookup = std::make_shared<Lookup<v1::ListArticlesRequest>>();
  auto& command =
      AddLookup(program, options, "articles", "List stored articles, newest first", *lookup, {"csv"});
  AddText(command, lookup, "Only with all these words in title or text");
  AddRange(command, lookup, "Only published on this day or later", "Only published on this day or earlier");
  RunLookup(command, options, run, lookup, &Connection::articles, &v1::ArticleService::Stub::ListArticles,
            &v1::ListArticlesResponse::articles, &PrintArticle);
  AddRevisions(command, options, run);
  AddArticlesDelete(command, options, run);
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
  AddPluginsNew(command, options, run);
  RunLookup(command, options, run, lookup, &Connection::plugins, &v1::PluginService::Stub::ListPlugins,
            &v1::ListPluginsResponse::plugins, &PrintPlugin, app::StoreUse::kNone);
}

}  // namespace isnad::cli
