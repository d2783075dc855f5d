// The body of a page: where the article's paragraphs stand among everything else.
#pragma once

#include <libxml/tree.h>

#include <string>
#include <string_view>
#include <vector>

#include "server/intake/html.h"

namespace isnad::intake {

struct Body {
  std::string text;         // as `ReadHtml` promises it; empty where there is none
  std::vector<Link> links;  // in the order of the text, addresses as the page writes them
};

// The article's text. `title` is left out where it stands first; `linked_body` is schema.org's articleBody,
// plain or HTML, and wins where it has much more than the page's elements.
Body ReadBody(const xmlDoc& tree, std::string_view title, std::string_view linked_body);

}  // namespace isnad::intake
