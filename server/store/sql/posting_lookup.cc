#include "server/store/sql/posting_lookup.h"

#include <utility>

#include "server/store/sql/lookup_cache.h"
#include "server/store/sql/posting_buffer.h"

namespace isnad::store::sql {

absl::StatusOr<PostingLookup> PostingLookup::Of(const Session& session, PostingKind kind) {
  auto runs = RunReader::Of(session.db, kind);
  if (!runs.ok()) return runs.status();
  if (session.lookups != nullptr) session.lookups->Match(kind, runs->runs());
  return PostingLookup(session, kind, *std::move(runs));
}

absl::StatusOr<FeatureLookup> PostingLookup::LookInFile(int64_t feature) {
  if (session_.lookups == nullptr) return runs_.Look(feature);
  if (const FeatureLookup* known = session_.lookups->Find(kind_, feature)) return *known;
  auto found = runs_.Look(feature);
  if (found.ok()) session_.lookups->Keep(kind_, feature, *found);
  return found;
}

absl::StatusOr<FeatureLookup> PostingLookup::Look(uint64_t feature) {
  auto found = LookInFile(static_cast<int64_t>(feature));
  if (!found.ok() || session_.pending == nullptr) return found;
  const PostingList* list = session_.pending->Find(kind_, feature);
  if (list == nullptr) return found;
  found->frequency += NetCount(*list);
  found->list.insert(found->list.end(), list->begin(), list->end());
  return found;
}

absl::Status PostingLookup::Complete(FeatureLookup& found) {
  absl::Status status = runs_.ReadLongLists(found);
  Settle(found.list);
  return status;
}

}  // namespace isnad::store::sql
