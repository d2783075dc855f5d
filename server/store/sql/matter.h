// Looking for claims among the articles of one matter.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "server/store/sql/session.h"
#include "server/store/store.h"

namespace isnad::store::sql {

// As Reader::FindInMatter promises; what the session has not written yet counts.
absl::StatusOr<std::vector<std::vector<Candidate>>> FindInMatter(
    const Session& session, const Matter& matter, std::span<const std::vector<uint64_t>> queries, int limit,
    std::string_view except);

}  // namespace isnad::store::sql
