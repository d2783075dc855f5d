#include "server/rpc/entity_service.h"

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

}  // namespace isnad::rpc
