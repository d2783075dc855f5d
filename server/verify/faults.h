// Faults: what is wrong with given words when a stored quote is where they come from.
#pragma once

#include <span>
#include <vector>

#include "isnad/v1/text.pb.h"
#include "isnad/v1/verification.pb.h"
#include "server/verify/align.h"
#include "server/verify/speaker.h"

namespace isnad::verify {

// How alike two wordings must be for one to be the other with changes.
inline constexpr double kNearSimilarity = 0.6;

// The least number of words that both must have then, and the fewest that a piece of a quote may have.
inline constexpr size_t kLeastWords = 3;

// The words of `stored` that an alignment leaves out and that turn the sense of what it takes: the kind of
// the first, or UNSPECIFIED. Marks are places in the stored text. Only words of the same sentence count. A
// condition, an exception or a contrast reaches over the whole sentence; a negation or a hedge only over its
// clause, or from the word right behind a comma ('a warning, not a map'); behind a conjunction that clings to
// it a clause of its own begins.
v1::MarkKind LostMark(const Alignment& alignment, std::span<const Word> stored,
                      std::span<const v1::Mark> marks);

// Whether given words are a stored wording or come near it: a whole quote of any length, a piece of at least
// kLeastWords words, or a change of it that shares as many and is similar enough.
bool IsMatch(const Alignment& alignment, size_t given_size, size_t stored_size);

// All faults, the gravest first: MISATTRIBUTED, ALTERED, TRUNCATED, WRONG_DATE.
std::vector<v1::QuoteVerdict> FaultsOf(const Alignment& alignment, v1::MarkKind lost, Agreement speaker,
                                       Agreement date);

}  // namespace isnad::verify
