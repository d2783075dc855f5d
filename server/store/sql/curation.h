// Curation: what people decided, which outlasts the articles that it is about.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "isnad/v1/decision.pb.h"
#include "isnad/v1/entity.pb.h"
#include "isnad/v1/relation.pb.h"
#include "server/store/query.h"
#include "server/store/sql/session.h"

namespace isnad::store::sql {

// The operator's aliases after all that was merged and split, as of one decision. Immutable.
struct CuratedAliases {
  CuratedAliases(entity::Aliases curated, int64_t last_change)
      : aliases(std::move(curated)), index(aliases), change(last_change) {}

  const entity::Aliases aliases;
  const AliasIndex index;
  const int64_t change;  // the id of the last decision in them
};

// Makes them, and keeps those made last, as decisions are rare. Thread-safe.
class Curator {
 public:
  // `file` is the operator's alias file, and must outlive it.
  explicit Curator(const entity::Aliases& file) : file_(file) {}

  // Those of the state that `db` reads, which has begun.
  absl::StatusOr<std::shared_ptr<const CuratedAliases>> At(Database& db);

 private:
  const entity::Aliases& file_;
  std::mutex mutex_;
  std::shared_ptr<const CuratedAliases> last_;
};

// See Transaction and Reader.
absl::StatusOr<std::optional<v1::EntityChange>> MergeEntities(const Session& session, std::string_view entity,
                                                              std::string_view target,
                                                              const v1::Decision& decision);
absl::StatusOr<v1::EntityChange> SplitEntity(const Session& session, std::string_view entity,
                                             std::span<const std::string> aliases,
                                             const v1::Decision& decision);
absl::StatusOr<Page<v1::EntityChange>> ListEntityChanges(const Session& session, std::string_view entity,
                                                         const PageRequest& page);

}  // namespace isnad::store::sql
