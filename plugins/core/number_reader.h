// Reading one number word by word. For number_reader*.cc; others use number_words.h.
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "plugins/core/number_words.h"

namespace isnad::core {

// Takes a number word by word. What has been read is total + group: `group` is below the next scale word,
// `places` are its decimal places that are taken (1 units, 2 tens, 4 hundreds). Made for one number.
class NumberReader {
 public:
  // What may follow a first number to make one of two: for the second one, less.
  enum class Tail { kAny, kOver, kNothing };

  NumberReader(const NumberWords& rules, const Part& part, std::span<const uint32_t> ids,
               Tail tail = Tail::kAny)
      : rules_(rules), part_(part), ids_(ids), tail_(tail) {}

  std::optional<Numeral> Read(uint32_t at, bool split);

 private:
  const NumberWord* WordAt(uint32_t pos, NumberRole role) const;
  std::vector<WordMatch>& Matches(uint32_t pos) const;

  bool SameSentence(uint32_t pos) const {
    return pos < part_.words.size() && !part_.words[pos].boilerplate &&
           part_.words[pos].sentence == part_.words[pos_ - 1].sentence;
  }
  bool IsNumber(uint32_t pos) const {
    return pos < part_.words.size() && part_.words[pos].kind == ISNAD_TOKEN_NUMBER &&
           !part_.words[pos].boilerplate;
  }

  // number_reader_digits.cc
  uint32_t MinusEnd(uint32_t at) const;
  bool TakeFirst(Numeral& n);
  bool TakeDigits(Numeral& n);
  uint32_t FractionEnd(uint32_t slash);
  uint32_t PowerEnd(uint32_t mark);
  uint32_t BehindEnd(uint32_t mark);
  bool TakeOver(Numeral& n);
  void TakePoint(Numeral& n);

  bool TakeNext(Numeral& n, bool split);
  bool TakeWord(Numeral& n, bool joined, uint8_t forbidden, bool first);
  bool Apply(const NumberWord& w, bool first, bool joined, uint32_t end, const Numeral& n);
  bool Add(double value, unsigned takes, unsigned must_be_free);
  bool AddUnit(const NumberWord& w, bool joined, uint32_t end);
  bool AddHundred(const NumberWord& w, bool first, bool joined, const Numeral& n);
  bool AddScale(double scale, double count, bool first, bool joined, const Numeral& n);
  double ConstructCount(uint32_t end) const;
  bool AddFraction(const NumberWord& w, bool first, bool joined, uint32_t end, const Numeral& n);
  bool AddFractions(const NumberWord& w, bool first, bool joined);

  const NumberWords& rules_;
  const Part& part_;
  std::span<const uint32_t> ids_;
  const Tail tail_;
  uint32_t pos_ = 0;
  double total_ = 0, group_ = 0;
  double last_scale_ = std::numeric_limits<double>::infinity();
  unsigned places_ = 0;
  uint8_t first_prefixes_ = 0;
  NumberRole last_role_ = NumberRole::kZero;
  bool done_ = false;
};

}  // namespace isnad::core
