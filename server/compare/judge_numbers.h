// Numbers that two claims give for one thing.
#pragma once

#include <string>

#include "server/compare/view.h"

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
};

// Compares the first quantities of two claims that count or measure alike. Counts are alike where their heads
// are; measures where their units are and the claims share more than the unit. A bound (at least, at most) is
// compared as one; 'about' allows a tenth, and so does a number that is rounded to the other's first two
// digits.
NumberComparison CompareNumbers(const View& a, const View& b, const Overlap& overlap);

}  // namespace isnad::compare
