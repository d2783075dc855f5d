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

  // The longest phrase that begins at words[i] and ends before `end`. A conjunction that is written together
  // with the first word doesn't matter.
  PhraseMatch Match(std::span<const Word> words, int i, int end, const Clitics& clitics) const;

 private:
  PhraseMatch MatchFrom(std::string_view first, std::span<const Word> words, int i, int end) const;
  WordMap<std::vector<Phrase>> by_first_;  // longest first
};

}  // namespace isnad::core
