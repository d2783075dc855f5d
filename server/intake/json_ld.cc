#include "server/intake/json_ld.h"

#include <google/protobuf/struct.pb.h>

#include "server/intake/linked_value.h"

namespace isnad::intake {
namespace {

using google::protobuf::Struct;
using google::protobuf::Value;

constexpr int kMaxDepth = 8;  // below this nobody keeps the article that the page is about

// NewsArticle, ReportageNewsArticle, https://schema.org/Article, BlogPosting, LiveBlogPosting, Report.
bool IsArticle(const Struct& object) {
  return HasType(object, "Article") || HasType(object, "BlogPosting") || HasType(object, "Report");
}

const Struct* FindArticle(const Value& value, int depth) {
  if (depth > kMaxDepth) return nullptr;
  if (value.has_list_value()) {
    for (const Value& element : value.list_value().values()) {
      if (const Struct* found = FindArticle(element, depth + 1)) return found;
    }
  }
  if (!value.has_struct_value()) return nullptr;
  if (IsArticle(value.struct_value())) return &value.struct_value();
  for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage"}) {
    const Value* inner = Find(value.struct_value(), key);
    if (inner == nullptr) continue;
    if (const Struct* found = FindArticle(*inner, depth + 1)) return found;
  }
  return nullptr;
}

std::string UrlOf(const Struct& article) {
  const std::string url = StringOf(Find(article, "url"));
  if (!url.empty()) return url;
  const Value* page = Find(article, "mainEntityOfPage");
  if (page == nullptr) return "";
  return page->has_struct_value() ? StringOf(Find(page->struct_value(), "@id")) : StringOf(page);
}

}  // namespace

std::optional<LinkedArticle> ReadJsonLd(std::string_view script) {
  const absl::StatusOr<Value> root = ParseLinkedData(script);
  if (!root.ok()) return std::nullopt;
  const Struct* article = FindArticle(*root, 0);
  if (article == nullptr) return std::nullopt;
  LinkedArticle out;
  out.headline = StringOf(Find(*article, "headline"));
  if (out.headline.empty()) out.headline = StringOf(Find(*article, "name"));
  out.body = StringOf(Find(*article, "articleBody"));
  out.published = StringOf(Find(*article, "datePublished"));
  out.author = NameOf(Find(*article, "author"));
  out.publisher = NameOf(Find(*article, "publisher"));
  out.language = StringOf(Find(*article, "inLanguage"));
  out.url = UrlOf(*article);
  return out;
}

}  // namespace isnad::intake
