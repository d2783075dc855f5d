// Support: whether a stored claim says what a claim that stands alone says.
#pragma once

#include <optional>

#include "isnad/v1/claim.pb.h"
#include "server/compare/judge.h"

namespace isnad::verify {

// How surely the stored claim says what the given one does, 0.5 to 0.95; nothing where it doesn't. The given
// claim has no article around it, so that what its words name may also be what the stored claim's article
// turns on: what is stated, or counted, must stand in the stored claim itself, most other words there or
// among the article's topics. Both say yes or both no, their numbers agree, and their times where the given
// claim tells one.
std::optional<double> SupportOf(const v1::Claim& given, const v1::Claim& stored);

// What the stored claim says against the given one by telling the same of another number or another day;
// nothing where it doesn't. More of the given words must stand in the stored claim itself than for support.
std::optional<compare::Judgement> ConflictOf(const v1::Claim& given, const v1::Claim& stored);

// Whether the stored claim speaks of what the given one does, for or against: half of the given words are
// known to it or to its article.
bool OfOneMatter(const v1::Claim& given, const v1::Claim& stored);

}  // namespace isnad::verify
