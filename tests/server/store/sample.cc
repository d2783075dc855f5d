#include "tests/server/store/sample.h"

#include <fmt/format.h>

#include "server/entity/aliases.h"
#include "server/entity/digest.h"

namespace isnad::store {

Sample::Sample(std::string_view id, std::string_view outlet, std::string_view time) {
  v1::Article& article = *article_.analysis.mutable_article();
  article.set_name(fmt::format("articles/{}", id));
  article.set_outlet(std::string(outlet));
  article.set_publish_time(std::string(time));
  article.set_title("عنوان");
  article.set_text("نص");
}

Sample& Sample::Title(std::string_view title) {
  article_.analysis.mutable_article()->set_title(std::string(title));
  return *this;
}

Sample& Sample::Text(std::string_view text) {
  article_.analysis.mutable_article()->set_text(std::string(text));
  return *this;
}

Sample& Sample::Topics(std::vector<uint64_t> features) {
  article_.topic_features = std::move(features);
  return *this;
}

v1::Quote& Sample::AddQuote(std::string_view speaker, std::string_view content,
                            std::vector<uint64_t> features) {
  v1::Quote& quote = *article_.analysis.add_quotes();
  quote.set_name(
      fmt::format("{}/quotes/{}", article_.analysis.article().name(), article_.analysis.quotes_size()));
  quote.set_kind(v1::QUOTE_KIND_DIRECT);
  quote.mutable_content()->set_text(std::string(content));
  quote.mutable_content()->set_start(0);
  if (!speaker.empty()) *quote.mutable_speaker() = Person(speaker);
  article_.quote_features.push_back(std::move(features));
  return quote;
}

v1::Claim& Sample::AddClaim(std::string_view holder, std::string_view evidence,
                            std::vector<uint64_t> features) {
  v1::Claim& claim = *article_.analysis.add_claims();
  claim.set_name(
      fmt::format("{}/claims/{}", article_.analysis.article().name(), article_.analysis.claims_size()));
  claim.set_modality(v1::MODALITY_ASSERTED);
  claim.mutable_evidence()->set_text(std::string(evidence));
  if (!holder.empty()) *claim.mutable_holder() = Person(holder);
  article_.claim_features.push_back(std::move(features));
  return claim;
}

AnalyzedArticle Sample::Build() const {
  AnalyzedArticle built = article_;
  v1::Article& article = *built.analysis.mutable_article();
  article.set_revision(entity::Sha256Hex({built.analysis.SerializeAsString()}));
  return built;
}

v1::Mention Person(std::string_view name) {
  v1::Mention mention;
  mention.set_display_name(std::string(name));
  mention.set_entity_key(entity::NameKey(name));
  mention.set_kind(v1::ENTITY_KIND_PERSON);
  return mention;
}

v1::Mention Anonymous(std::string_view description) {
  v1::Mention mention;
  mention.set_display_name(std::string(description));
  mention.set_kind(v1::ENTITY_KIND_ANONYMOUS);
  return mention;
}

v1::Relation Contradiction(std::string_view name, const std::string& a, const std::string& b, double score) {
  v1::Relation relation;
  relation.set_name(fmt::format("relations/{}", name));
  relation.set_verdict(v1::RELATION_VERDICT_CONTRADICTION);
  relation.set_kind(v1::CONTRADICTION_KIND_NUMBER);
  relation.set_score(score);
  relation.mutable_reason()->set_code("number-differs");
  relation.mutable_a()->set_claim(a);
  relation.mutable_b()->set_claim(b);
  return relation;
}

}  // namespace isnad::store
