#include "server/intake/json_ld.h"

#include <google/protobuf/struct.pb.h>

#include "server/intake/json_value.h"

namespace isnad::intake {
namespace {

using google::protobuf::Struct;
using google::protobuf::Value;

constexpr size_t kMaxScriptBytes = 2 << 20;
constexpr int kMaxDepth = 8;  // below this nobody keeps the article that the page is about

const Value* Find(const Struct& object, const std::string& key) {
  const auto it = object.fields().find(key);
  return it == object.fields().end() ? nullptr : &it->second;
}

// The string, or the first one of an array.
std::string StringOf(const Value* value) {
  if (value == nullptr) return "";
  if (value->has_string_value()) return value->string_value();
  if (!value->has_list_value()) return "";
  for (const Value& element : value->list_value().values()) {
    if (element.has_string_value()) return element.string_value();
  }
  return "";
}

// The name of a person or organisation, which may be a plain string or a list of either.
std::string NameOf(const Value* value) {
  if (value == nullptr) return "";
  if (value->has_string_value()) return value->string_value();
  if (value->has_struct_value()) return StringOf(Find(value->struct_value(), "name"));
  std::string names;
  if (value->has_list_value()) {
    for (const Value& element : value->list_value().values()) {
      if (element.has_list_value()) continue;
      const std::string name = NameOf(&element);
      if (name.empty()) continue;
      if (!names.empty()) names += ", ";
      names += name;
    }
  }
  return names;
}

// NewsArticle, ReportageNewsArticle, https://schema.org/Article, BlogPosting, LiveBlogPosting, Report.
bool IsArticleType(std::string_view type) {
  for (const std::string_view suffix : {"Article", "BlogPosting", "Report"}) {
    if (type.size() >= suffix.size() && type.substr(type.size() - suffix.size()) == suffix) return true;
  }
  return false;
}

bool IsArticle(const Struct& object) {
  const Value* type = Find(object, "@type");
  if (type == nullptr) return false;
  if (type->has_string_value()) return IsArticleType(type->string_value());
  if (!type->has_list_value()) return false;
  for (const Value& element : type->list_value().values()) {
    if (IsArticleType(element.string_value())) return true;
  }
  return false;
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

// Old pages wrap their scripts against browsers that know none: <!-- -->, //<![CDATA[ //]]>.
std::string_view Unwrapped(std::string_view script) {
  constexpr std::string_view kOpen = "<![CDATA[";
  if (const size_t open = script.find(kOpen); open != std::string_view::npos) {
    script.remove_prefix(open + kOpen.size());
    script = script.substr(0, script.rfind("]]>"));
  }
  const size_t begin = script.find_first_of("{[");
  const size_t end = script.find_last_of("}]");
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return "";
  return script.substr(begin, end - begin + 1);
}

}  // namespace

std::optional<LinkedArticle> ReadJsonLd(std::string_view script) {
  if (script.size() > kMaxScriptBytes) return std::nullopt;
  const absl::StatusOr<Value> root = ParseJsonValue(Unwrapped(script));
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
