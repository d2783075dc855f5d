// Charsets: any bytes, under any declared name, give valid UTF-8 or an error in one line.
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "server/intake/charset.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const size_t name = std::min(input.find('\n'), std::min<size_t>(size, 24));  // the first line declares
  const auto decoded = isnad::intake::DecodeToUtf8(input.substr(name), input.substr(0, name));
  if (!decoded.ok()) {
    if (decoded.status().message().find('\n') != absl::string_view::npos) std::abort();
    return 0;
  }
  const auto* bytes = reinterpret_cast<const uint8_t*>(decoded->text.data());
  const auto length = static_cast<int64_t>(decoded->text.size());
  for (int64_t i = 0; i < length;) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, length, c);
    if (c < 0) std::abort();
  }
  if (decoded->first_damage && *decoded->first_damage >= input.size() - name) std::abort();
  return 0;
}
