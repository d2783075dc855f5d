// Clitics: the little words that are written together with their neighbour (Arabic و ف ب ل ك ال س, ه ها هم).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/core/data_file.h"

namespace isnad::core {

// What stands before or behind a stem. Bits, so that a division can hold several.
enum Clitic : uint32_t {
  kConjunction = 1 << 0,  // and, then
  kPreposition = 1 << 1,  // in, by, for, like
  kArticle = 1 << 2,      // the
  kFuture = 1 << 3,       // shall
  kPronoun = 1 << 4,      // his, her, them (behind)
};

// One way to take a word apart: folded bytes [stem_begin, stem_end) are the stem.
struct Division {
  uint32_t clitics = 0;
  uint16_t stem_begin = 0;
  uint16_t stem_end = 0;
  std::string_view preposition;  // which one, folded; empty where there is none
  std::string_view pronoun;      // which one, folded; empty where there is none
};

// The clitics of a language, from its clitics.tsv: `before`/`behind`, spelling, kind, and what may stand before it.
// A language without the file has none: every word is its own stem. Immutable, thread-safe.
class Clitics {
 public:
  static absl::StatusOr<Clitics> From(const DataFile& file);

  // All ways to take `folded` apart, the whole word first, then by ever fewer bytes of stem; a stem has at least two
  // letters. At most 32. Appends to `out`, which is cleared first.
  void Divide(std::string_view folded, std::vector<Division>& out) const;

 private:
  struct Affix {
    std::string spelling;
    uint32_t kind = 0;
    uint32_t may_follow = 0;  // the kinds that may stand before a proclitic
  };
  std::vector<Affix> before_;
  std::vector<Affix> behind_;
};

}  // namespace isnad::core
