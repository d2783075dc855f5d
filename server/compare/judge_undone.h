// Claims of which one tells that what the other tells of came to nothing, or came without it.
#pragma once

#include <optional>

#include "server/compare/pair.h"

namespace isnad::compare {

// One cancels, refuses or fails at what the other says is done: the visit was cancelled, and he visits.
std::optional<Judgement> JudgeUndone(const Pair& pair);

// One says without what the other says with: shelling without victims, and dead in the shelling.
std::optional<Judgement> JudgeWithout(const Pair& pair);

}  // namespace isnad::compare
