#include "server/rpc/article_service.h"

#include <utility>

#include "server/pipeline/checker.h"
#include "server/rpc/explain.h"
#include "server/rpc/ingest_stream.h"
#include "server/rpc/lookup.h"
#include "server/rpc/unary.h"

namespace isnad::rpc {
namespace {

// The article of a request that has one as `article` or as `document`.
template <typename Request>
absl::StatusOr<v1::Article> Prepare(const Request& request) {
  switch (request.source_case()) {
    case Request::kArticle:
      return pipeline::PrepareArticle(request.article());
    case Request::kDocument:
      return pipeline::PrepareDocument(request.document());
    default:
      return InvalidField("article", "is missing; give an article or a document");
  }
}

template <typename Request>
absl::StatusOr<v1::Analysis> AnalyzeSource(const Backend& backend, const Request& request, const Call& call) {
  absl::Status status = CheckLanguage(*backend.catalogue, "language_code", request.language_code());
  if (!status.ok()) return status;
  auto prepared = Prepare(request);
  if (!prepared.ok()) return prepared.status();
  auto analysis = backend.analyzer->Analyze(*prepared, [&call] { return call.Cancelled(); });
  if (analysis.ok()) {
    for (const v1::ExtractorFailure& failure : analysis->failures()) {
      backend.metrics->CountPluginFailure(failure.plugin());
    }
  }
  return analysis;
}

absl::Status Analyze(const Backend& backend, const v1::AnalyzeArticleRequest& request, const Call& call,
                     v1::AnalyzeArticleResponse& response) {
  auto analysis = AnalyzeSource(backend, request, call);
  if (!analysis.ok()) return analysis.status();
  Explain(*backend.catalogue, request.language_code(), *analysis);
  OffsetRewriter rewriter(request.offset_unit(), nullptr);
  rewriter.Add(analysis->article());
  *response.mutable_analysis() = *std::move(analysis);
  return rewriter.Rewrite(response, response.analysis().article().name());
}

absl::Status Check(const Backend& backend, const v1::CheckArticleRequest& request, const Call& call,
                   v1::CheckArticleResponse& response) {
  if (backend.store == nullptr) return NoStore();
  auto analysis = AnalyzeSource(backend, request, call);
  if (!analysis.ok()) return analysis.status();
  auto reader = backend.store->Read();
  if (!reader.ok()) return reader.status();
  const std::string language = request.language_code().empty() ? "en" : request.language_code();
  auto problems = pipeline::CheckArticle(*analysis, *backend.aliases, *backend.catalogue, language,
                                         backend.thresholds.flag, **reader);
  if (!problems.ok()) return problems.status();
  for (v1::Problem& problem : *problems) *response.add_problems() = std::move(problem);
  *response.mutable_extractors() = analysis->extractors();
  *response.mutable_failures() = analysis->failures();
  OffsetRewriter rewriter(request.offset_unit(),
                          [&reader](const std::string& name) { return (*reader)->GetArticle(name); });
  rewriter.Add(analysis->article());
  return rewriter.Rewrite(response, analysis->article().name());
}

absl::StatusOr<store::ArticleQuery> QueryOf(const v1::ListArticlesRequest& request) {
  store::ArticleQuery query;
  if (absl::Status status = FillCommon(request, query); !status.ok()) return status;
  return query;
}

}  // namespace

grpc::ServerBidiReactor<v1::IngestArticlesRequest, v1::IngestArticlesResponse>*
ArticleService::IngestArticles(grpc::CallbackServerContext* context) {
  return StartIngestStream(backend_, context);
}

grpc::ServerUnaryReactor* ArticleService::AnalyzeArticle(grpc::CallbackServerContext* context,
                                                         const v1::AnalyzeArticleRequest* request,
                                                         v1::AnalyzeArticleResponse* response) {
  return RunUnary(backend_, "AnalyzeArticle", context, [this, request, response](const Call& call) {
    return Analyze(backend_, *request, call, *response);
  });
}

grpc::ServerUnaryReactor* ArticleService::CheckArticle(grpc::CallbackServerContext* context,
                                                       const v1::CheckArticleRequest* request,
                                                       v1::CheckArticleResponse* response) {
  return RunUnary(backend_, "CheckArticle", context, [this, request, response](const Call& call) {
    return Check(backend_, *request, call, *response);
  });
}

grpc::ServerUnaryReactor* ArticleService::GetArticle(grpc::CallbackServerContext* context,
                                                     const v1::GetArticleRequest* request,
                                                     v1::GetArticleResponse* response) {
  return RunReading(backend_, "GetArticle", context, [request, response](store::Reader& reader) {
    return AnswerItem(reader.GetArticle(request->name()), *response->mutable_article());
  });
}

grpc::ServerUnaryReactor* ArticleService::ListArticles(grpc::CallbackServerContext* context,
                                                       const v1::ListArticlesRequest* request,
                                                       v1::ListArticlesResponse* response) {
  return RunReading(backend_, "ListArticles", context, [request, response](store::Reader& reader) {
    absl::Status status = AnswerPage(*request, QueryOf(*request), reader, &store::Reader::ListArticles,
                                     &v1::ListArticlesResponse::add_articles, *response);
    for (v1::Article& article : *response->mutable_articles()) article.clear_text();
    return status;
  });
}

}  // namespace isnad::rpc
