#include "server/compare/features.h"

#include <algorithm>
#include <string>

#include "server/text/fold.h"
#include "server/text/token.h"

namespace isnad::compare {
namespace {

constexpr size_t kMaxFeatures = 2000;
// So many of a claim's own terms are paired, and so many of its article's topics with them: more cost a
// look-up each and find hardly anything else.
constexpr size_t kMaxOwn = 10;
constexpr size_t kMaxTopics = 8;

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
  std::vector<std::string_view> paired;
  size_t own = 0;  // of the paired, those of the claim itself, which stand first
  size_t topics = 0;
  for (const v1::Term& term : claim.terms()) {
    if (term.role() == v1::TERM_ROLE_SCOPE) continue;
    if (std::find(paired.begin(), paired.end(), term.key()) != paired.end()) continue;
    // What the whole article is about finds a claim only together with the claim's own terms.
    if (term.role() != v1::TERM_ROLE_TOPIC) features.push_back(Hash().Add("t").Add(term.key()).value());
    for (const std::string& opposite : term.opposites()) {
      const std::string_view low = std::min(term.key(), opposite);
      const std::string_view high = std::max(term.key(), opposite);
      features.push_back(Hash().Add("o").Add(low).Add(high).value());
    }
    size_t& count = term.role() == v1::TERM_ROLE_TOPIC ? topics : own;
    if (count >= (&count == &own ? kMaxOwn : kMaxTopics)) continue;
    paired.push_back(term.key());
    ++count;
  }
  // Two topics together are every claim's of their article.
  for (size_t i = 0; i < own; ++i) {
    for (size_t k = i + 1; k < paired.size(); ++k) {
      const auto [low, high] = std::minmax(paired[i], paired[k]);
      features.push_back(Hash().Add("tt").Add(low).Add(high).value());
    }
  }
  if (!claim.holder().entity().empty())
    features.push_back(Hash().Add("e").Add(claim.holder().entity()).value());
  return Finished(std::move(features));
}

}  // namespace isnad::compare
