#include "server/rpc/claim_service.h"

#include <charconv>

#include "server/rpc/lookup.h"
#include "server/rpc/unary.h"

namespace isnad::rpc {
namespace {

// The number that a word is, if it is one; thousands may be parted by commas.
std::optional<double> NumberOf(std::string word) {
  std::erase(word, ',');
  double number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
  return number;
}

// Takes the first number out of the words: it is looked for as a quantity, in whatever digits or words it is
// written.
std::optional<double> TakeNumber(std::vector<std::string>& words) {
  for (size_t i = 0; i < words.size(); ++i) {
    if (const auto number = NumberOf(words[i])) {
      words.erase(words.begin() + static_cast<ptrdiff_t>(i));
      return number;
    }
  }
  return std::nullopt;
}

absl::StatusOr<store::ClaimQuery> QueryOf(const v1::ListClaimsRequest& request, store::Reader& reader) {
  store::ClaimQuery query;
  if (absl::Status status = FillCommon(request, query); !status.ok()) return status;
  query.article = request.article();
  query.number = TakeNumber(query.words);
  auto who = WhoIs(request.holder(), reader);
  if (!who.ok()) return who.status();
  query.entities = std::move(who->entities);
  query.holder_words = std::move(who->words);
  auto about = WhatIsMeant(request.about(), reader);
  if (!about.ok()) return about.status();
  query.any_of = *std::move(about);
  query.modality = request.modality();
  return query;
}

}  // namespace

grpc::ServerUnaryReactor* ClaimService::GetClaim(grpc::CallbackServerContext* context,
                                                 const v1::GetClaimRequest* request,
                                                 v1::GetClaimResponse* response) {
  return RunReading(backend_, "GetClaim", context, [request, response](store::Reader& reader) {
    absl::Status status = AnswerItem(reader.GetClaim(request->name()), *response->mutable_claim());
    return status.ok() ? RewriteOffsets(request->offset_unit(), reader, *response) : status;
  });
}

grpc::ServerUnaryReactor* ClaimService::ListClaims(grpc::CallbackServerContext* context,
                                                   const v1::ListClaimsRequest* request,
                                                   v1::ListClaimsResponse* response) {
  return RunReading(backend_, "ListClaims", context, [request, response](store::Reader& reader) {
    absl::Status status = AnswerPage(*request, QueryOf(*request, reader), reader, &store::Reader::ListClaims,
                                     &v1::ListClaimsResponse::add_claims, *response);
    return status.ok() ? RewriteOffsets(request->offset_unit(), reader, *response) : status;
  });
}

}  // namespace isnad::rpc
