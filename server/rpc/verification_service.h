// The verification service; see verification_service.proto.
#pragma once

#include "isnad/v1/verification_service.grpc.pb.h"
#include "server/rpc/backend.h"

namespace isnad::rpc {

// Thread-safe; `backend` must outlive it.
class VerificationService final : public v1::VerificationService::CallbackService {
 public:
  explicit VerificationService(const Backend& backend) : backend_(backend) {}

  grpc::ServerUnaryReactor* VerifyQuote(grpc::CallbackServerContext* context,
                                        const v1::VerifyQuoteRequest* request,
                                        v1::VerifyQuoteResponse* response) override;
  grpc::ServerUnaryReactor* VerifyClaim(grpc::CallbackServerContext* context,
                                        const v1::VerifyClaimRequest* request,
                                        v1::VerifyClaimResponse* response) override;

 private:
  const Backend& backend_;
};

}  // namespace isnad::rpc
