// The body of a page: where the article's paragraphs stand among everything else.
#pragma once

#include <libxml/tree.h>

#include <string>
#include <string_view>

namespace isnad::intake {

// The article's text as `ReadHtml` promises it; empty where there is none. `title` is left out where it
// stands first; `linked_body` is schema.org's articleBody, plain or HTML, and wins where it has much more
// than the page's elements.
std::string ReadBody(const xmlDoc& tree, std::string_view title, std::string_view linked_body);

}  // namespace isnad::intake
