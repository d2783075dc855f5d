// The claim service; see claim_service.proto.
#pragma once

#include "isnad/v1/claim_service.grpc.pb.h"
#include "server/rpc/backend.h"

namespace isnad::rpc {

// Thread-safe; `backend` must outlive it.
class ClaimService final : public v1::ClaimService::CallbackService {
 public:
  explicit ClaimService(const Backend& backend) : backend_(backend) {}

  grpc::ServerUnaryReactor* GetClaim(grpc::CallbackServerContext* context, const v1::GetClaimRequest* request,
                                     v1::GetClaimResponse* response) override;
  grpc::ServerUnaryReactor* ListClaims(grpc::CallbackServerContext* context,
                                       const v1::ListClaimsRequest* request,
                                       v1::ListClaimsResponse* response) override;

 private:
  const Backend& backend_;
};

}  // namespace isnad::rpc
