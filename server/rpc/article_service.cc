#include "server/rpc/article_service.h"

#include <utility>

#include "server/pipeline/checker.h"
#include "server/rpc/decision.h"
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
                                         backend.judging, **reader);
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

// Where what was found stands now is in this revision; where it stood, in the one before.
absl::Status RewriteRevision(v1::OffsetUnit unit, store::Reader& reader, const std::string& before,
                             v1::ArticleRevision& revision) {
  const std::string& now = revision.name();
  OffsetRewriter rewriter(unit, [&reader](const std::string& name) -> absl::StatusOr<v1::Article> {
    auto found = reader.GetRevision(name);
    if (!found.ok()) return found.status();
    return std::move(*found->mutable_article());
  });
  for (v1::FormerUnit& former : *revision.mutable_former_units()) {
    absl::Status status = rewriter.Rewrite(*former.mutable_span(), before);
    if (status.ok() && former.has_source()) status = rewriter.Rewrite(*former.mutable_source(), before);
    for (v1::Span& place : *former.mutable_places()) {
      if (status.ok()) status = rewriter.Rewrite(place, now);
    }
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

// The name of the revision before; empty for the first.
absl::StatusOr<std::string> Before(const v1::ArticleRevision& revision, store::Reader& reader) {
  std::string before;
  store::PageRequest page{.size = kMaxPageSize, .after = ""};
  do {
    auto found = reader.ListRevisions({.article = revision.article().name()}, page);
    if (!found.ok()) return found.status();
    for (const v1::ArticleRevision& other : found->items) {
      if (other.name() == revision.name()) return before;
      before = other.name();
    }
    page.after = found->next;
  } while (!page.after.empty());
  return before;
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

grpc::ServerUnaryReactor* ArticleService::DeleteArticle(grpc::CallbackServerContext* context,
                                                        const v1::DeleteArticleRequest* request,
                                                        v1::DeleteArticleResponse*) {
  return RunWriting(
      backend_, "DeleteArticle", context,
      [request](store::Transaction& transaction) {
        const absl::Status status = transaction.DeleteArticle(request->name());
        return absl::IsNotFound(status) ? WithField(status, "name") : status;
      },
      [](store::Reader&) { return absl::OkStatus(); });
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

grpc::ServerUnaryReactor* ArticleService::GetArticleRevision(grpc::CallbackServerContext* context,
                                                             const v1::GetArticleRevisionRequest* request,
                                                             v1::GetArticleRevisionResponse* response) {
  return RunReading(backend_, "GetArticleRevision", context, [request, response](store::Reader& reader) {
    v1::ArticleRevision& revision = *response->mutable_revision();
    if (absl::Status status = AnswerItem(reader.GetRevision(request->name()), revision); !status.ok())
      return status;
    auto before = Before(revision, reader);
    if (!before.ok()) return before.status();
    return RewriteRevision(request->offset_unit(), reader, *before, revision);
  });
}

grpc::ServerUnaryReactor* ArticleService::ListArticleRevisions(grpc::CallbackServerContext* context,
                                                               const v1::ListArticleRevisionsRequest* request,
                                                               v1::ListArticleRevisionsResponse* response) {
  return RunReading(backend_, "ListArticleRevisions", context, [request, response](store::Reader& reader) {
    absl::Status status = AnswerPage(
        *request, absl::StatusOr<store::RevisionQuery>(store::RevisionQuery{request->article()}), reader,
        &store::Reader::ListRevisions, &v1::ListArticleRevisionsResponse::add_revisions, *response);
    if (absl::IsNotFound(status)) return WithField(status, "article");
    if (!status.ok() || response->revisions().empty()) return status;
    auto before = Before(response->revisions(0), reader);
    if (!before.ok()) return before.status();
    for (v1::ArticleRevision& revision : *response->mutable_revisions()) {
      status = RewriteRevision(request->offset_unit(), reader, *before, revision);
      if (!status.ok()) return status;
      *before = revision.name();
    }
    return status;
  });
}

}  // namespace isnad::rpc
