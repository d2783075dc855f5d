// The chart: what is found in a stretch of words that may hold times, and how the rules' patterns are matched
// over it.
#pragma once

#include <cstdint>
#include <vector>

#include "plugins/core/number_words.h"
#include "plugins/core/time_rules.h"

namespace isnad::core {

// Something found: words [first, end) of the part.
struct TimeAtom {
  uint32_t first = 0, end = 0;
  TimeCategory category = 0;
  uint8_t prefixes = 0;
  TimeFields fields;
  int32_t next = -1;  // the next atom that begins at the same word
};

// The chart of one stretch of words. Reusable; not thread-safe. The work is bounded by the number of words
// times the size of the rules, whatever the text.
class TimeChart {
 public:
  TimeChart(const TimeRules& rules, const NumberWords& numbers) : rules_(rules), numbers_(numbers) {}

  // Finds all that is in words [first, end) of the part; `ids` are the words' in the two tables.
  void Read(const Part& part, std::span<const uint32_t> time_ids, std::span<const uint32_t> number_ids,
            uint32_t first, uint32_t end);

  // The longest times from left to right, without overlap; what was found to be no time is left out.
  std::vector<const TimeAtom*> Times() const;

  const TimeAtom& atom(int index) const { return atoms_[static_cast<size_t>(index)]; }

 private:
  struct Found {
    TimeAtom atom;
    uint32_t rule;
  };

  void AddWords(uint32_t at);
  void AddNumbers(uint32_t at);
  void AddDotted(uint32_t at);
  void AddDayAndMonth(TimeAtom atom, int day, int month);
  void Add(TimeAtom atom);
  void RunStage(size_t stage);
  void Walk(const std::vector<PatternNode>& nodes, uint32_t node, uint32_t at, size_t depth);
  void WalkAtoms(const std::vector<PatternNode>& nodes, const PatternElement& element, uint32_t node,
                 uint32_t at, size_t depth, bool after_and);
  bool Fits(const PatternElement& element, const TimeAtom& atom, size_t depth, bool after_and) const;
  bool AtEnd(uint32_t at) const;
  bool IsUnit(uint32_t at) const;
  bool Touches(uint32_t at) const;
  void Accept(uint32_t rule, size_t depth);

  const TimeRules& rules_;
  const NumberWords& numbers_;
  const Part* part_ = nullptr;
  std::span<const uint32_t> time_ids_, number_ids_;
  uint32_t first_ = 0, end_ = 0;
  std::vector<TimeAtom> atoms_;
  std::vector<int32_t> heads_;       // by word, the last atom that begins there
  std::vector<CategorySet> begins_;  // by word, the categories of what begins there
  CategorySet all_ = 0;              // those of the whole stretch
  std::vector<WordMatch> matches_;
  std::vector<Found> found_;
  struct Step {
    int32_t atom;
    const PatternElement* element;
    uint32_t at;
  };
  Step path_[TimeRules::kMaxElements];
};

}  // namespace isnad::core
