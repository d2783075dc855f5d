// Word tables: which of a step's words and phrases a token can be, found by one look-up a token.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "plugins/core/data_file.h"
#include "plugins/core/form_memo.h"
#include "plugins/core/reading.h"

namespace isnad::core {

// What is written together with the front of a word. Bits.
enum Prefix : uint8_t { kWithAnd = 1, kWithIn = 2, kWithTo = 4, kWithAs = 8, kWithThe = 16 };

// A word or phrase of the table, found in a text.
struct WordMatch {
  uint32_t value = 0;    // what Add was given
  uint32_t words = 1;    // how many tokens
  uint8_t prefixes = 0;  // on the first of them
};

// The words are folded and joined with the language's prefixes when they are added, so that a look-up costs
// one hash of the token as it stands. Immutable once filled; safe to read from any number of threads.
//
// Two sections of a data file belong to it:
//   [prefixes]  spelling, kinds (and in to as the), and what of the word's beginning it takes the place of
//   (Arabic `لل`
//               for `ال`). A prefix with `the` is not put before words that are written with the article.
//   [not]       spellings that only look like a prefix and a word: Arabic `لست` is no `ست`.
class WordTable {
 public:
  WordTable() = default;
  WordTable(WordTable&&) = default;  // the keys are views, so that it can be moved but not copied
  WordTable& operator=(WordTable&&) = default;

  static bool Owns(std::string_view section) { return section == "prefixes" || section == "not"; }

  // Takes the lines of its two sections; to be called before the first Add.
  absl::Status Configure(const DataFile& file);

  // `written` is one word or several; `exact` words take no prefixes. Several values may be added for a
  // spelling. `classes` are bits of the caller's own, for Classes.
  void Add(std::string_view written, uint32_t value, bool exact, uint32_t classes = 0);

  // 0 where no word of the table begins or goes on with this token.
  uint32_t Id(std::string_view folded) const {
    const auto found = ids_.find(folded);
    return found == ids_.end() ? 0 : found->second;
  }

  // The classes of all words and phrases that begin with the word: what needs no closer look is told at once.
  uint32_t Classes(uint32_t id) const { return classes_[id]; }

  // Appends what begins at ids[at], single words first, then ever longer phrases.
  void Match(std::span<const uint32_t> ids, size_t at, std::vector<WordMatch>& out) const;

 private:
  absl::Status AddPrefix(const DataFile& file, const DataLine& line);

  struct PrefixForm {
    std::string spelling;  // folded
    std::string replaces;  // as written: Arabic ألف begins with no article
    uint8_t kinds = 0;
  };
  struct Start {
    uint32_t value = 0;  // a word's value, or the node that its phrases begin with
    uint8_t prefixes = 0;
    bool phrase = false;
  };
  using Values = std::vector<uint32_t>;  // of the phrases that end at a node
  static uint64_t StepOf(uint32_t node, uint32_t id) { return uint64_t{node} << 32 | id; }

  uint32_t Intern(const std::string& folded);
  void AddStart(const std::string& written, const Start& start, bool exact, uint32_t classes);
  uint32_t PhraseNode(const std::string& first);

  std::vector<PrefixForm> prefixes_;
  std::string article_;
  std::vector<std::string> not_;
  std::deque<std::string> spellings_;  // what the keys of ids_ look at
  absl::flat_hash_map<std::string_view, uint32_t, WordHash> ids_;
  std::vector<std::vector<Start>> starts_ = {{}};  // by id
  std::vector<uint32_t> classes_ = {0};            // by id
  std::vector<Values> nodes_;
  absl::flat_hash_map<uint64_t, uint32_t> steps_;  // from a node to the next one, by the next word's id
  WordMap<uint32_t> phrase_nodes_;                 // by the folded first word
};

// The ids of a part's words in `table`, 0 for boilerplate. `memo` is of this table alone.
void WordIds(const Part& part, const WordTable& table, FormNumbers& memo, std::vector<uint32_t>& ids);

// The words of a column: parted by commas, each trimmed; a lone comma is itself.
std::vector<std::string> SplitWords(std::string_view column);

}  // namespace isnad::core
