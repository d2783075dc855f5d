// Digests: names and revisions that are the same everywhere and always.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace isnad::entity {

// The SHA-256 of some bytes, one piece after the other.
std::array<uint8_t, 32> Sha256(std::initializer_list<std::string_view> pieces);

// The same in 64 lower-case hexadecimal digits.
std::string Sha256Hex(std::initializer_list<std::string_view> pieces);

// 13 letters and digits (a-z, 2-7) made of the first 64 bits of the SHA-256: short enough to be read out, and
// two of a million names share one in fewer than one corpus in ten million.
std::string ShortId(std::initializer_list<std::string_view> pieces);

}  // namespace isnad::entity
