// Anchors: where words that stood in a former text stand in the one that took its place.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/text/fold.h"
#include "server/text/token.h"

namespace isnad::text {

enum class AnchorState {
  kFound,  // the same words at the same place
  kMoved,  // the same words at another place: the only one, or the one with most of their neighbours, three
           // tokens at least
  kAmbiguous,  // the same words at several places, none of which can be told to be theirs; most alike first
  kOrphaned,   // nowhere
};

// `places` are bytes of the new text: one for kFound and kMoved, at most kMaxPlaces for kAmbiguous, else
// none.
struct Anchor {
  static constexpr size_t kMaxPlaces = 8;

  AnchorState state = AnchorState::kOrphaned;
  std::vector<ByteRange> places;
};

// Finds anchors between two texts. Words are the same where they fold alike, token by token, so that new
// diacritics or quotation marks of another shape lose nothing; white space and invisible characters between
// tokens do not count.
//
// Method: every token of the new text is indexed; a former piece is looked for at the places of its rarest
// token. Linear in both texts, and in the occurrences of that token for each piece. Immutable after it is
// made; thread-safe. Borrows both texts, valid UTF-8 of less than 4 GiB.
class Anchors {
 public:
  Anchors(std::string_view former, std::string_view now);

  // Where former[range] stands now. A range without a token is orphaned.
  Anchor Find(ByteRange range) const;

 private:
  struct Side {
    explicit Side(std::string_view text);
    std::string_view At(size_t token) const;

    Folded folded;
    std::vector<Token> tokens;
    std::vector<uint64_t> keys;  // a hash of each token's folded text, quotation marks being one
  };

  bool StandsAt(size_t first, size_t count, size_t at) const;
  int LikenessOfNeighbours(size_t first, size_t count, size_t at) const;
  static ByteRange RangeIn(const Side& side, size_t at, size_t count);
  ByteRange RangeOf(size_t at, size_t count) const;

  const Side former_, now_;
  std::unordered_map<uint64_t, std::vector<uint32_t>> places_;  // of a key among the new text's tokens
};

}  // namespace isnad::text
