#include "server/text/offsets.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/text/utf8.h"

namespace isnad::text {
namespace {

constexpr uint32_t kBlock = 192;  // bytes

absl::Status BehindEnd(uint32_t offset, uint32_t size) {
  return absl::OutOfRangeError(fmt::format("offset {} is behind the end of the text at {}", offset, size));
}

absl::Status InsideCodePoint(uint32_t offset) {
  return absl::InvalidArgumentError(fmt::format("offset {} is inside a code point", offset));
}

}  // namespace

uint32_t OffsetConverter::Place::In(OffsetUnit unit) const {
  switch (unit) {
    case OffsetUnit::kUtf16:
      return utf16;
    case OffsetUnit::kUtf32:
      return utf32;
    default:
      return bytes;
  }
}

OffsetConverter::Place OffsetConverter::Next(Place place) const {
  size_t pos = place.bytes;
  const char32_t c = NextCodePoint(text_, &pos);
  return {static_cast<uint32_t>(pos), place.utf16 + (c > 0xFFFF ? 2 : 1), place.utf32 + 1};
}

OffsetConverter::OffsetConverter(std::string_view text) : text_(text) {
  places_.reserve(text.size() / kBlock + 1);
  Place place;
  places_.push_back(place);
  while (place.bytes < text_.size()) {
    place = Next(place);
    if (place.bytes / kBlock >= places_.size()) places_.push_back(place);
  }
  end_ = place;
}

absl::StatusOr<uint32_t> OffsetConverter::FromBytes(uint32_t byte_offset, OffsetUnit unit) const {
  if (byte_offset > end_.bytes) return BehindEnd(byte_offset, end_.bytes);
  Place place = places_[std::min<size_t>(byte_offset / kBlock, places_.size() - 1)];
  // The block's first bytes may belong to the last code point of the block before.
  if (place.bytes > byte_offset) return InsideCodePoint(byte_offset);
  while (place.bytes < byte_offset) place = Next(place);
  if (place.bytes != byte_offset) return InsideCodePoint(byte_offset);
  return place.In(unit);
}

absl::StatusOr<uint32_t> OffsetConverter::ToBytes(uint32_t offset, OffsetUnit unit) const {
  if (offset > end_.In(unit)) return BehindEnd(offset, end_.In(unit));
  const auto behind =
      std::upper_bound(places_.begin(), places_.end(), offset,
                       [unit](uint32_t wanted, const Place& place) { return wanted < place.In(unit); });
  Place place = *(behind - 1);
  while (place.In(unit) < offset) place = Next(place);
  if (place.In(unit) != offset) return InsideCodePoint(offset);
  return place.bytes;
}

uint32_t OffsetConverter::Size(OffsetUnit unit) const { return end_.In(unit); }

}  // namespace isnad::text
