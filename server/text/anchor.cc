#include "server/text/anchor.h"

#include <algorithm>
#include <functional>

namespace isnad::text {
namespace {

constexpr size_t kNeighbours = 12;  // tokens on either side
constexpr int kConvincing = 3;      // of these alike, from which on one of several places is taken for theirs

}  // namespace

Anchors::Side::Side(std::string_view text) : folded(Folded::Of(text)), tokens(Tokenize(folded)) {
  for (size_t i = 0; i < tokens.size(); ++i) {
    const bool mark = tokens[i].kind == TokenKind::kQuoteMark;
    keys.push_back(std::hash<std::string_view>()(mark ? std::string_view("\"") : At(i)));
  }
}

std::string_view Anchors::Side::At(size_t token) const {
  const ByteRange range = tokens[token].folded;
  return folded.text().substr(range.begin, range.end - range.begin);
}

Anchors::Anchors(std::string_view former, std::string_view now) : former_(former), now_(now) {
  for (size_t i = 0; i < now_.keys.size(); ++i) places_[now_.keys[i]].push_back(static_cast<uint32_t>(i));
}

Anchor Anchors::Find(ByteRange range) const {
  const auto& tokens = former_.tokens;
  const auto begin =
      std::lower_bound(tokens.begin(), tokens.end(), range.begin,
                       [](const Token& token, uint32_t at) { return token.original.begin < at; });
  const auto end = std::lower_bound(begin, tokens.end(), range.end, [](const Token& token, uint32_t at) {
    return token.original.begin < at;
  });
  const auto first = static_cast<size_t>(begin - tokens.begin());
  const auto count = static_cast<size_t>(end - begin);
  if (count == 0) return {};

  size_t rarest = 0;
  const std::vector<uint32_t>* places = nullptr;
  for (size_t i = 0; i < count; ++i) {
    const auto found = places_.find(former_.keys[first + i]);
    if (found == places_.end()) return {};
    if (places == nullptr || found->second.size() < places->size()) {
      places = &found->second;
      rarest = i;
    }
  }

  std::vector<std::pair<int, size_t>> stands;  // how alike the neighbours are, and where
  for (const uint32_t place : *places) {
    if (place < rarest || !StandsAt(first, count, place - rarest)) continue;
    const size_t at = place - rarest;
    const ByteRange now = RangeOf(at, count);
    if (now == RangeIn(former_, first, count)) return {AnchorState::kFound, {now}};
    stands.emplace_back(LikenessOfNeighbours(first, count, at), at);
  }
  if (stands.empty()) return {};
  std::stable_sort(stands.begin(), stands.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  if (stands.size() == 1 || (stands[0].first >= kConvincing && stands[0].first > stands[1].first))
    return {AnchorState::kMoved, {RangeOf(stands[0].second, count)}};
  Anchor anchor{AnchorState::kAmbiguous, {}};
  for (const auto& [likeness, at] : stands) {
    if (anchor.places.size() < Anchor::kMaxPlaces) anchor.places.push_back(RangeOf(at, count));
  }
  return anchor;
}

bool Anchors::StandsAt(size_t first, size_t count, size_t at) const {
  if (at + count > now_.keys.size()) return false;
  return std::equal(former_.keys.begin() + static_cast<ptrdiff_t>(first),
                    former_.keys.begin() + static_cast<ptrdiff_t>(first + count),
                    now_.keys.begin() + static_cast<ptrdiff_t>(at));
}

// How many tokens in a row are the same before and behind.
int Anchors::LikenessOfNeighbours(size_t first, size_t count, size_t at) const {
  int alike = 0;
  for (size_t i = 1; i <= kNeighbours && i <= first && i <= at; ++i) {
    if (former_.keys[first - i] != now_.keys[at - i]) break;
    ++alike;
  }
  for (size_t i = 0; i < kNeighbours; ++i) {
    if (first + count + i >= former_.keys.size() || at + count + i >= now_.keys.size()) break;
    if (former_.keys[first + count + i] != now_.keys[at + count + i]) break;
    ++alike;
  }
  return alike;
}

ByteRange Anchors::RangeIn(const Side& side, size_t at, size_t count) {
  return {side.tokens[at].original.begin, side.tokens[at + count - 1].original.end};
}

ByteRange Anchors::RangeOf(size_t at, size_t count) const { return RangeIn(now_, at, count); }

}  // namespace isnad::text
