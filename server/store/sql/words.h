// Words: how a look-up's words are found in a text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace isnad::store::sql {

// The folded words and numbers of a text, each between two spaces: " w1 w2 ". " " where there are none.
std::string WordsOf(std::string_view text);

// Whether `words` (as WordsOf gives them) hold all of `wanted`, as query.h defines it.
bool HoldsAll(std::string_view words, const std::vector<std::string>& wanted);

// Whether they hold all words of one of the alternatives; true where there are none. An alternative
// without words is held by nothing.
bool HoldsAny(std::string_view words, const std::vector<std::vector<std::string>>& alternatives);

// Whether one of them is this number in digits; commas between digits count for nothing.
bool HoldsNumber(std::string_view words, double number);

}  // namespace isnad::store::sql
