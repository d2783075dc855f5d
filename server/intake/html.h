// HTML: the article in a page, and what the page says of it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace isnad::intake {

// Words of the text that lead somewhere.
struct Link {
  std::string uri;   // absolute, http or https
  size_t begin = 0;  // in the text, in bytes
  size_t end = 0;    // one past its last byte
};

inline constexpr size_t kMaxLinks = 1000;
inline constexpr size_t kMaxLinkBytes = 2048;

// What a page says. Fields that it doesn't tell are empty.
struct Page {
  std::string text;          // the body, one paragraph a line, lines ended by \n, no empty ones
  std::vector<Link> links;   // of the text, in its order; the first kMaxLinks, without longer addresses
  std::string title;         // schema.org headline, else the only <h1>, og:title, <title>
  std::string outlet;        // schema.org publisher, else og:site_name
  std::string author;        // schema.org author, else <meta name=author>, rel=author
  std::string publish_time;  // schema.org datePublished, else article:published_time, <time datetime>; see
                             // page_time.h
  std::string language;      // <html lang>, else schema.org inLanguage, og:locale; as the page writes it
  std::string uri;           // <link rel=canonical>, else og:url, schema.org url; http and https only
};

// Takes the article out of a page. `utf8` must be valid UTF-8 of at most 16 MiB; whatever it declares about
// its charset is ignored. Nothing is fetched, no entity or DTD is loaded.
//
// The body is the element marked itemprop=articleBody, else the longest <article>, else the element with the
// densest paragraphs (inside <main> where there is one); schema.org's articleBody where it has much more than
// that. Left out are scripts, <nav>, <aside>, <header>, <footer>, <form>, captions, what is hidden, elements
// whose ARIA role or class says that they are page furniture (boilerplate_classes.txt), lines that are
// nothing but links or a time, and the headline. White space is folded; the words are not touched. Phrases
// such as 'read also' are language: they stay, for the language packs to mark.
//
// INVALID_ARGUMENT where the page holds no article text. Any bytes are safe: broken nesting is repaired as
// browsers do, nesting deeper than 256 is cut off. Time and memory linear in the size. Thread-safe. Source of
// method: the density score is Arc90's Readability, without its regular expressions.
absl::StatusOr<Page> ReadHtml(std::string_view utf8);

}  // namespace isnad::intake
