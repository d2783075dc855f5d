#include "server/intake/claim_review.h"

#include <fmt/format.h>
#include <google/protobuf/struct.pb.h>

#include <charconv>
#include <optional>

#include "server/entity/digest.h"
#include "server/intake/charset.h"
#include "server/intake/html_tree.h"
#include "server/intake/linked_value.h"

namespace isnad::intake {
namespace {

using google::protobuf::Struct;
using google::protobuf::Value;

constexpr int kMaxDepth = 8;
constexpr size_t kMaxReviews = 10'000;  // of one document

const Struct* ObjectOf(const Value* value) {
  if (value == nullptr) return nullptr;
  if (value->has_struct_value()) return &value->struct_value();
  if (!value->has_list_value()) return nullptr;
  for (const Value& element : value->list_value().values()) {
    if (element.has_struct_value()) return &element.struct_value();
  }
  return nullptr;
}

// A number, or a string that is one.
std::optional<double> NumberOf(const Value* value) {
  if (value == nullptr) return std::nullopt;
  if (value->has_number_value()) return value->number_value();
  const std::string text = StringOf(value);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

void ReadRating(const Struct& review, v1::ClaimRating& rating) {
  if (const Struct* given = ObjectOf(Find(review, "reviewRating"))) {
    rating.set_rating(StringOf(Find(*given, "alternateName")));
    if (rating.rating().empty()) rating.set_rating(StringOf(Find(*given, "name")));
    if (const auto value = NumberOf(Find(*given, "ratingValue"))) rating.set_value(*value);
    if (const auto best = NumberOf(Find(*given, "bestRating"))) rating.set_best(*best);
    if (const auto worst = NumberOf(Find(*given, "worstRating"))) rating.set_worst(*worst);
  }
  if (const Struct* reviewed = ObjectOf(Find(review, "itemReviewed"))) {
    const Value* author = Find(*reviewed, "author");
    rating.set_claimant(NameOf(author));
    const Struct* claimant = ObjectOf(author);
    rating.set_claimant_is_body(claimant != nullptr && HasType(*claimant, "Organization"));
  }
}

ReadReview ReviewOf(const Struct& review) {
  ReadReview read;
  v1::Article& article = read.article;
  article.set_text(StringOf(Find(review, "claimReviewed")));
  article.set_outlet(NameOf(Find(review, "author")));
  if (article.outlet().empty()) article.set_outlet(NameOf(Find(review, "publisher")));
  article.set_uri(StringOf(Find(review, "url")));
  article.set_publish_time(StringOf(Find(review, "datePublished")));
  article.set_language_code(StringOf(Find(review, "inLanguage")));
  ReadRating(review, *article.mutable_rating());
  article.set_name(fmt::format("articles/review-{}", entity::ShortId({article.uri(), " ", article.text()})));
  const auto lacks = [](std::string_view what) {
    return absl::InvalidArgumentError(fmt::format("a ClaimReview without {}", what));
  };
  if (article.text().empty()) {
    read.error = lacks("claimReviewed");
  } else if (article.outlet().empty()) {
    read.error = lacks("the name of its author");
  } else if (article.rating().rating().empty() && !article.rating().has_value()) {
    read.error = lacks("a reviewRating");
  }
  return read;
}

void Collect(const Value& value, int depth, std::vector<ReadReview>& reviews) {
  if (depth > kMaxDepth || reviews.size() >= kMaxReviews) return;
  if (value.has_list_value()) {
    for (const Value& element : value.list_value().values()) Collect(element, depth + 1, reviews);
  }
  if (!value.has_struct_value()) return;
  if (HasType(value.struct_value(), "ClaimReview")) {
    reviews.push_back(ReviewOf(value.struct_value()));
    return;
  }
  for (const char* key : {"@graph", "mainEntity", "itemListElement", "item", "review", "hasPart"}) {
    if (const Value* inner = Find(value.struct_value(), key)) Collect(*inner, depth + 1, reviews);
  }
}

bool IsJson(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  return begin != std::string_view::npos && (text[begin] == '{' || text[begin] == '[');
}

// Scripts that are broken are as if they were not there: pages have several, of several makers.
void CollectFromPage(std::string_view page, std::vector<ReadReview>& reviews) {
  const HtmlTree tree = ParseHtml(page);
  if (tree == nullptr) return;
  const xmlNode* root = xmlDocGetRootElement(tree.get());
  for (const xmlNode* node = root; node != nullptr; node = NextNode(node, root)) {
    if (ElementName(node) != "script" || Attribute(node, "type") != "application/ld+json") continue;
    xmlChar* script = xmlNodeGetContent(node);
    if (script == nullptr) continue;
    const auto value = ParseLinkedData(reinterpret_cast<const char*>(script));
    xmlFree(script);
    if (value.ok()) Collect(*value, 0, reviews);
  }
}

}  // namespace

absl::StatusOr<std::vector<ReadReview>> ReadClaimReviews(std::string_view bytes) {
  const absl::StatusOr<Decoded> decoded = DecodeToUtf8(bytes);
  if (!decoded.ok()) return decoded.status();
  std::vector<ReadReview> reviews;
  if (IsJson(decoded->text)) {
    const auto value = ParseLinkedData(decoded->text);
    if (!value.ok()) return value.status();
    Collect(*value, 0, reviews);
  } else {
    CollectFromPage(decoded->text, reviews);
  }
  if (reviews.empty()) return absl::InvalidArgumentError("no ClaimReview of schema.org is in it");
  return reviews;
}

}  // namespace isnad::intake
