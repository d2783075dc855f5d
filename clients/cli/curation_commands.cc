// isnad entities merge and split, isnad relations review: what a person decides.
#include <fmt/format.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "clients/cli/commands.h"
#include "clients/cli/connection.h"
#include "clients/cli/json_output.h"
#include "clients/cli/text_output.h"

namespace isnad::cli {
namespace {

void AddDecision(CLI::App& command, v1::Decision& decision) {
  command
      .add_option_function<std::string>(
          "--by", [&decision](const std::string& author) { decision.set_author(author); }, "Who decides this")
      ->required();
  command.add_option_function<std::string>(
      "--why", [&decision](const std::string& reason) { decision.set_reason(reason); },
      "Why, for the history");
}

// Calls a method of a service and prints the answer.
template <typename Request, typename Response, typename Stub>
Run Calling(const Options& options, std::shared_ptr<Request> request, std::unique_ptr<Stub> Connection::*stub,
            grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
            void (*print)(const Response&)) {
  return [&options, request, stub, method, print]() -> ExitStatus {
    auto connection = Connection::Open(options, app::StoreUse::kRead);
    if (!connection.ok()) return Fail(connection.status());
    grpc::ClientContext context;
    SetDeadline(options, context);
    Response response;
    const grpc::Status status = (*((**connection).*stub).*method)(&context, *request, &response);
    if (!status.ok()) return Fail(FromGrpc(status));
    if (options.output == Output::kJson) {
      PrintJson(response);
    } else {
      print(response);
    }
    return kFine;
  };
}

void PrintMerged(const v1::MergeEntitiesResponse& response) {
  if (!response.has_change()) fmt::print("they are one already\n");
  PrintEntity(response.entity());
}

void PrintSplit(const v1::SplitEntityResponse& response) {
  if (response.has_entity()) PrintEntity(response.entity());
}

void PrintReviewed(const v1::ReviewRelationResponse& response) { PrintRelationReview(response.review()); }

void AddMerge(CLI::App& entities, Options& options, Run& run) {
  auto request = std::make_shared<v1::MergeEntitiesRequest>();
  auto& command =
      *entities.add_subcommand("merge", "Make one entity of two, for all articles, stored and to come");
  AddCommonOptions(command, options);
  command
      .add_option_function<std::string>(
          "ENTITY", [request](const std::string& name) { request->set_entity(name); },
          "The one that becomes part of the other: entities/ID, or a name")
      ->required();
  command
      .add_option_function<std::string>(
          "TARGET", [request](const std::string& name) { request->set_target(name); },
          "The one that stays: entities/ID, or a name")
      ->required();
  AddDecision(command, *request->mutable_decision());
  command.callback([&options, &run, request] {
    run = Calling(options, request, &Connection::entities, &v1::EntityService::Stub::MergeEntities,
                  &PrintMerged);
  });
}

void AddSplit(CLI::App& entities, Options& options, Run& run) {
  auto request = std::make_shared<v1::SplitEntityRequest>();
  auto& command = *entities.add_subcommand("split", "Make an entity of its own of some names of another");
  AddCommonOptions(command, options);
  command
      .add_option_function<std::string>(
          "ENTITY", [request](const std::string& name) { request->set_name(name); },
          "The one that has the names: entities/ID, or one of them")
      ->required();
  command
      .add_option_function<std::vector<std::string>>(
          "NAME",
          [request](const std::vector<std::string>& names) {
            for (const std::string& name : names) request->add_aliases(name);
          },
          "The names that are somebody else's")
      ->required();
  AddDecision(command, *request->mutable_decision());
  command.callback([&options, &run, request] {
    run =
        Calling(options, request, &Connection::entities, &v1::EntityService::Stub::SplitEntity, &PrintSplit);
  });
}

}  // namespace

void AddEntitiesCuration(CLI::App& entities, Options& options, Run& run) {
  AddMerge(entities, options, run);
  AddSplit(entities, options, run);
}

void AddRelationsReview(CLI::App& relations, Options& options, Run& run) {
  auto request = std::make_shared<v1::ReviewRelationRequest>();
  auto& command = *relations.add_subcommand(
      "review",
      "Confirm or dismiss a relation; what is dismissed stays so when its articles are ingested again");
  AddCommonOptions(command, options);
  command
      .add_option_function<std::string>(
          "RELATION", [request](const std::string& name) { request->set_name(name); }, "relations/ID")
      ->required();
  auto& state = *command.add_option_group("state", "What it is from now on");
  const std::map<std::string, std::pair<v1::RelationState, const char*>> flags = {
      {"--confirm", {v1::RELATION_STATE_CONFIRMED, "It is right"}},
      {"--dismiss", {v1::RELATION_STATE_DISMISSED, "It is none"}},
      {"--reopen", {v1::RELATION_STATE_OPEN, "Take back what was said of it"}}};
  for (const auto& [flag, meaning] : flags) {
    const v1::RelationState value = meaning.first;
    state.add_flag_callback(
        flag, [request, value] { request->set_state(value); }, meaning.second);
  }
  state.require_option(1);
  AddDecision(command, *request->mutable_decision());
  command.callback([&options, &run, request] {
    run = Calling(options, request, &Connection::relations, &v1::RelationService::Stub::ReviewRelation,
                  &PrintReviewed);
  });
}

}  // namespace isnad::cli
