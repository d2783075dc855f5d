// Claims: the statements of an article that can be right or wrong, and the words in it that turn a sense.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "plugins/core/morphology.h"
#include "plugins/core/reading.h"

namespace isnad::core {

// What a language's claims/*.tsv say: words.tsv, affixes.tsv and stop.tsv (terms.h), marks.tsv and
// clauses.tsv (claims_phrases.h), with the concepts that all languages share. Immutable, thread-safe.
class ClaimRules {
 public:
  // Reads the folder claims/ of a pack, and the inventory concepts.tsv: in the pack's folder, else in the
  // engine's, else in core/ beside the pack. A file that is missing is empty. Errors name file and line.
  static absl::StatusOr<std::unique_ptr<ClaimRules>> Load(const std::string& pack_directory,
                                                          const std::string& engine_directory);
  ~ClaimRules();

  struct Data;
  const Data& data() const { return *data_; }

 private:
  ClaimRules();
  std::unique_ptr<Data> data_;
};

// Remembers what the rules say of the words that one thread has met. Goes with the thread's Lexicon::Memo: to
// be cleared when that was trimmed.
class ClaimMemo {
 public:
  ClaimMemo();
  ~ClaimMemo();
  void Clear();

  struct Table;
  Table& table() { return *table_; }

 private:
  std::unique_ptr<Table> table_;
};

// Appends to reading.marks the words that turn a sense, in the order of the text, and names in each quote
// those that stand in it.
//
// Appends to reading.claims the claims of the quotes' contents and of the outlet's own sentences: clauses
// with a predicate, without leading conjunction, a coordination of clauses being several. Colour and opinion
// without a fact are left out. Ordered by place; no two have the same evidence. Needs quotes, times and
// quantities. Linear.
//
// Polarity and modality follow from marks, verb forms and the quote's cue: what is denied keeps its own
// polarity. The time is that of a mention in the evidence, else, of what is asserted, one that
// the text around it tells (claims_time.h).
void FindClaims(const ClaimRules& rules, const Lexicon& lexicon, ClaimMemo& memo, Reading& reading);

}  // namespace isnad::core
