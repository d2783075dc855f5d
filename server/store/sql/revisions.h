// Revisions of articles, and what became of what was found in them.
#pragma once

#include <span>
#include <string_view>

#include "absl/status/statusor.h"
#include "isnad/v1/revision.pb.h"
#include "server/store/query.h"
#include "server/store/sql/session.h"

namespace isnad::store::sql {

// See Reader and Transaction.
absl::StatusOr<v1::ArticleRevision> GetRevision(const Session& session, std::string_view name);
absl::StatusOr<Page<v1::ArticleRevision>> ListRevisions(const Session& session, const RevisionQuery& query,
                                                        const PageRequest& page);
absl::Status KeepFormerUnits(const Session& session, std::string_view article,
                             std::span<const v1::FormerUnit> units);

}  // namespace isnad::store::sql
