// What shows that two claims of one matter speak of two things after all.
#pragma once

#include "server/compare/pair.h"

namespace isnad::compare {

// Whether two claims that a rule holds to go against each other tell of two things of one kind: two
// earthquakes, two companies, two training grounds. Where each names somebody or something that the other's
// article doesn't know at all, they mostly do, and nearly always where no speaker stands for either. Which of
// these signs to trust, and from where on, was measured on news: docs/verification.md. Brief texts that
// somebody puts side by side are taken to speak of one thing.
bool SpeakOfTwoThings(const Pair& pair, const Judgement& judgement);

}  // namespace isnad::compare
