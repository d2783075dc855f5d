// Scores of candidates, and the best of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "server/store/store.h"

namespace isnad::store::sql {

// floor(1024 · log2((units + 1) / frequency)), in whole numbers, so that it is the same on every machine.
// Requires 1 <= frequency <= units < 2^62.
int64_t InverseFrequency(int64_t units, int64_t frequency);

struct Scored {
  int64_t unit = 0;
  int64_t score = 0;
};

// Keeps the `limit` best and those that tie with the last of them, in no order: which of these are best is
// their names' to say.
void KeepBest(std::vector<Scored>& scored, size_t limit);

// Orders by score, then by name, and keeps `limit`.
void Rank(std::vector<Candidate>& candidates, size_t limit);

}  // namespace isnad::store::sql
