// Number words: digits and words to one value.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "plugins/core/word_table.h"

namespace isnad::core {

// What a number word does to the number that it stands in.
enum class NumberRole : uint8_t {
  kUnit,      // 1–9
  kTeenUnit,  // a unit that counts only before a teen word: Arabic أحد (عشر)
  kWeakUnit,  // a unit that is also an article or a pronoun: alone it counts only before a known unit (`one`)
  kTeen,      // 10, and 10 more behind a unit: Arabic عشر
  kTens,      // 10–19 in one word, 20, 30 …
  kHundred,   // 100, times what stands before it
  kHundreds,  // 200, 300 … in one word
  kScale,     // 1,000 and up, 12: times what stands before it
  kManyScale,  // a plural of it: only behind a number (thousands of people is none)
  kDualScale,  // two of a scale in one word: Arabic ألفان
  kConstruct,  // two of it before a noun, else one of it: Arabic ألفا
  kFraction,   // 1/2: adds itself with `and`, counts what follows (half a million)
  kFractions,  // a plural: times what stands before it (three quarters)
  kZero,
  kPoint,    // between digits: 1 point 5
  kOver,     // between the parts of a fraction: one over three
  kOutOf,    // the same, between words only: three out of ten
  kPower,    // touches digits on both sides; its value is the base of the exponent: 10 in 2e5, 0 for 2^5
  kBehind,   // touches digits on both sides, of which the decimals stand first: Arabic 6ر188 is 188.6
  kDecimal,  // the mark that a number without its zero begins with: .5
  kMinus,
  kAnd,   // a word of its own
  kMark,  // touches digits and makes them an ordinal: 90th
  kGlue,  // joins digits and nothing else: - /
};

struct NumberWord {
  NumberRole role = NumberRole::kUnit;
  double value = 0;
  bool ordinal = false;
};

// A number of the text: words [first, end).
struct Numeral {
  uint32_t first = 0, end = 0;
  double value = 0;
  bool digits = false;    // written in digits alone
  bool ordinal = false;   // fourth
  bool fraction = false;  // nothing but a fraction: half
  bool weak = false;      // nothing but a kWeakUnit
  bool joined = false;    // holds an `and`
  uint8_t prefixes = 0;
};

// The number words of a language, from numbers/words.tsv:
//   [words]     role, value, spellings parted by commas; roles are unit, unit.teen, unit.weak, teen, tens,
//   hundred,
//               hundreds, scale, scale.many, scale.dual, scale.construct, fraction, fractions, zero, point,
//               over, out of, power, behind, decimal, minus, and, glue, mark; `ordinal unit` and so on for
//               ordinals
//   [compound]  a mark that joins tens and units into one token: - (twenty-one)
//   [joining]   `and` where parts of a number are joined by it alone, `free` where they may also just follow
//   each other [digits]    the decimal mark, and the mark of thousands
// Immutable, thread-safe.
class NumberWords {
 public:
  static absl::StatusOr<NumberWords> From(const DataFile& file);

  const WordTable& table() const { return table_; }

  // The longest number that begins at `at`, `ids` being those of the part's words in table(). With `split` it
  // ends before its first `and`. Nothing where none begins; a conjunction before it is not part of it.
  std::optional<Numeral> Read(const Part& part, std::span<const uint32_t> ids, uint32_t at,
                              bool split = false) const;

  // Whether a number may begin here: cheap.
  bool MayBegin(const Word& word, uint32_t id) const {
    return word.kind == ISNAD_TOKEN_NUMBER || (table_.Classes(id) & kBegins) != 0;
  }

  // Whether the word is an `and` of its own.
  bool IsAnd(std::span<const uint32_t> ids, uint32_t at) const;

  // The value of a token of digits with separators; nothing where they make no number (1.2.3).
  std::optional<double> DigitValue(std::string_view folded) const;

 private:
  friend class NumberReader;
  // Of WordTable::Classes: may begin a number, may play a role.
  static constexpr uint32_t kBegins = 1u << 31;
  static constexpr uint32_t ClassOf(NumberRole role) { return 1u << static_cast<uint32_t>(role); }
  absl::Status AddWords(const DataFile& file, const DataLine& line);
  void AddCompounds(const std::string& mark);

  WordTable table_;
  std::vector<NumberWord> words_;                          // by the table's values
  std::vector<std::pair<std::string, NumberWord>> parts_;  // of compounds
  bool free_joining_ = false;
  char decimal_ = '.';
};

}  // namespace isnad::core
