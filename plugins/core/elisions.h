// Elisions: what a language writes as one word though it is two or three (l’armée, qu’il, n’a-t-il).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "plugins/abi/isnad_plugin.h"
#include "plugins/core/data_file.h"

namespace isnad::core {

// A part whose tokens were taken apart, and what it points at. The views that the host made are borrowed.
struct SplitPart {
  isnad_part part;
  std::vector<isnad_token> tokens;
  std::vector<isnad_sentence> sentences;
  std::vector<isnad_quotation> quotations;
};

// The elisions of a language, from its elisions.tsv. A line is
//   before  SPELLING  written at the head of the next word, and a word by itself: l’
//   behind  SPELLING  written at the end of the word before; behind its last hyphen stands the word: -t-il
// Spellings are compared folded, ’ is also ', and the longest that fits holds. Immutable, thread-safe.
class Elisions {
 public:
  static absl::StatusOr<Elisions> From(const DataFile& file);

  bool empty() const { return before_.empty() && behind_.empty(); }

  // The same part with such tokens taken apart; sentences and quotation marks count the new ones. `input`
  // must outlive what is returned. Linear.
  void Split(const isnad_part& input, SplitPart& out) const;

 private:
  void SplitToken(const isnad_part& input, const isnad_token& token, std::vector<isnad_token>& out) const;
  size_t LengthBefore(std::string_view folded) const;  // 0 where nothing is elided
  size_t LengthBehind(std::string_view folded) const;

  std::vector<std::string> before_, behind_;
};

}  // namespace isnad::core
