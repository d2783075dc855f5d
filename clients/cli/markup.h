// Markup: text as HTML and XML hold it.
#pragma once

#include <string>
#include <string_view>

namespace isnad::cli {

// As text of an element or value of an attribute in double quotes. What neither can hold, not even escaped,
// becomes U+FFFD, as do bytes that are no UTF-8, as names of files may have them; line ends and tabs stay.
std::string Escaped(std::string_view text);

}  // namespace isnad::cli
