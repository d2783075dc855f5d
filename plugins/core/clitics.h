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
  kFused = 1 << 5,        // two in one spelling, so that what is behind them is not the written word: لل
};

// One way to take a word apart: folded bytes [stem_begin, stem_end) are the stem.
struct Division {
  uint32_t clitics = 0;
  uint16_t stem_begin = 0;
  uint16_t stem_end = 0;
  std::string_view preposition;  // which one, folded; empty where there is none
  std::string_view pronoun;      // which one, folded; empty where there is none
};

// The clitics of a language, from its clitics.tsv. A line is
//   before  SPELLING  KIND[+KIND]  KINDS that may stand before it, or -  [what it is, where its spelling
//   hides it: لل is ل] behind  SPELLING  KIND joined  SPELLING  SPELLING when nothing is joined: stems end
//   otherwise before a pronoun (وزارته is وزارة)
// A language without the file has none: every word is its own stem. Immutable, thread-safe; divisions point
// into it, so that it must outlive them and not be moved.
class Clitics {
 public:
  static absl::StatusOr<Clitics> From(const DataFile& file);

  // All ways to take `folded` apart, the whole word first, then by ever fewer bytes of stem; a stem has at
  // least two letters. At most 32. Words of more than 64 KiB have none but the whole. Appends to `out`, which
  // is cleared first.
  void Divide(std::string_view folded, std::vector<Division>& out) const;

  // The spellings a stem may have when it stands alone, given how it ends before a pronoun; the stem itself
  // is not one.
  void Unjoin(std::string_view stem, std::vector<std::string>& out) const;

 private:
  struct Affix {
    std::string spelling;
    uint32_t kind = 0;
    uint32_t may_follow = 0;  // the kinds that may stand before a proclitic
    std::string meant;
  };
  struct Joined {
    std::string joined, alone;
  };
  void Strip(std::string_view folded, const Division& so_far, uint32_t last,
             std::vector<Division>& out) const;

  std::vector<Affix> before_;
  std::vector<Affix> behind_;
  std::vector<Joined> joined_;
};

}  // namespace isnad::core
