// Markdown: an article as a writer keeps it, with front matter.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "isnad/v1/article.pb.h"

namespace isnad::cli {

// The article of a Markdown file, valid UTF-8. Its text is the file with a space in place of every byte that
// is markup, so that what is found in it stands at the same bytes of the file; that is why no Markdown
// library is used, as none tells where the words of a paragraph stand. Markup is front matter, comments,
// code, the marks of headings, lists, quotes, emphasis and links with their addresses, and images. Where
// links lead is kept as citations.
//
// Front matter, between two lines of `---`, gives title, date, outlet (or publisher), author, language (or
// lang) and url (or uri), as `key: value` lines; other keys and nested values are passed over. Without a
// title the first heading is it. INVALID_ARGUMENT for front matter that nothing closes.
absl::StatusOr<v1::Article> ArticleOfMarkdown(std::string_view file);

// The same bytes with spaces in place of <!-- comments -->; line ends stay.
std::string WithoutComments(std::string_view text);

}  // namespace isnad::cli
