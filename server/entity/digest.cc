#include "server/entity/digest.h"

#include <openssl/evp.h>

#include <memory>

namespace isnad::entity {

std::array<uint8_t, 32> Sha256(std::initializer_list<std::string_view> pieces) {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
  for (std::string_view piece : pieces) EVP_DigestUpdate(context.get(), piece.data(), piece.size());
  std::array<uint8_t, 32> digest{};
  EVP_DigestFinal_ex(context.get(), digest.data(), nullptr);
  return digest;
}

std::string Sha256Hex(std::initializer_list<std::string_view> pieces) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  std::string hex;
  for (uint8_t byte : Sha256(pieces)) {
    hex += kHex[byte >> 4];
    hex += kHex[byte & 15];
  }
  return hex;
}

std::string ShortId(std::initializer_list<std::string_view> pieces) {
  static constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
  uint64_t bits = 0;
  const auto digest = Sha256(pieces);
  for (int i = 0; i < 8; ++i) bits = bits << 8 | digest[static_cast<size_t>(i)];
  std::string id;
  for (int shift = 60; shift >= 0; shift -= 5) id += kAlphabet[bits >> shift & 31];
  return id;
}

}  // namespace isnad::entity
