// Sense: whether a clause says yes or no, and in what manner.
#pragma once

#include <string_view>

#include "plugins/core/claims_clauses.h"
#include "plugins/core/claims_rules.h"
#include "plugins/core/reading.h"

namespace isnad::core {

struct ClauseSense {
  int polarity = ISNAD_POLARITY_POSITIVE;
  int modality = ISNAD_MODALITY_ASSERTED;
};

// The sense of a clause. `cue_class` is that of the quote that it stands in, empty for narration. Only the
// main clause counts: what a relative or a condition says no to, and a negation that only sets something
// apart ("a warning, not a map"), leave the polarity alone. In clauses.tsv
//   relative   begins a relative clause          planned    makes what follows something to come
//   requested  makes it something asked for      possible   makes it something that may be
//   decides    does what `planned` does where a later time is named, which no other past tense does
// and in marks.tsv the notes `planned` and `possible` do so beside the mark's own meaning;
// `possible-imperfect` before an imperfect only; `adverb` leaves the polarity alone; `adjective` turns it
// where a word of content follows.
ClauseSense SenseOf(const ClaimText& text, const Clause& clause, std::string_view cue_class,
                    const Reading& reading);

}  // namespace isnad::core
