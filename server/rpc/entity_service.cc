#include "server/rpc/entity_service.h"

#include <string>
#include <vector>

#include "server/rpc/decision.h"
#include "server/rpc/lookup.h"
#include "server/rpc/unary.h"

namespace isnad::rpc {
namespace {

absl::StatusOr<store::EntityQuery> QueryOf(const v1::ListEntitiesRequest& request) {
  return store::EntityQuery{.words = WordsOf(request.text()), .kind = request.kind()};
}

}  // namespace

grpc::ServerUnaryReactor* EntityService::GetEntity(grpc::CallbackServerContext* context,
                                                   const v1::GetEntityRequest* request,
                                                   v1::GetEntityResponse* response) {
  return RunReading(backend_, "GetEntity", context, [request, response](store::Reader& reader) {
    return AnswerItem(reader.GetEntity(request->name()), *response->mutable_entity());
  });
}

grpc::ServerUnaryReactor* EntityService::ListEntities(grpc::CallbackServerContext* context,
                                                      const v1::ListEntitiesRequest* request,
                                                      v1::ListEntitiesResponse* response) {
  return RunReading(backend_, "ListEntities", context, [request, response](store::Reader& reader) {
    return AnswerPage(*request, QueryOf(*request), reader, &store::Reader::ListEntities,
                      &v1::ListEntitiesResponse::add_entities, *response);
  });
}

grpc::ServerUnaryReactor* EntityService::MergeEntities(grpc::CallbackServerContext* context,
                                                       const v1::MergeEntitiesRequest* request,
                                                       v1::MergeEntitiesResponse* response) {
  return RunWriting(
      backend_, "MergeEntities", context,
      [request, response](store::Transaction& transaction) -> absl::Status {
        auto decision = DecisionOf(request->decision());
        if (!decision.ok()) return decision.status();
        auto target = TheEntity("target", request->target(), transaction);
        if (!target.ok()) return target.status();
        auto entity = TheEntity("entity", request->entity(), transaction);
        if (!entity.ok()) return entity.status();
        response->mutable_entity()->set_name(*target);
        auto change = transaction.MergeEntities(*entity, *target, *decision);
        if (!change.ok())
          return WithField(change.status(), transaction.GetEntity(*target).ok() ? "entity" : "target");
        if (change->has_value()) *response->mutable_change() = **std::move(change);
        return absl::OkStatus();
      },
      [response](store::Reader& reader) {
        return AnswerItem(reader.GetEntity(response->entity().name()), *response->mutable_entity());
      });
}

grpc::ServerUnaryReactor* EntityService::SplitEntity(grpc::CallbackServerContext* context,
                                                     const v1::SplitEntityRequest* request,
                                                     v1::SplitEntityResponse* response) {
  return RunWriting(
      backend_, "SplitEntity", context,
      [request, response](store::Transaction& transaction) -> absl::Status {
        auto decision = DecisionOf(request->decision());
        if (!decision.ok()) return decision.status();
        const std::vector<std::string> aliases(request->aliases().begin(), request->aliases().end());
        auto entity = TheEntity("name", request->name(), transaction);
        if (!entity.ok()) return entity.status();
        auto change = transaction.SplitEntity(*entity, aliases, *decision);
        if (!change.ok())
          return WithField(change.status(), absl::IsNotFound(change.status()) ? "name" : "aliases");
        *response->mutable_change() = *std::move(change);
        return absl::OkStatus();
      },
      [response](store::Reader& reader) -> absl::Status {
        // A name that only the operator's file had is no entity that anybody met.
        auto entity = reader.GetEntity(response->change().target());
        if (entity.ok()) *response->mutable_entity() = *std::move(entity);
        return absl::IsNotFound(entity.status()) ? absl::OkStatus() : entity.status();
      });
}

grpc::ServerUnaryReactor* EntityService::ListEntityChanges(grpc::CallbackServerContext* context,
                                                           const v1::ListEntityChangesRequest* request,
                                                           v1::ListEntityChangesResponse* response) {
  return RunReading(backend_, "ListEntityChanges", context, [request, response](store::Reader& reader) {
    return AnswerPage(
        *request, absl::StatusOr<store::EntityChangeQuery>(store::EntityChangeQuery{request->entity()}),
        reader, &store::Reader::ListEntityChanges, &v1::ListEntityChangesResponse::add_changes, *response);
  });
}

}  // namespace isnad::rpc
