// Documents: an article out of the bytes that were fetched.
#pragma once

#include <cstddef>

#include "absl/status/statusor.h"
#include "isnad/v1/article.pb.h"

namespace isnad::intake {

inline constexpr size_t kMaxDocumentBytes = 16u << 20;

// Decodes a document and takes the article out of it.
//
// mime_type is text/html, application/xhtml+xml or text/plain, with or without a charset; where it is empty
// the bytes tell. A plain text becomes the article's text as it stands, line ends and all; nothing in it is
// taken for a title. Of a page see html.h. A field of document.article() that isn't empty wins over what the
// document says; the name is not filled in. A language that the page declares is kept only where CLD2
// (language.h) doesn't see another: templates declare English over Arabic text. language_code is left empty
// where it can't be told.
//
// INVALID_ARGUMENT, saying what is wrong: an empty document, one of more than 16 MiB, binary data, a charset
// that can't be told, plain text with bytes that mean nothing, a page without an article, another mime_type,
// an article with text. Thread-safe.
absl::StatusOr<v1::Article> ReadDocument(const v1::RawDocument& document);

}  // namespace isnad::intake
