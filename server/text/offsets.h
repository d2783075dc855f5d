// Offsets in the units that other programs count in.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace isnad::text {

enum class OffsetUnit : uint8_t {
  kUtf8,   // bytes
  kUtf16,  // code units, as Java, JavaScript and C# count
  kUtf32,  // code points, as Python counts
};

// Converts offsets into one text, both ways. Building is linear and takes a fifteenth of the text's memory; a
// look-up is constant from bytes and O(log n) to bytes.
//
// Immutable; safe to use from any number of threads. Does NOT own the text, which must be valid UTF-8 of less
// than 4 GiB and outlive it.
class OffsetConverter {
 public:
  explicit OffsetConverter(std::string_view text);

  // OUT_OF_RANGE behind the end of the text, INVALID_ARGUMENT inside a code point (or between two
  // surrogates). The end of the text itself is a good offset.
  absl::StatusOr<uint32_t> FromBytes(uint32_t byte_offset, OffsetUnit unit) const;
  absl::StatusOr<uint32_t> ToBytes(uint32_t offset, OffsetUnit unit) const;

  // The length of the text.
  uint32_t Size(OffsetUnit unit) const;

 private:
  // Where a code point starts, in all three units.
  struct Place {
    uint32_t bytes = 0;
    uint32_t utf16 = 0;
    uint32_t utf32 = 0;
    uint32_t In(OffsetUnit unit) const;
  };

  // Steps over the code point at `place`.
  Place Next(Place place) const;

  std::string_view text_;
  std::vector<Place> places_;  // the first code point that starts in each block
  Place end_;
};

}  // namespace isnad::text
