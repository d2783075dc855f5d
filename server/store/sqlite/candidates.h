// Candidates: the units that share rare features with a query.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "server/store/sqlite/session.h"
#include "server/store/store.h"

namespace isnad::store::sqlite {

// floor(1024 · log2((units + 1) / frequency)), in whole numbers, so that it is the same on every machine.
// Requires 1 <= frequency <= units < 2^62.
int64_t InverseFrequency(int64_t units, int64_t frequency);

// As Reader::FindCandidates promises; what the session has not written yet counts.
absl::StatusOr<std::vector<Candidate>> FindCandidates(const Session& session, UnitKind kind,
                                                      std::span<const uint64_t> features, int limit,
                                                      std::string_view except);

}  // namespace isnad::store::sqlite
