#include "server/rpc/relation_service.h"

#include <vector>

#include "server/compare/judge.h"
#include "server/compare/relate.h"
#include "server/rpc/decision.h"
#include "server/rpc/explain.h"
#include "server/rpc/lookup.h"
#include "server/rpc/relation_watch.h"
#include "server/rpc/unary.h"

namespace isnad::rpc {
namespace {

// Articles that are not stored need no name; two of the same text are still two.
absl::StatusOr<v1::Analysis> AnalyzeEnd(const Backend& backend, v1::Article article, const char* field,
                                        const Call& call) {
  article.set_name(std::string("articles/") + field);
  auto prepared = pipeline::PrepareArticle(std::move(article));
  if (!prepared.ok()) return WithField(prepared.status(), field);
  return backend.analyzer->Analyze(*prepared, [&call] { return call.Cancelled(); });
}

absl::Status Compare(const Backend& backend, const v1::CompareArticlesRequest& request, const Call& call,
                     v1::CompareArticlesResponse& response) {
  absl::Status status = CheckLanguage(*backend.catalogue, "language_code", request.language_code());
  if (!status.ok()) return status;
  auto a = AnalyzeEnd(backend, request.a(), "a", call);
  if (!a.ok()) return a.status();
  auto b = AnalyzeEnd(backend, request.b(), "b", call);
  if (!b.ok()) return b.status();
  const std::vector<v1::Claim> of_a(a->claims().begin(), a->claims().end());
  const std::vector<v1::Claim> of_b(b->claims().begin(), b->claims().end());
  for (v1::Relation& relation : compare::RelateDirectly(of_a, of_b, backend.judging)) {
    Explain(*backend.catalogue, request.language_code(), relation);
    *response.add_relations() = std::move(relation);
  }
  OffsetRewriter rewriter(request.offset_unit(), [](const std::string& name) -> absl::StatusOr<v1::Article> {
    return absl::InternalError("a relation names an article that was not compared: " + name);
  });
  rewriter.Add(a->article());
  rewriter.Add(b->article());
  return rewriter.Rewrite(response, "");
}

}  // namespace

absl::StatusOr<store::RelationQuery> RelationQueryOf(const v1::ListRelationsRequest& request, double flag,
                                                     store::Reader& reader) {
  store::RelationQuery query;
  if (absl::Status status = FillCommon(request, query); !status.ok()) return status;
  query.article = request.article();
  auto who = WhoIs(request.holder(), reader);
  if (!who.ok()) return who.status();
  query.entities = std::move(who->entities);
  query.holder_words = std::move(who->words);
  query.kind = request.kind();
  query.min_score = request.has_min_score() ? request.min_score() : flag;
  if (request.state() != v1::RELATION_STATE_UNSPECIFIED) {
    query.states = {request.state()};
  } else {
    query.states = {v1::RELATION_STATE_OPEN, v1::RELATION_STATE_CONFIRMED};
  }
  if (request.verdict() != v1::RELATION_VERDICT_UNSPECIFIED) {
    query.verdicts = {request.verdict()};
  } else {
    query.verdicts = {v1::RELATION_VERDICT_CONTRADICTION, v1::RELATION_VERDICT_CHANGED_OVER_TIME};
  }
  return query;
}

grpc::ServerUnaryReactor* RelationService::GetRelation(grpc::CallbackServerContext* context,
                                                       const v1::GetRelationRequest* request,
                                                       v1::GetRelationResponse* response) {
  return RunReading(backend_, "GetRelation", context, [this, request, response](store::Reader& reader) {
    absl::Status status = CheckLanguage(*backend_.catalogue, "language_code", request->language_code());
    if (status.ok()) status = AnswerItem(reader.GetRelation(request->name()), *response->mutable_relation());
    if (!status.ok()) return status;
    Explain(*backend_.catalogue, request->language_code(), *response->mutable_relation());
    return RewriteOffsets(request->offset_unit(), reader, *response);
  });
}

grpc::ServerUnaryReactor* RelationService::ListRelations(grpc::CallbackServerContext* context,
                                                         const v1::ListRelationsRequest* request,
                                                         v1::ListRelationsResponse* response) {
  return RunReading(backend_, "ListRelations", context, [this, request, response](store::Reader& reader) {
    absl::Status status = CheckLanguage(*backend_.catalogue, "language_code", request->language_code());
    if (status.ok()) {
      status =
          AnswerPage(*request, RelationQueryOf(*request, backend_.judging.thresholds.flag, reader), reader,
                     &store::Reader::ListRelations, &v1::ListRelationsResponse::add_relations, *response);
    }
    if (!status.ok()) return status;
    for (v1::Relation& relation : *response->mutable_relations()) {
      Explain(*backend_.catalogue, request->language_code(), relation);
    }
    return RewriteOffsets(request->offset_unit(), reader, *response);
  });
}

grpc::ServerUnaryReactor* RelationService::ReviewRelation(grpc::CallbackServerContext* context,
                                                          const v1::ReviewRelationRequest* request,
                                                          v1::ReviewRelationResponse* response) {
  return RunWriting(
      backend_, "ReviewRelation", context,
      [request, response](store::Transaction& transaction) -> absl::Status {
        auto decision = DecisionOf(request->decision());
        if (!decision.ok()) return decision.status();
        if (!v1::RelationState_IsValid(request->state()) ||
            request->state() == v1::RELATION_STATE_UNSPECIFIED)
          return InvalidField("state", "is missing; open, confirm or dismiss it");
        return AnswerItem(transaction.ReviewRelation(request->name(), request->state(), *decision),
                          *response->mutable_review());
      },
      [](store::Reader&) { return absl::OkStatus(); });
}

grpc::ServerUnaryReactor* RelationService::ListRelationReviews(grpc::CallbackServerContext* context,
                                                               const v1::ListRelationReviewsRequest* request,
                                                               v1::ListRelationReviewsResponse* response) {
  return RunReading(backend_, "ListRelationReviews", context, [request, response](store::Reader& reader) {
    const absl::Status status = AnswerPage(
        *request, absl::StatusOr<store::RelationReviewQuery>(store::RelationReviewQuery{request->relation()}),
        reader, &store::Reader::ListRelationReviews, &v1::ListRelationReviewsResponse::add_reviews,
        *response);
    return absl::IsNotFound(status) ? WithField(status, "relation") : status;
  });
}

grpc::ServerWriteReactor<v1::WatchRelationsResponse>* RelationService::WatchRelations(
    grpc::CallbackServerContext* context, const v1::WatchRelationsRequest* request) {
  return StartRelationWatch(backend_, context, *request, stopping_);
}

grpc::ServerUnaryReactor* RelationService::CompareArticles(grpc::CallbackServerContext* context,
                                                           const v1::CompareArticlesRequest* request,
                                                           v1::CompareArticlesResponse* response) {
  return RunUnary(backend_, "CompareArticles", context, [this, request, response](const Call& call) {
    return Compare(backend_, *request, call, *response);
  });
}

}  // namespace isnad::rpc
