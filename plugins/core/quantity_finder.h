// Finding the quantities of one part. For quantities.cc and quantity_units.cc; others use numbers.h.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "plugins/core/numbers.h"

namespace isnad::core {

// What stands before a number, while it is being looked for.
struct Modifiers {
  uint32_t first = 0, end = 0;
  bool min = false, max = false, about = false, between = false;
  const NumberTerm* sign = nullptr;
};

// Reads one part from left to right.
class QuantityFinder {
 public:
  QuantityFinder(const NumberRules& rules, const Reading& reading, uint32_t part_index,
                 std::vector<QuantityMention>& out)
      : rules_(rules), part_(reading.parts[part_index]), part_index_(part_index), out_(out) {}

  void Run(Memo& memo);

 private:
  const NumberTerm* TermAt(uint32_t at, TermKind kind, uint32_t* end, uint8_t* prefixes = nullptr);

  bool SameSentence(uint32_t left, uint32_t right) const {
    return right < part_.words.size() && !part_.words[right].boilerplate &&
           part_.words[left].sentence == part_.words[right].sentence;
  }
  uint32_t Step(uint32_t at);
  uint32_t TakeModifier(uint32_t at);
  uint32_t TakeNumber(uint32_t at);
  static bool Counts(const Numeral& n, const QuantityMention& q);
  std::optional<Numeral> BetweenUpper(Numeral& lower);
  bool IsAnd(uint32_t at, uint32_t* end) const;
  std::optional<Numeral> RangeUpper(const Numeral& lower, uint32_t at);
  static void Scale(Numeral& lower, const Numeral& upper);
  uint32_t AddUnit(const Modifiers& before, const Numeral& n, QuantityMention& q);
  bool IsSameUnit(uint32_t at, const QuantityMention& q);

  // quantity_units.cc
  static void SetUnit(const NumberTerm& term, QuantityMention& q) {
    q.unit = term.unit;
    q.unit_key = term.key;
  }
  uint32_t FindUnit(const Numeral& n, uint32_t at, QuantityMention& q);
  uint32_t CountedNoun(const Numeral& n, uint32_t at);
  bool IsNoCountedNoun(const Word& word) const;
  bool IsPlural(std::string_view folded) const;
  void NameUnit(const Numeral& n, const Word& word, QuantityMention& q);
  uint32_t AddAfter(const Numeral& n, uint32_t at, QuantityMention& q);
  static void Bound(std::optional<double>& bound, QuantityMention& q) {
    if (!q.value) return;
    bound = q.value;
    q.value.reset();
  }
  uint32_t TakeDual(uint32_t at);

  const NumberRules& rules_;
  const Part& part_;
  const uint32_t part_index_;
  std::vector<QuantityMention>& out_;
  std::vector<uint32_t> number_ids_, term_ids_;
  std::vector<WordMatch> matches_;
  Modifiers before_;
};

}  // namespace isnad::core
