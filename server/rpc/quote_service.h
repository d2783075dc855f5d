// The quote service; see quote_service.proto.
#pragma once

#include "isnad/v1/quote_service.grpc.pb.h"
#include "server/rpc/backend.h"

namespace isnad::rpc {

// Thread-safe; `backend` must outlive it.
class QuoteService final : public v1::QuoteService::CallbackService {
 public:
  explicit QuoteService(const Backend& backend) : backend_(backend) {}

  grpc::ServerUnaryReactor* GetQuote(grpc::CallbackServerContext* context, const v1::GetQuoteRequest* request,
                                     v1::GetQuoteResponse* response) override;
  grpc::ServerUnaryReactor* ListQuotes(grpc::CallbackServerContext* context,
                                       const v1::ListQuotesRequest* request,
                                       v1::ListQuotesResponse* response) override;

 private:
  const Backend& backend_;
};

}  // namespace isnad::rpc
