// Claim and ClaimReview of schema.org.
#include <fmt/format.h>

#include "clients/cli/exchange.h"
#include "clients/cli/json_output.h"
#include "clients/cli/linked_data.h"
#include "clients/cli/listing.h"
#include "clients/cli/words.h"

namespace isnad::cli {
namespace {

// A Claim with the article that it appears in.
std::string ClaimJson(const std::string& name, const v1::Span& evidence, const v1::Mention& holder,
                      const v1::Article& article) {
  const std::string author = AgentJson(holder);
  return fmt::format(R"({{"@type":"Claim","@id":{},"text":{}{},"appearance":{}}})", JsonString(IriOf(name)),
                     JsonString(evidence.text()),
                     author.empty() ? "" : fmt::format(R"(,"author":{})", author), ArticleJson(article));
}

class ClaimWriter : public ItemWriter<v1::Claim> {
 public:
  ClaimWriter(const Options& options, Connection& connection) : articles_(options, connection) {}

  absl::Status Write(const v1::Claim& claim) override {
    const auto article = articles_.Get(claim.article());
    if (!article.ok()) return article.status();
    const std::string json = ClaimJson(claim.name(), claim.evidence(), claim.holder(), **article);
    fmt::print("{{\"@context\":\"https://schema.org\",{}\n", json.substr(1));
    return absl::OkStatus();
  }

 private:
  ArticleReader articles_;
};

class ReviewWriter : public ItemWriter<v1::Relation> {
 public:
  ReviewWriter(const Options& options, Connection& connection)
      : options_(options), connection_(connection), articles_(options, connection) {}

  absl::Status Write(const v1::Relation& relation) override {
    if (relation.state() != v1::RELATION_STATE_CONFIRMED) {
      ++left_out_;
      return absl::OkStatus();
    }
    const auto decision = LastDecision(relation.name());
    if (!decision.ok()) return decision.status();
    const auto first = EndJson(relation.a());
    if (!first.ok()) return first.status();
    const auto second = EndJson(relation.b());
    if (!second.ok()) return second.status();
    std::string body = relation.explanation();
    if (!decision->reason().empty()) body += fmt::format(" {}", decision->reason());
    fmt::print(
        R"({{"@context":"https://schema.org","@type":"ClaimReview","@id":{},"claimReviewed":{},"itemReviewed":{},)"
        R"("author":{{"@type":"Person","name":{}}},"datePublished":{},"reviewBody":{},)"
        R"("reviewRating":{{"@type":"Rating","alternateName":{}}},"citation":{}}})"
        "\n",
        JsonString(IriOf(relation.name())), JsonString(relation.a().evidence().text()), *first,
        JsonString(decision->author()), JsonString(decision->create_time()), JsonString(body),
        JsonString(Rating(relation)), *second);
    return absl::OkStatus();
  }

  void Finish() override {
    if (left_out_ == 0) return;
    fmt::print(stderr,
               "isnad: {} relations that nobody has confirmed were left out; see `isnad relations review`\n",
               left_out_);
  }

 private:
  // What was found, in a word: no scale of truth.
  static std::string Rating(const v1::Relation& relation) {
    if (relation.verdict() == v1::RELATION_VERDICT_SUPPORTS) return "Said elsewhere, too";
    if (relation.verdict() == v1::RELATION_VERDICT_CHANGED_OVER_TIME) return "Overtaken by later reports";
    return fmt::format("Contradicted ({})", WordFor(relation.kind()));
  }

  absl::StatusOr<std::string> EndJson(const v1::RelationEnd& end) {
    const auto article = articles_.Get(end.article());
    if (!article.ok()) return article.status();
    return ClaimJson(end.claim(), end.evidence(), end.holder(), **article);
  }

  absl::StatusOr<v1::Decision> LastDecision(const std::string& relation) {
    v1::ListRelationReviewsRequest request;
    request.set_relation(relation);
    v1::Decision decision;
    absl::Status listed =
        ForEachListed<v1::ListRelationReviewsRequest, v1::ListRelationReviewsResponse, v1::RelationReview>(
            options_, *connection_.relations, &v1::RelationService::Stub::ListRelationReviews, request,
            &v1::ListRelationReviewsResponse::reviews, 0, [&](const v1::RelationReview& review) {
              decision = review.decision();
              return absl::OkStatus();
            });
    if (!listed.ok()) return listed;
    return decision;
  }

  const Options& options_;
  Connection& connection_;
  ArticleReader articles_;
  int left_out_ = 0;
};

}  // namespace

std::unique_ptr<ItemWriter<v1::Claim>> SchemaClaims(const Options& options, Connection& connection) {
  return std::make_unique<ClaimWriter>(options, connection);
}

std::unique_ptr<ItemWriter<v1::Relation>> ClaimReviews(const Options& options, Connection& connection) {
  return std::make_unique<ReviewWriter>(options, connection);
}

}  // namespace isnad::cli
