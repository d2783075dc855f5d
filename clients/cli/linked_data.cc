#include "clients/cli/linked_data.h"

#include <fmt/format.h>

#include "clients/cli/json_output.h"

namespace isnad::cli {
namespace {

// `"key":"value"` with the comma before it; nothing without a value.
std::string Member(std::string_view key, std::string_view value) {
  return value.empty() ? "" : fmt::format(R"(,"{}":{})", key, JsonString(value));
}

}  // namespace

std::string IriOf(std::string_view name) { return fmt::format("urn:isnad:{}", name); }

std::string SourceOf(const v1::Article& article) {
  return article.uri().empty() ? IriOf(article.name()) : article.uri();
}

std::string AgentJson(const v1::Mention& mention) {
  if (mention.display_name().empty()) return "";
  if (mention.kind() == v1::ENTITY_KIND_ANONYMOUS)
    return fmt::format(R"({{"@type":"Thing","description":{}}})", JsonString(mention.display_name()));
  const bool person = mention.kind() == v1::ENTITY_KIND_PERSON;
  return fmt::format(R"({{"@type":"{}","name":{}{}}})", person ? "Person" : "Organization",
                     JsonString(mention.display_name()),
                     mention.entity().empty() ? "" : Member("@id", IriOf(mention.entity())));
}

std::string ArticleJson(const v1::Article& article) {
  std::string publisher;
  if (!article.outlet().empty())
    publisher =
        fmt::format(R"(,"publisher":{{"@type":"Organization","name":{}}})", JsonString(article.outlet()));
  return fmt::format(R"({{"@type":"NewsArticle","@id":{}{}{}{}{}{}}})", JsonString(IriOf(article.name())),
                     Member("url", article.uri()), Member("headline", article.title()),
                     Member("datePublished", article.publish_time()),
                     Member("inLanguage", article.language_code()), publisher);
}

absl::StatusOr<const v1::Article*> ArticleReader::Get(const std::string& name) {
  if (article_.name() == name) return &article_;
  v1::GetArticleRequest request;
  request.set_name(name);
  grpc::ClientContext context;
  SetDeadline(options_, context);
  v1::GetArticleResponse response;
  const grpc::Status status = connection_.articles->GetArticle(&context, request, &response);
  if (!status.ok()) return FromGrpc(status);
  article_ = std::move(*response.mutable_article());
  return &article_;
}

}  // namespace isnad::cli
