// isnad relations: what contradicts what, now and as it is found.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>

#include "clients/cli/lookup.h"

namespace isnad::cli {
namespace {

using RelationLookup = std::shared_ptr<Lookup<v1::ListRelationsRequest>>;

void AddRelationFilters(CLI::App& command, const Options& options, const RelationLookup& lookup) {
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

// How far a watch has come, in a file of the user's; nowhere where it has no path.
class Progress {
 public:
  explicit Progress(std::string path) : path_(std::move(path)) {}

  std::string Read() const {
    std::string token;
    if (!path_.empty()) std::getline(std::ifstream(path_), token);
    return token;
  }

  // All of it or nothing, so that one who is ended here goes on rightly.
  absl::Status Keep(const std::string& token) const {
    if (path_.empty()) return absl::OkStatus();
    const std::string fresh = path_ + ".new";
    std::ofstream file(fresh);
    file << token << '\n';
    file.close();
    std::error_code error;
    if (file) std::filesystem::rename(fresh, path_, error);
    if (file && !error) return absl::OkStatus();
    return absl::UnavailableError(
        fmt::format("{}: can't be written; name another file with --resume", path_));
  }

 private:
  std::string path_;
};

struct Watch {
  std::string resume;
  bool all = false;
};

// Prints what is found until `limit` are printed, or the stream ends.
ExitStatus RunWatch(const Options& options, const RelationLookup& lookup, const Watch& watch) {
  auto connection = Connection::Open(options, app::StoreUse::kRead);
  if (!connection.ok()) return Fail(connection.status());
  const Progress progress(watch.resume);
  v1::WatchRelationsRequest request;
  *request.mutable_filter() = lookup->request;
  // One an answer where they are counted, so that what --resume keeps is what was printed.
  request.mutable_filter()->set_page_size(lookup->limit > 0 ? 1 : kPageSize);
  request.mutable_filter()->set_page_token(progress.Read());
  request.set_include_stored(watch.all);
  grpc::ClientContext context;
  auto stream = (*connection)->relations->WatchRelations(&context, request);
  int left = lookup->limit > 0 ? lookup->limit : std::numeric_limits<int>::max();
  for (v1::WatchRelationsResponse response; left > 0 && stream->Read(&response);) {
    for (const v1::Relation& relation : response.relations()) PrintItem(options, relation, &PrintRelation);
    left -= response.relations_size();
    std::fflush(stdout);
    if (absl::Status status = progress.Keep(response.resume_token()); !status.ok()) return Fail(status);
  }
  if (left == 0) {
    context.TryCancel();
    return kFine;
  }
  return Fail(FromGrpc(stream->Finish()));
}

void AddWatch(CLI::App& relations, Options& options, Run& run) {
  auto lookup = std::make_shared<Lookup<v1::ListRelationsRequest>>();
  auto watch = std::make_shared<Watch>();
  auto& command =
      AddLookup(relations, options, "watch",
                "Print relations as they are found, until it is ended or --limit is reached", *lookup);
  AddRelationFilters(command, options, lookup);
  command.add_flag("--all", watch->all, "Begin with those that are stored already");
  command.add_option("--resume", watch->resume,
                     "A file in which to keep how far it came; where it exists, go on from there");
  command.callback([&options, &run, lookup, watch] {
    run = [&options, lookup, watch] { return RunWatch(options, lookup, *watch); };
  });
}

}  // namespace

void AddRelations(CLI::App& program, Options& options, Run& run) {
  auto lookup = std::make_shared<Lookup<v1::ListRelationsRequest>>();
  auto& command =
      AddLookup(program, options, "relations", "List what contradicts what, and what changed over time",
                *lookup, {"csv", "claimreview"});
  AddRelationFilters(command, options, lookup);
  RunLookup(command, options, run, lookup, &Connection::relations, &v1::RelationService::Stub::ListRelations,
            &v1::ListRelationsResponse::relations, &PrintRelation);
  AddRelationsReview(command, options, run);
  AddReviewHistory(command, options, run);
  AddWatch(command, options, run);
}

}  // namespace isnad::cli
