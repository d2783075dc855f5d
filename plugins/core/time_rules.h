// Times: words and patterns of a language, as data.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "plugins/core/time_fields.h"
#include "plugins/core/word_table.h"

namespace isnad::core {

using TimeCategory = uint16_t;

// Categories that the engine itself fills.
enum BuiltInCategory : TimeCategory {
  kNumberCategory,    // `number`: a cardinal, in words or digits
  kDigitsCategory,    // `digits`: one token of digits
  kOrdinalCategory,   // `ordinal`
  kFractionCategory,  // `fraction`: a part of an hour, its number in minutes (a quarter is 15)
  kDottedCategory,    // `dotted`: 8.30, with hour and minute
  kDotDateCategory,   // `dotdate`: 18.2.2019, with day, month and year
  kDotDayCategory,    // `dotday`: 22.4, with day and month
  kEndCategory,   // `end`: no word, but the place before punctuation, the sentence's end or another word of
                  // times
  kAndCategory,   // `and`: a conjunction of its own
  kTimeCategory,  // `time`: what becomes a mention
  kNothingCategory,  // `nothing`: looks like a time and is none
  kFutureCategory,   // `future`: a word that tells that what follows is to come
  kPastCategory,     // `past`: the opposite
  kPresentCategory,  // `present`: what follows may as well be to come as past
  kFirstOwnCategory,
};

// Categories as bits, by which most patterns are told at once not to fit; several may share a bit.
using CategorySet = uint64_t;
constexpr CategorySet SetOf(TimeCategory category) { return CategorySet{1} << (category % 64); }

// What a word means.
struct TimeWord {
  TimeCategory category = 0;
  bool capital = false;  // only where it is written with a capital letter
  TimeFields fields;
};

// A place in a pattern.
struct PatternElement {
  struct Choice {
    TimeCategory category = 0;
    int from = kUnset, to = kUnset;  // bounds of the number, where given
    friend bool operator==(const Choice&, const Choice&) = default;
  };
  std::vector<Choice> choices;  // any of them
  CategorySet begins = 0;       // what may stand where it begins
  int capture = -1;             // the field that the number, or the index of the atom, is put into
  bool glued = false;           // nothing stands between it and what is before it
  bool joined = false;          // with an `and`
  friend bool operator==(const PatternElement&, const PatternElement&) = default;
};

struct TimeRule {
  TimeCategory result = 0;
  uint32_t before = 0, after = 0;  // how many elements are context
  std::vector<std::pair<TimeField, int>> sets;
};

// The patterns of one stage as a trie over elements: patterns that begin alike are matched together.
struct PatternNode {
  std::vector<std::pair<PatternElement, uint32_t>> next;
  CategorySet begins = 0;       // what any of them may begin with
  std::vector<uint32_t> rules;  // that end here
};

// The words and patterns of times, from the folder `times` of a pack.
//
// words.tsv   [beginnings], [endings] category (future), how words begin or end as written, which makes one
//             where the lexicon doesn't know better; [words] category, spellings parted by commas, fields
//             (month=1, unit=days) if any; [exact] the same for words that take no prefixes; [small] the same
//             for words that alone make no time; [prefixes], [not]: see WordTable. `capital` among the
//             fields: only where the word is written with a capital.
// rules.tsv   Sections are stages, worked off in order; a stage's patterns see what earlier stages found. A
// line is: the
//             category that is found, the pattern, fields to set. In a pattern, elements are parted by one
//             space:
//               month            a word, or earlier finding, of the category
//               number(1-31)     with a number within these bounds
//               month|season     of either, each with bounds of its own
//               day=number       its number goes into the field `day`; from=date and to=date take the whole
//               finding of?              may be missing ~slash           touches what stands before it
//               +number          joined with an `and`
//               in < month > end  what is before < and behind > has to be there but is not part of it
//             Of the findings of one stage and category that begin at one place, the longest is kept; among
//             equals the one whose rule stands first. Fields of all elements are united, later ones and those
//             set by the rule winning.
// Errors name file and line: an unknown field or category, a pattern of more than 12 elements or 6 that may
// be missing. Immutable, thread-safe.
class TimeRules {
 public:
  // A language without the folder has no times.
  static absl::StatusOr<std::unique_ptr<TimeRules>> Load(const std::string& directory);

  static constexpr size_t kMaxElements = 12;
  static constexpr uint8_t kAnchor = 1;  // of WordTable::Classes: a word that may make a time

  const WordTable& table() const { return table_; }
  const TimeWord& word(uint32_t value) const { return words_[value]; }
  const TimeRule& rule(uint32_t index) const { return rules_[index]; }
  size_t stages() const { return stages_.size(); }
  const std::vector<PatternNode>& stage(size_t index) const { return stages_[index]; }

  // Whether the word, as written, begins or ends like one of the future.
  bool LooksLikeFuture(std::string_view written) const;

  // The branches of a stage's first node that begin with the category, as indexes into its `next`.
  std::span<const uint16_t> FirstBranches(size_t stage, TimeCategory category) const {
    return first_branches_[stage][category];
  }

 private:
  TimeCategory CategoryOf(const std::string& name);
  absl::Status AddWords(const DataFile& file);
  absl::Status AddWord(const DataFile& file, const DataLine& line);
  absl::Status AddRules(const DataFile& file);
  absl::Status AddRule(const DataFile& file, const DataLine& line);
  absl::StatusOr<PatternElement> ParseElement(const DataFile& file, const DataLine& line,
                                              std::string_view text);
  absl::StatusOr<PatternElement::Choice> ParseChoice(const DataFile& file, const DataLine& line,
                                                     std::string_view text);
  absl::Status ParseSets(const DataFile& file, const DataLine& line, const std::string& column,
                         TimeFields* fields, std::vector<std::pair<TimeField, int>>* sets,
                         bool* capital) const;
  void Insert(const std::vector<PatternElement>& pattern, uint32_t rule);

  std::unordered_map<std::string, TimeCategory> categories_;
  std::vector<std::string> category_names_;
  std::vector<bool> category_defined_;
  WordTable table_;
  std::vector<TimeWord> words_;
  std::vector<std::string> future_beginnings_, future_endings_;
  std::vector<TimeRule> rules_;
  std::vector<std::vector<PatternNode>> stages_;
  std::vector<std::vector<std::vector<uint16_t>>> first_branches_;  // by stage and category
};

}  // namespace isnad::core
