// Times as pages write them in their metadata.
#pragma once

#include <string>
#include <string_view>

namespace isnad::intake {

// The time in RFC 3339 with the offset that the page gives; the day alone (2024-01-05) where the page gives
// no offset, for an hour without one is nobody's hour; empty where it is no ISO 8601 time or doesn't exist
// (2023-02-29). Read are the variants that pages use: a blank for the T, / for -, no seconds, fractions
// (dropped), +0300, +03, GMT, UTC.
std::string NormalizePageTime(std::string_view written);

}  // namespace isnad::intake
