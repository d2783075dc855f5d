// Numbers that two claims give for one thing.
#pragma once

#include <optional>
#include <string>

#include "server/compare/pair.h"

namespace isnad::compare {

enum class NumberVerdict {
  kNone,        // not about one thing, or one of the two has no number
  kCompatible,  // both can be right
  kConflict,
};

struct NumberComparison {
  NumberVerdict verdict = NumberVerdict::kNone;
  std::string a, b;    // as they stand in the evidence
  bool grows = false;  // b's is the larger
  double times = 1;    // how many times the less the more is
  bool harm = false;   // they count people who came to harm
};

// Whether a quantity counts people of any kind; soldiers and civilians are counted apart.
bool CountsAnybody(const v1::Quantity& quantity);

// Compares the quantities that two claims are about, where they count or measure one thing: tolls of one
// harm; else units or heads that are alike and enough of the rest. A bound (at least, at most) is compared as
// one; 'about' allows a tenth.
NumberComparison CompareNumbers(const View& a, const View& b, const Overlap& overlap);

// Whether both count things of one unit, and not the same many: "40 percent were not paid" leaves room for
// "70 percent were", and of two days with 35 and with 100 risen shares each had its own. One is no number:
// "not one".
bool CountApart(const Pair& pair);

// One thing with two numbers.
std::optional<Judgement> JudgeNumbers(const Pair& pair);

}  // namespace isnad::compare
