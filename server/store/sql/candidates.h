// Candidates: the units that share rare features with a query.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "server/store/sql/session.h"
#include "server/store/store.h"

namespace isnad::store::sql {

// As Reader::FindCandidates promises; what the session has not written yet counts.
absl::StatusOr<std::vector<Candidate>> FindCandidates(const Session& session, UnitKind kind,
                                                      std::span<const uint64_t> features, int limit,
                                                      std::string_view except);

}  // namespace isnad::store::sql
