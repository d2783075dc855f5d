#include "server/text/offsets.h"

#include <gtest/gtest.h>
#include <unicode/unistr.h>

#include <string>
#include <vector>

namespace isnad::text {
namespace {

constexpr OffsetUnit kUnits[] = {OffsetUnit::kUtf8, OffsetUnit::kUtf16, OffsetUnit::kUtf32};

// Where each code point starts, counted by ICU.
struct Start {
  uint32_t bytes, utf16, utf32;
};

std::vector<Start> StartsOf(const std::string& text) {
  const auto wide = icu::UnicodeString::fromUTF8(text);
  std::vector<Start> starts;
  Start at{0, 0, 0};
  for (int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1)) {
    starts.push_back(at);
    std::string bytes;
    icu::UnicodeString(wide.char32At(i)).toUTF8String(bytes);
    at = {at.bytes + static_cast<uint32_t>(bytes.size()), static_cast<uint32_t>(wide.moveIndex32(i, 1)),
          at.utf32 + 1};
  }
  starts.push_back(at);
  return starts;
}

void ExpectConverts(const std::string& text) {
  const OffsetConverter offsets(text);
  const std::vector<Start> starts = StartsOf(text);
  for (const Start& at : starts) {
    const uint32_t wanted[] = {at.bytes, at.utf16, at.utf32};
    for (size_t unit = 0; unit < 3; ++unit) {
      ASSERT_EQ(offsets.FromBytes(at.bytes, kUnits[unit]).value(), wanted[unit]);
      ASSERT_EQ(offsets.ToBytes(wanted[unit], kUnits[unit]).value(), at.bytes);
    }
  }
  EXPECT_EQ(offsets.Size(OffsetUnit::kUtf16), starts.back().utf16);
  EXPECT_EQ(offsets.Size(OffsetUnit::kUtf32), starts.back().utf32);
}

TEST(OffsetConverter, AgreesWithIcuOnEveryCodePoint) {
  ExpectConverts("");
  ExpectConverts("abc");
  for (const std::string piece : {"a", "ن", "€", "😀", "aن€😀", "قال: “نعم” 😀 "}) {
    std::string text;
    while (text.size() < 1500) text += piece;
    ExpectConverts(text);
    ExpectConverts("x" + text);
  }
}

TEST(OffsetConverter, RefusesOffsetsInsideACodePoint) {
  std::string text;
  while (text.size() < 1000) text += "😀ن";  // six bytes, so that blocks begin inside code points
  const OffsetConverter offsets(text);
  for (uint32_t at = 0; at <= text.size(); ++at) {
    const bool starts = at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    const auto converted = offsets.FromBytes(at, OffsetUnit::kUtf32);
    ASSERT_EQ(converted.ok(), starts) << at;
    ASSERT_EQ(converted.status().code(), starts ? absl::StatusCode::kOk : absl::StatusCode::kInvalidArgument);
  }
  EXPECT_EQ(offsets.ToBytes(1, OffsetUnit::kUtf16).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(offsets.ToBytes(2, OffsetUnit::kUtf16).value(), 4u);
}

TEST(OffsetConverter, RefusesOffsetsBehindTheEnd) {
  const OffsetConverter offsets("نص");
  for (const OffsetUnit unit : kUnits) {
    EXPECT_TRUE(offsets.ToBytes(offsets.Size(unit), unit).ok());
    EXPECT_EQ(offsets.ToBytes(offsets.Size(unit) + 1, unit).status().code(), absl::StatusCode::kOutOfRange);
    EXPECT_EQ(offsets.FromBytes(5, unit).status().code(), absl::StatusCode::kOutOfRange);
  }
}

}  // namespace
}  // namespace isnad::text
