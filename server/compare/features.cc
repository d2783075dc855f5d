#include "server/compare/features.h"

#include <algorithm>
#include <string>

#include "server/compare/view.h"
#include "server/text/fold.h"
#include "server/text/token.h"

namespace isnad::compare {
namespace {

constexpr size_t kMaxFeatures = 2000;
// So many of a claim's terms are paired: more cost a look-up each and find hardly anything else.
constexpr size_t kMaxPaired = 10;

// FNV-1a with a last mix, so that the low bits differ too. The same on every machine.
class Hash {
 public:
  Hash& Add(std::string_view bytes) {
    for (const char byte : bytes) state_ = (state_ ^ static_cast<uint8_t>(byte)) * 0x100000001b3;
    state_ = (state_ ^ 0xff) * 0x100000001b3;  // ends the piece: "ab","c" is not "a","bc"
    return *this;
  }
  uint64_t value() const {
    uint64_t x = state_;
    x = (x ^ (x >> 33)) * 0xff51afd7ed558ccd;
    x = (x ^ (x >> 33)) * 0xc4ceb9fe1a85ec53;
    return x ^ (x >> 33);
  }

 private:
  uint64_t state_ = 0xcbf29ce484222325;
};

std::vector<uint64_t> Finished(std::vector<uint64_t> features) {
  if (features.size() > kMaxFeatures) features.resize(kMaxFeatures);
  std::sort(features.begin(), features.end());
  features.erase(std::unique(features.begin(), features.end()), features.end());
  return features;
}

}  // namespace

std::vector<uint64_t> QuoteFeatures(std::string_view words) {
  const text::Folded folded = text::Folded::Of(words);
  const std::string_view all = folded.text();
  std::vector<uint64_t> features;
  std::string_view before;
  for (const text::Token& token : text::Tokenize(folded)) {
    if (token.kind != text::TokenKind::kWord && token.kind != text::TokenKind::kNumber) continue;
    if (features.size() >= kMaxFeatures) break;
    const std::string_view word = all.substr(token.folded.begin, token.folded.end - token.folded.begin);
    features.push_back(Hash().Add("w").Add(word).value());
    if (!before.empty()) features.push_back(Hash().Add("ww").Add(before).Add(word).value());
    before = word;
  }
  return Finished(std::move(features));
}

std::vector<uint64_t> ClaimFeatures(const v1::Claim& claim) {
  std::vector<uint64_t> features;
  std::vector<std::string_view> seen;
  for (const v1::Term& term : claim.terms()) {
    if (term.role() == v1::TERM_ROLE_SCOPE || term.role() == v1::TERM_ROLE_TOPIC) continue;
    if (std::find(seen.begin(), seen.end(), term.key()) != seen.end()) continue;
    seen.push_back(term.key());
    features.push_back(Hash().Add("t").Add(term.key()).value());
    for (const std::string& opposite : term.opposites()) {
      const auto [low, high] = std::minmax(term.key(), opposite);
      features.push_back(Hash().Add("o").Add(low).Add(high).value());
    }
  }
  if (seen.size() > kMaxPaired) seen.resize(kMaxPaired);
  for (size_t i = 0; i < seen.size(); ++i) {
    for (size_t k = i + 1; k < seen.size(); ++k) {
      const auto [low, high] = std::minmax(seen[i], seen[k]);
      features.push_back(Hash().Add("tt").Add(low).Add(high).value());
    }
  }
  if (!claim.holder().entity().empty())
    features.push_back(Hash().Add("e").Add(claim.holder().entity()).value());
  return Finished(std::move(features));
}

std::vector<uint64_t> TopicFeatures(const v1::Claim& claim) {
  std::vector<uint64_t> features;
  for (const v1::Term& term : claim.terms()) {
    if (term.role() != v1::TERM_ROLE_TOPIC) continue;
    features.push_back(Hash().Add("topic").Add(term.key()).value());
    if (term.key().starts_with(kOwnStem)) features.push_back(Hash().Add("name").Add(term.key()).value());
  }
  return Finished(std::move(features));
}

}  // namespace isnad::compare
