#include "server/text/utf8.h"

#include <fmt/format.h>

#include <cstring>

#include "absl/status/status.h"
#include "server/text/fold.h"

namespace isnad::text {
namespace {

// How many bytes from `pos` are plain ASCII, in steps of eight.
size_t SkipAscii(std::string_view bytes, size_t pos) {
  while (pos + 8 <= bytes.size()) {
    uint64_t word = 0;
    std::memcpy(&word, bytes.data() + pos, 8);
    if ((word & 0x8080808080808080u) != 0) break;
    pos += 8;
  }
  return pos;
}

}  // namespace

absl::Status ValidateUtf8(std::string_view bytes) {
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  const auto size = static_cast<int64_t>(bytes.size());
  for (size_t pos = SkipAscii(bytes, 0); pos < bytes.size();) {
    if (data[pos] < 0x80) {
      pos = SkipAscii(bytes, pos + 1);
      continue;
    }
    UChar32 c = 0;
    auto next = static_cast<int64_t>(pos);
    U8_NEXT(data, next, size, c);
    if (c < 0) {
      return absl::InvalidArgumentError(fmt::format(
          "not UTF-8: byte 0x{:02X} at offset {}; convert the text to UTF-8 first", data[pos], pos));
    }
    pos = static_cast<size_t>(next);
  }
  return absl::OkStatus();
}

}  // namespace isnad::text
