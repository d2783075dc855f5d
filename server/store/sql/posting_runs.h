// Posting runs: the postings in the file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/store/sql/database.h"
#include "server/store/sql/posting_block.h"

namespace isnad::store::sql {

// Features of neighbouring numbers have nothing to do with each other, so one sorted tree of them would be
// rewritten nearly whole by every transaction. Instead each transaction leaves a sorted run of its own, and
// runs of like size are merged: a posting is rewritten once as often as the store doubles, and a look-up asks
// a handful of runs. This is the log-structured merge tree of O'Neil et al. (1996), in its plainest form.
struct FeaturePostings {
  int64_t feature = 0;
  PostingList list;
};

// Stores a run of settled, ascending postings of a kind and merges it with those before it as far as they are
// not much larger.
absl::Status AddRun(Database& db, PostingKind kind, const std::vector<FeaturePostings>& postings);

// What the file holds of one feature.
struct FeatureLookup {
  int64_t frequency = 0;
  PostingList list;                 // not settled; without those in `long_lists`
  std::vector<int64_t> long_lists;  // the rows of blocks of its own
};

// Looks features of a kind up. Valid until a run is added or the snapshot ends.
class RunReader {
 public:
  static absl::StatusOr<RunReader> Of(Database& db, PostingKind kind);

  absl::StatusOr<FeatureLookup> Look(int64_t feature);
  const std::vector<int64_t>& runs() const { return runs_; }
  // Puts what stands in the long lists before the rest.
  absl::Status ReadLongLists(FeatureLookup& lookup);

 private:
  explicit RunReader(Database& db);
  absl::Status LookInRun(int64_t run, int64_t feature, FeatureLookup& lookup);

  Database* db_;
  std::vector<int64_t> runs_;
  Statement place_;
  Statement block_;
};

}  // namespace isnad::store::sql
