// The article service; see article_service.proto.
#pragma once

#include "isnad/v1/article_service.grpc.pb.h"
#include "server/rpc/backend.h"

namespace isnad::rpc {

// Thread-safe; `backend` must outlive it.
class ArticleService final : public v1::ArticleService::CallbackService {
 public:
  explicit ArticleService(const Backend& backend) : backend_(backend) {}

  grpc::ServerBidiReactor<v1::IngestArticlesRequest, v1::IngestArticlesResponse>* IngestArticles(
      grpc::CallbackServerContext* context) override;
  grpc::ServerUnaryReactor* AnalyzeArticle(grpc::CallbackServerContext* context,
                                           const v1::AnalyzeArticleRequest* request,
                                           v1::AnalyzeArticleResponse* response) override;
  grpc::ServerUnaryReactor* CheckArticle(grpc::CallbackServerContext* context,
                                         const v1::CheckArticleRequest* request,
                                         v1::CheckArticleResponse* response) override;
  grpc::ServerUnaryReactor* GetArticle(grpc::CallbackServerContext* context,
                                       const v1::GetArticleRequest* request,
                                       v1::GetArticleResponse* response) override;
  grpc::ServerUnaryReactor* DeleteArticle(grpc::CallbackServerContext* context,
                                          const v1::DeleteArticleRequest* request,
                                          v1::DeleteArticleResponse* response) override;
  grpc::ServerUnaryReactor* ListArticles(grpc::CallbackServerContext* context,
                                         const v1::ListArticlesRequest* request,
                                         v1::ListArticlesResponse* response) override;
  grpc::ServerUnaryReactor* GetArticleRevision(grpc::CallbackServerContext* context,
                                               const v1::GetArticleRevisionRequest* request,
                                               v1::GetArticleRevisionResponse* response) override;
  grpc::ServerUnaryReactor* ListArticleRevisions(grpc::CallbackServerContext* context,
                                                 const v1::ListArticleRevisionsRequest* request,
                                                 v1::ListArticleRevisionsResponse* response) override;

 private:
  const Backend& backend_;
};

}  // namespace isnad::rpc
