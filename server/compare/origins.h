// Origins: which articles carry copies of one story, so that a story counts once however often it is printed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "isnad/v1/claim.pb.h"
#include "server/store/store.h"

namespace isnad::compare {

// The wire service that a text credits in its first or last line, folded: "CITY (Agency) -", "… (Agency)".
// Empty where there is none. Knows the shape of a credit, not the names of agencies.
std::string CreditOf(std::string_view text);

// How much of the shorter text the other one prints, 0 to 1: the share of its runs of five folded words.
// Texts of fewer than twenty words copy nothing.
double CopiedShare(std::string_view a, std::string_view b);

// The number of the independent origin of each claim, from 1 on in the order in which they come up. Claims
// are of one origin where their articles carry half of each other's words in the same order or more; where
// they credit the same agency; and where both have from the same outlet or agency (the `via` of their quotes)
// what the same holder says. That is closed over chains: what A copied from B and B from C has one origin.
// The errors of the reader; an article or quote that is no more has an origin of its own.
absl::StatusOr<std::vector<int>> OriginsOf(const std::vector<v1::Claim>& claims, store::Reader& reader);

}  // namespace isnad::compare
