// One utterance in two wordings.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/compare/pair.h"

namespace isnad::compare {

struct WordingComparison {
  bool same_utterance = false;  // a long run of words is the same in both
  bool changed =
      false;         // and what differs changes the sense: a word replaced by another, not merely left out
  std::string a, b;  // the words that differ, empty where one has none
};

// Compares two wordings word by word, folded. `turning` tells whether the words that only one of the two has
// turn its sense (negation, exclusive words), so that leaving them out is no mere shortening.
WordingComparison CompareWordings(std::string_view a, std::string_view b, bool turning);

// What one holder says in two wordings of one utterance.
std::optional<Judgement> JudgeWording(const Pair& pair);

}  // namespace isnad::compare
