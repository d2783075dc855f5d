// Phrases: words and runs of words to which a data file gives a meaning.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "plugins/core/clitics.h"
#include "plugins/core/data_file.h"
#include "plugins/core/morphology.h"
#include "plugins/core/reading.h"

namespace isnad::core {

// A line `meaning  phrases  [notes]`: the phrases are parted by commas, their words by spaces. A note is what
// a step makes of it.
struct Phrase {
  std::vector<std::string> words;  // folded
  std::string meaning;
  std::string note;
  std::string key;  // of the concept that the note names: c:NOTE
};

// Where a phrase was found: `length` tokens from the one asked for; nullptr where none was.
struct PhraseMatch {
  const Phrase* phrase = nullptr;
  int length = 0;
  uint32_t clitic_bytes = 0;  // of the conjunction that clings to its first word
};

// The phrases of a data file. Immutable after loading.
class PhraseTable {
 public:
  static absl::StatusOr<PhraseTable> From(const DataFile& file);

  // The phrases that begin with a word, as it stands or behind a conjunction that is written together with
  // it. They live as long as the table.
  struct Starts {
    std::span<const Phrase> whole, joined;
    uint32_t clitic_bytes = 0;  // of the conjunction before `joined`

    bool empty() const { return whole.empty() && joined.empty(); }
  };
  Starts StartsOf(std::string_view folded, std::span<const Division> divisions) const;

  // The longest phrase of `starts`, those of words[i], that ends before `end`; a conjunction is taken off
  // only where nothing begins with the whole word.
  static PhraseMatch Match(const Starts& starts, std::span<const Word> words, int i, int end);

 private:
  std::span<const Phrase> StartingWith(std::string_view first) const;
  WordMap<std::vector<Phrase>> by_first_;  // longest first
};

}  // namespace isnad::core
