// The relation service; see relation_service.proto.
#pragma once

#include <atomic>

#include "isnad/v1/relation_service.grpc.pb.h"
#include "server/rpc/backend.h"

namespace isnad::rpc {

// Thread-safe; `backend` must outlive it.
class RelationService final : public v1::RelationService::CallbackService {
 public:
  explicit RelationService(const Backend& backend) : backend_(backend) {}

  // Ends the streams that would not end by themselves.
  void StopWatches() { stopping_ = true; }

  grpc::ServerUnaryReactor* GetRelation(grpc::CallbackServerContext* context,
                                        const v1::GetRelationRequest* request,
                                        v1::GetRelationResponse* response) override;
  grpc::ServerUnaryReactor* ListRelations(grpc::CallbackServerContext* context,
                                          const v1::ListRelationsRequest* request,
                                          v1::ListRelationsResponse* response) override;
  grpc::ServerUnaryReactor* ReviewRelation(grpc::CallbackServerContext* context,
                                           const v1::ReviewRelationRequest* request,
                                           v1::ReviewRelationResponse* response) override;
  grpc::ServerUnaryReactor* ListRelationReviews(grpc::CallbackServerContext* context,
                                                const v1::ListRelationReviewsRequest* request,
                                                v1::ListRelationReviewsResponse* response) override;
  grpc::ServerWriteReactor<v1::WatchRelationsResponse>* WatchRelations(
      grpc::CallbackServerContext* context, const v1::WatchRelationsRequest* request) override;
  grpc::ServerUnaryReactor* CompareArticles(grpc::CallbackServerContext* context,
                                            const v1::CompareArticlesRequest* request,
                                            v1::CompareArticlesResponse* response) override;

 private:
  const Backend& backend_;
  std::atomic<bool> stopping_{false};
};

}  // namespace isnad::rpc
