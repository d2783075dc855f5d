#include "server/rpc/verification_service.h"

#include <utility>

#include "server/rpc/explain.h"
#include "server/rpc/lookup.h"
#include "server/rpc/unary.h"
#include "server/verify/verify.h"

namespace isnad::rpc {
namespace {

// What an extractor finds in words that stand alone. The text is refused as an article's would be, under
// `field`.
absl::StatusOr<v1::Analysis> AnalyzeWords(const Backend& backend, const std::string& words,
                                          const std::string& date, const std::string& language,
                                          const Call& call) {
  v1::Article article;
  article.set_name("articles/given");
  article.set_text(words);
  article.set_publish_time(date);
  article.set_language_code(language);
  auto prepared = pipeline::PrepareArticle(std::move(article));
  if (!prepared.ok()) return WithField(prepared.status(), "text");
  return backend.analyzer->Analyze(*prepared, [&call] { return call.Cancelled(); });
}

// A day, month or year that exists.
absl::Status CheckDate(const std::string& date) {
  std::string day = date;
  if (day.size() == 4) day += "-01";
  if (day.size() == 7) day += "-01";
  return CheckDay("date", day);
}

absl::Status Quote(const Backend& backend, const v1::VerifyQuoteRequest& request, const Call& call,
                   store::Reader& reader, v1::VerifyQuoteResponse& response) {
  if (absl::Status status = CheckDate(request.date()); !status.ok()) return status;
  auto analysis = AnalyzeWords(backend, request.text(), "", request.language_code(), call);
  if (!analysis.ok()) return analysis.status();
  verify::QuoteCase given{
      .text = request.text(), .speaker = request.speaker(), .date = request.date(), .marks = {}};
  for (const v1::Quote& quote : analysis->quotes()) {
    given.marks.insert(given.marks.end(), quote.marks().begin(), quote.marks().end());
  }
  for (const v1::Claim& claim : analysis->claims()) {
    given.marks.insert(given.marks.end(), claim.marks().begin(), claim.marks().end());
    given.claims.push_back(claim);
  }
  auto verification = verify::VerifyQuote(given, *backend.aliases, reader);
  if (!verification.ok()) return verification.status();
  *response.mutable_verification() = *std::move(verification);
  return RewriteOffsets(request.offset_unit(), reader, response);
}

absl::Status Claim(const Backend& backend, const v1::VerifyClaimRequest& request, const Call& call,
                   store::Reader& reader, v1::VerifyClaimResponse& response) {
  const std::string& language = request.explanation_language_code();
  absl::Status status = CheckLanguage(*backend.catalogue, "explanation_language_code", language);
  if (status.ok()) status = CheckDay("date", request.date());
  if (!status.ok()) return status;
  auto analysis = AnalyzeWords(backend, request.text(), request.date(), request.language_code(), call);
  if (!analysis.ok()) return analysis.status();
  auto verification = verify::VerifyClaim(*analysis, backend.judging, reader);
  if (!verification.ok()) return verification.status();
  *response.mutable_verification() = *std::move(verification);
  for (v1::ClaimMatch& match : *response.mutable_verification()->mutable_matches()) {
    match.set_explanation(backend.catalogue->Say(match.reason(), language.empty() ? "en" : language));
  }
  return RewriteOffsets(request.offset_unit(), reader, response);
}

template <typename Method, typename Request, typename Response>
grpc::ServerUnaryReactor* Run(const Backend& backend, const char* name, grpc::CallbackServerContext* context,
                              Method method, const Request* request, Response* response) {
  return RunUnary(backend, name, context,
                  [&backend, method, request, response](const Call& call) -> absl::Status {
                    if (backend.store == nullptr) return NoStore();
                    auto reader = backend.store->Read();
                    if (!reader.ok()) return reader.status();
                    return method(backend, *request, call, **reader, *response);
                  });
}

}  // namespace

grpc::ServerUnaryReactor* VerificationService::VerifyQuote(grpc::CallbackServerContext* context,
                                                           const v1::VerifyQuoteRequest* request,
                                                           v1::VerifyQuoteResponse* response) {
  return Run(backend_, "VerifyQuote", context, Quote, request, response);
}

grpc::ServerUnaryReactor* VerificationService::VerifyClaim(grpc::CallbackServerContext* context,
                                                           const v1::VerifyClaimRequest* request,
                                                           v1::VerifyClaimResponse* response) {
  return Run(backend_, "VerifyClaim", context, Claim, request, response);
}

}  // namespace isnad::rpc
