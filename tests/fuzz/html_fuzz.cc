// Pages: any bytes give a page or an error, the text is valid UTF-8 without empty lines.
#include <unicode/utf8.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "server/intake/charset.h"
#include "server/intake/html.h"

namespace {

bool IsUtf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto size = static_cast<int64_t>(text.size());
  for (int64_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (c < 0) return false;
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto decoded =
      isnad::intake::DecodeToUtf8(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!decoded.ok()) return 0;
  if (!IsUtf8(decoded->text)) std::abort();
  const auto page = isnad::intake::ReadHtml(decoded->text);
  if (!page.ok()) return 0;
  if (page->text.empty() || page->text.front() == '\n' || page->text.find("\n\n") != std::string::npos)
    std::abort();
  if (!IsUtf8(page->text) || !IsUtf8(page->title) || !IsUtf8(page->outlet)) std::abort();
  return 0;
}
