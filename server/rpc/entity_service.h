// The entity service; see entity_service.proto.
#pragma once

#include "isnad/v1/entity_service.grpc.pb.h"
#include "server/rpc/backend.h"

namespace isnad::rpc {

// Thread-safe; `backend` must outlive it.
class EntityService final : public v1::EntityService::CallbackService {
 public:
  explicit EntityService(const Backend& backend) : backend_(backend) {}

  grpc::ServerUnaryReactor* GetEntity(grpc::CallbackServerContext* context,
                                      const v1::GetEntityRequest* request,
                                      v1::GetEntityResponse* response) override;
  grpc::ServerUnaryReactor* ListEntities(grpc::CallbackServerContext* context,
                                         const v1::ListEntitiesRequest* request,
                                         v1::ListEntitiesResponse* response) override;

  grpc::ServerUnaryReactor* MergeEntities(grpc::CallbackServerContext* context,
                                          const v1::MergeEntitiesRequest* request,
                                          v1::MergeEntitiesResponse* response) override;
  grpc::ServerUnaryReactor* SplitEntity(grpc::CallbackServerContext* context,
                                        const v1::SplitEntityRequest* request,
                                        v1::SplitEntityResponse* response) override;
  grpc::ServerUnaryReactor* ListEntityChanges(grpc::CallbackServerContext* context,
                                              const v1::ListEntityChangesRequest* request,
                                              v1::ListEntityChangesResponse* response) override;

 private:
  const Backend& backend_;
};

}  // namespace isnad::rpc
