// The terms of a claim: what it is about, in keys that are alike in every inflection.
#pragma once

#include <string>
#include <vector>

#include "plugins/core/claims_clauses.h"
#include "plugins/core/claims_rules.h"
#include "plugins/core/reading.h"

namespace isnad::core {

// Whether the time at word i tells when the clause that begins at `first` holds; one deep in words that tell
// when
// (`bound`) belongs to them: "after three ships arrived last week".
bool TellsWhen(const ClaimText& text, int first, int i);

// The terms of a clause, in the order of the text:
//   - concepts, with those they entail, and stems, of all words but stop words, marks, times and numbers. The
//   first
//     finite verb that says something is the predicate, else the first noun of an event, else any verb;
//   - as SCOPE: words that tell when (`bound` in clauses.tsv), words of scope concepts, exclusive marks under
//   the concept of their note, and c:dated where a time
//     stands in the clause itself;
//   - the head: what the first quantity counts, ordinals apart.
std::vector<TermReading> TermsOf(const ClaimRules& rules, const ClaimText& text, const Clause& clause,
                                 const Reading& reading);

// What the whole article is about: the terms of its title and its lead and the most frequent ones, at most
// twenty.
std::vector<TermReading> TopicOf(const std::vector<ClaimText>& parts);

}  // namespace isnad::core
