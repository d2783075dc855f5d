// Claims that go against each other in what they say: yes and no, and words that exclude each other.
#pragma once

#include <optional>

#include "server/compare/pair.h"

namespace isnad::compare {

// One says yes and the other no, or denies it, of the same statement.
std::optional<Judgement> JudgePolarity(const Pair& pair);

// They say of the same thing what can't hold of it at once: open and closed.
std::optional<Judgement> JudgeOpposition(const Pair& pair);

}  // namespace isnad::compare
