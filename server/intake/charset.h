// Charsets: from the bytes of a document to UTF-8.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace isnad::intake {

// A text in UTF-8 and how it was read.
struct Decoded {
  std::string text;     // valid UTF-8, without a byte order mark
  std::string charset;  // as ICU names it: UTF-8, windows-1256, UTF-16LE
  // The offset in the document's own bytes of the first of a few that mean nothing in that charset; each run
  // of them became U+FFFD. Pages often cut a description in the middle of a letter; a caller that wants every
  // byte refuses.
  std::optional<size_t> first_damage;
};

// Decodes a document. What is tried, the first that fits wins:
//   1. a byte order mark (UTF-8, UTF-16, UTF-32);
//   2. UTF-16 without one, told by high bytes below U+0900 that no single-byte text has;
//   3. UTF-8, if the bytes are valid; or nearly (one fault in 256 non-ASCII bytes, one in a short text), for
//   no other
//      charset looks like it;
//   4. `declared` (a MIME type's charset; may be empty), then what the document declares in a <meta> or <?xml
//   of its
//      first 4 KiB, if all bytes mean something in it;
//   5. ICU's detector over the first 64 KiB, when it is sure enough.
//
// INVALID_ARGUMENT for what is no text (a known file signature, or control codes that text does not have) and
// for text whose charset can't be told. U+0000 is allowed while it is rare. Linear in the size. Thread-safe.
absl::StatusOr<Decoded> DecodeToUtf8(std::string_view bytes, std::string_view declared = "");

}  // namespace isnad::intake
