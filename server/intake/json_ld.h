// JSON-LD: what a page tells search engines of its article, in the words of schema.org.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace isnad::intake {

// The properties of a schema.org Article, NewsArticle or any other kind of it. Empty where the page doesn't
// say.
struct LinkedArticle {
  std::string headline;
  std::string body;  // articleBody: plain text, or HTML on pages that misuse it
  std::string published;
  std::string author;     // several joined by ", "
  std::string publisher;  // its name
  std::string language;
  std::string url;
};

// The first article in one <script type="application/ld+json">: the object itself, or one in an array, in
// @graph or as mainEntity. Nothing where there is none or the JSON is broken. Never fails; nesting is bounded
// by protobuf's JSON reader.
std::optional<LinkedArticle> ReadJsonLd(std::string_view script);

}  // namespace isnad::intake
