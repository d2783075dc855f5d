// Boilerplate: the lines of an article that are not the article's.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "plugins/core/form_memo.h"
#include "plugins/core/morphology.h"
#include "plugins/core/reading.h"

namespace isnad::core {

// What a pack's boilerplate.tsv says: `begin`, `brief`, `end`, `within` or `whole`, and words that a line
// begins or ends with, holds, or is; `brief` is a beginning that in a line of more than 12 tokens is the
// article's. Words are compared folded; `*` stands for any one token. Immutable, thread-safe.
class BoilerplateRules {
 public:
  static absl::StatusOr<std::unique_ptr<BoilerplateRules>> Load(const std::string& pack_directory);

  // Whether a line of words is boilerplate. Linear in the line. `memo` is of these rules alone.
  bool Matches(std::span<const Word> line, FormNumbers& memo) const;

 private:
  enum class Where { kBegin, kBrief, kEnd, kWithin, kWhole };
  struct Pattern {
    Where where = Where::kBegin;
    std::vector<std::string> words;
  };
  static bool MatchesAt(const Pattern& pattern, std::span<const Word> line, size_t at);

  std::vector<std::vector<Pattern>> patterns_ = {{}};  // those that begin alike together; first, none
  WordMap<uint32_t> by_first_;                         // indexes into patterns_
};

// Marks the words of such lines, and adds the lines to reading.boilerplate.
void FindBoilerplate(const BoilerplateRules& rules, FormNumbers& memo, Reading& reading);

}  // namespace isnad::core
