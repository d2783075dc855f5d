// Posting look-ups: which units have a feature, by all that a session knows.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "server/store/sql/posting_runs.h"
#include "server/store/sql/session.h"

namespace isnad::store::sql {

// Looks features of a kind up in the file and in what the session has not written yet. Valid as long as the
// session writes nothing.
class PostingLookup {
 public:
  static absl::StatusOr<PostingLookup> Of(const Session& session, PostingKind kind);

  // Long lists are left in the file.
  absl::StatusOr<FeatureLookup> Look(uint64_t feature);

  // Reads those in as well: found.list is then settled and whole.
  absl::Status Complete(FeatureLookup& found);

 private:
  PostingLookup(const Session& session, PostingKind kind, RunReader runs)
      : session_(session), kind_(kind), runs_(std::move(runs)) {}
  absl::StatusOr<FeatureLookup> LookInFile(int64_t feature);

  Session session_;
  PostingKind kind_;
  RunReader runs_;
};

}  // namespace isnad::store::sql
