// What a transaction has looked up of postings.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "server/store/sql/posting_runs.h"

namespace isnad::store::sql {

// The claims of an article, and of articles of one event, ask for the same features again and again.
// Remembers what the file holds of a feature, without what stands in long lists, as long
// as the runs stay the same. Holds at most kMost features. Not thread-safe.
class LookupCache {
 public:
  static constexpr size_t kMost = 200'000;

  // Forgets all that was read from other runs than these.
  void Match(PostingKind kind, const std::vector<int64_t>& runs) {
    Kept& kept = kept_[kind];
    if (kept.runs == runs && kept.lookups.size() < kMost) return;
    kept.lookups.clear();
    kept.runs = runs;
  }

  // Null where it is not known.
  const FeatureLookup* Find(PostingKind kind, int64_t feature) const {
    const Kept& kept = kept_[kind];
    const auto found = kept.lookups.find(feature);
    return found == kept.lookups.end() ? nullptr : &found->second;
  }
  void Keep(PostingKind kind, int64_t feature, const FeatureLookup& lookup) {
    kept_[kind].lookups.emplace(feature, lookup);
  }

 private:
  struct Kept {
    std::vector<int64_t> runs;
    absl::flat_hash_map<int64_t, FeatureLookup> lookups;
  };

  PerKind<Kept> kept_;
};

}  // namespace isnad::store::sql
