#include "server/rpc/quote_service.h"

#include "server/rpc/lookup.h"
#include "server/rpc/unary.h"

namespace isnad::rpc {
namespace {

absl::StatusOr<store::QuoteQuery> QueryOf(const v1::ListQuotesRequest& request, store::Reader& reader) {
  store::QuoteQuery query;
  if (absl::Status status = FillCommon(request, query); !status.ok()) return status;
  query.article = request.article();
  auto who = WhoIs(request.speaker(), reader);
  if (!who.ok()) return who.status();
  query.entities = std::move(who->entities);
  query.speaker_words = std::move(who->words);
  auto about = WhatIsMeant(request.about(), reader);
  if (!about.ok()) return about.status();
  query.any_of = *std::move(about);
  query.kind = request.kind();
  return query;
}

}  // namespace

grpc::ServerUnaryReactor* QuoteService::GetQuote(grpc::CallbackServerContext* context,
                                                 const v1::GetQuoteRequest* request,
                                                 v1::GetQuoteResponse* response) {
  return RunReading(backend_, "GetQuote", context, [request, response](store::Reader& reader) {
    absl::Status status = AnswerItem(reader.GetQuote(request->name()), *response->mutable_quote());
    return status.ok() ? RewriteOffsets(request->offset_unit(), reader, *response) : status;
  });
}

grpc::ServerUnaryReactor* QuoteService::ListQuotes(grpc::CallbackServerContext* context,
                                                   const v1::ListQuotesRequest* request,
                                                   v1::ListQuotesResponse* response) {
  return RunReading(backend_, "ListQuotes", context, [request, response](store::Reader& reader) {
    absl::Status status = AnswerPage(*request, QueryOf(*request, reader), reader, &store::Reader::ListQuotes,
                                     &v1::ListQuotesResponse::add_quotes, *response);
    return status.ok() ? RewriteOffsets(request->offset_unit(), reader, *response) : status;
  });
}

}  // namespace isnad::rpc
