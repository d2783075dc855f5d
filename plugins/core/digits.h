// Digits with separators, as newspapers write them.
#pragma once

#include <optional>
#include <string_view>

namespace isnad::core {

bool AllDigits(std::string_view text);

// The value of a folded token of digits; nothing where its separators make no number (1.2.3) or it is longer
// than 40 bytes. `decimal` is the language's decimal mark, . or ,; the other one parts thousands. Either is
// taken for a decimal mark where what it parts can't be thousands (3,58), and . for one of thousands where it
// stands twice (1.500.000).
std::optional<double> ValueOfDigits(std::string_view folded, char decimal);

}  // namespace isnad::core
