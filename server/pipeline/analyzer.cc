#include "server/pipeline/analyzer.h"

#include <fmt/format.h>

#include <utility>

#include "server/compare/features.h"
#include "server/pipeline/passages.h"

namespace isnad::pipeline {
namespace {

void NameEntity(const entity::Aliases& aliases, const v1::Article& article, v1::Mention& mention) {
  if (mention.entity_key().empty()) return;
  if (mention.kind() == v1::ENTITY_KIND_ANONYMOUS) {  // `a security source` is somebody else in every article
    mention.set_entity_key(fmt::format("{} {}", mention.entity_key(), article.name()));
    mention.set_entity(entity::EntityName(mention.entity_key()));
    return;
  }
  // A key may be shorter than the name; the operator lists names as they are written.
  if (!aliases.entries().empty() && !aliases.Knows(mention.entity_key())) {
    std::string written = entity::NameKey(mention.display_name());
    if (aliases.Knows(written)) mention.set_entity_key(std::move(written));
  }
  mention.set_entity(entity::EntityName(aliases.Canonical(mention.entity_key())));
}

// What a quote and a claim have in common: a name counted from 1, and their article's outlet and time.
template <typename Unit>
void Complete(const v1::Article& article, std::string_view collection, int index, Unit& unit) {
  unit.set_name(fmt::format("{}/{}/{}", article.name(), collection, index + 1));
  unit.set_article(article.name());
  unit.set_outlet(article.outlet());
  unit.set_publish_time(article.publish_time());
}

// Who makes a claim that somebody else has reviewed: the reviewer does not, whether or not it is known who
// does.
v1::Mention ClaimantOf(const v1::ClaimRating& rating) {
  v1::Mention claimant;
  claimant.set_display_name(rating.claimant().empty() ? "?" : rating.claimant());
  claimant.set_entity_key(rating.claimant().empty() ? "?" : entity::NameKey(rating.claimant()));
  claimant.set_kind(rating.claimant().empty()   ? v1::ENTITY_KIND_ANONYMOUS
                    : rating.claimant_is_body() ? v1::ENTITY_KIND_BODY
                                                : v1::ENTITY_KIND_PERSON);
  return claimant;
}

}  // namespace

absl::StatusOr<v1::Analysis> Analyzer::Analyze(const v1::Article& prepared,
                                               const std::function<bool()>& cancelled) const {
  absl::StatusOr<v1::Analysis> analysis =
      registry_.Analyze(prepared, cancelled, OtherPassages(prepared.text(), prepared.language_code()));
  if (!analysis.ok()) return analysis;
  *analysis->mutable_article() = prepared;
  for (int i = 0; i < analysis->quotes_size(); ++i) {
    v1::Quote& quote = *analysis->mutable_quotes(i);
    Complete(prepared, "quotes", i, quote);
    if (quote.has_speaker()) NameEntity(aliases_, prepared, *quote.mutable_speaker());
    for (v1::Mention& carrier : *quote.mutable_via()) NameEntity(aliases_, prepared, carrier);
  }
  for (int i = 0; i < analysis->claims_size(); ++i) {
    v1::Claim& claim = *analysis->mutable_claims(i);
    Complete(prepared, "claims", i, claim);
    if (!claim.has_holder() && prepared.has_rating()) *claim.mutable_holder() = ClaimantOf(prepared.rating());
    if (claim.has_holder()) NameEntity(aliases_, prepared, *claim.mutable_holder());
  }
  return analysis;
}

absl::StatusOr<store::AnalyzedArticle> Analyzer::AnalyzeForStore(
    const v1::Article& prepared, const std::function<bool()>& cancelled) const {
  absl::StatusOr<v1::Analysis> analysis = Analyze(prepared, cancelled);
  if (!analysis.ok()) return analysis.status();
  store::AnalyzedArticle article;
  for (const v1::Quote& quote : analysis->quotes()) {
    article.quote_features.push_back(compare::QuoteFeatures(quote.content().text()));
  }
  for (const v1::Claim& claim : analysis->claims()) {
    article.claim_features.push_back(compare::ClaimFeatures(claim));
  }
  // Its topics stand in each of its claims.
  if (!analysis->claims().empty()) article.topic_features = compare::TopicFeatures(analysis->claims(0));
  article.analysis = *std::move(analysis);
  return article;
}

}  // namespace isnad::pipeline
