// Numbers and what they count: '1.5 million dinars', 'at least 30 houses', 'two or three days'.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "plugins/core/number_words.h"
#include "plugins/core/reading.h"

namespace isnad::core {

struct Memo;  // memo.h

// What a word does beside a number.
enum class TermKind : uint8_t {
  kUnit,        // a unit or counted noun that is known
  kDualUnit,    // two of it in one word
  kUnitBefore,  // a sign that stands before its number: $
  kMin,         // before the number: at least
  kMax,
  kAbout,
  kBetween,   // the number and the next one are a range
  kMinAfter,  // behind number and unit
  kMaxAfter,
  kAboutAfter,
  kRange,   // between two numbers: or, to, -
  kOf,      // between the number and what it counts: five of the houses
  kSkip,    // between those, too, and no part of the unit: the, its
  kNoUnit,  // never a counted noun
};

// Of WordTable::Classes: may be such a term, may stand before a number.
constexpr uint32_t ClassOf(TermKind kind) { return 1u << static_cast<uint32_t>(kind); }
inline constexpr uint32_t kModifies = ClassOf(TermKind::kUnitBefore) | ClassOf(TermKind::kMin) |
                                      ClassOf(TermKind::kMax) | ClassOf(TermKind::kAbout) |
                                      ClassOf(TermKind::kBetween);

struct NumberTerm {
  TermKind kind = TermKind::kNoUnit;
  std::string unit;  // as a reader would write it
  std::string key;   // see ISNAD_KEY_UNIT_KEY
};

// How the counted noun that no file lists loses its inflection.
struct UnitEnding {
  std::string ending, replacement;
  int from = 0, to = 99;  // holds where the number's last two digits are within
};

// A language's numbers, from the folder `numbers` of its pack:
//   words.tsv       see NumberWords
//   units.tsv       [units] key, spellings parted by commas (the first is shown), duals; [signs] key,
//   spellings that
//                   stand before their number; [endings] of unknown counted nouns: ending, replacement or -,
//                   from-to; [article]; [plural] an ending by which a counted noun is known among up to 4
//                   words
//   modifiers.tsv   [before] and [after] number and unit: min, max, about, between; [range], [of], [skip],
//   [no unit]
// A language without the folder has no numbers. Immutable, thread-safe.
class NumberRules {
 public:
  // `directory` is the pack's. Errors name file and line.
  static absl::StatusOr<std::unique_ptr<NumberRules>> Load(const std::string& directory);

  const NumberWords& words() const { return words_; }
  const WordTable& terms_table() const { return terms_table_; }
  const NumberTerm& term(uint32_t value) const { return terms_[value]; }
  const std::vector<UnitEnding>& endings() const { return endings_; }
  const std::string& article() const { return article_; }
  const std::string& plural() const { return plural_; }

 private:
  absl::Status AddUnits(const DataFile& file);
  absl::Status AddUnit(const DataFile& file, const DataLine& line);
  absl::Status AddModifiers(const DataFile& file);
  void AddTerms(std::string_view spellings, NumberTerm term, bool exact);

  NumberWords words_;
  WordTable terms_table_;
  std::vector<NumberTerm> terms_;
  std::vector<UnitEnding> endings_;
  std::string article_, plural_;
};

// Adds the quantities of all parts to reading.quantities, in order, without overlap. Ordinals are quantities,
// too, with the unit key `ordinal`; numbers that turn out to be part of a time are taken away by FindTimes.
// Linear; about 0.1 µs a word.
void FindQuantities(const NumberRules& rules, Memo& memo, Reading& reading);

}  // namespace isnad::core
