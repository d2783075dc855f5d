// Selection: which clauses are worth looking up.
#pragma once

#include "plugins/core/claims_clauses.h"
#include "plugins/core/claims_rules.h"
#include "plugins/core/reading.h"

namespace isnad::core {

// How much of a statement a claim makes, in tenths: numbers, times, denials, negations, plans, things that
// happen, a text that is nothing but a headline; less for the outlet's own narration, for what has no
// predicate, for questions and for exclamations of a few words.
int WorthOf(const ClaimText& text, const Clause& clause, const ClaimReading& claim, const Reading& reading);

// The worth from which on a clause is a claim.
inline constexpr int kLeastWorth = 10;

}  // namespace isnad::core
