// What a transaction has looked up of postings.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "server/store/sqlite/posting_runs.h"

namespace isnad::store::sqlite {

// The claims of an article, and of articles of one event, ask for the same features again and again.
// Remembers what the file holds of a feature of claims or quotes, without what stands in long lists, as long
// as the runs stay the same. Holds at most kMost features. Not thread-safe.
class LookupCache {
 public:
  static constexpr size_t kMost = 200'000;

  // Forgets all that was read from other runs than these.
  void Match(UnitKind kind, const std::vector<int64_t>& runs) {
    Kept& kept = KeptOf(kind);
    if (kept.runs == runs && kept.lookups.size() < kMost) return;
    kept.lookups.clear();
    kept.runs = runs;
  }

  // Null where it is not known.
  const FeatureLookup* Find(UnitKind kind, int64_t feature) {
    const Kept& kept = KeptOf(kind);
    const auto found = kept.lookups.find(feature);
    return found == kept.lookups.end() ? nullptr : &found->second;
  }
  void Keep(UnitKind kind, int64_t feature, FeatureLookup lookup) {
    KeptOf(kind).lookups.emplace(feature, std::move(lookup));
  }

 private:
  struct Kept {
    std::vector<int64_t> runs;
    absl::flat_hash_map<int64_t, FeatureLookup> lookups;
  };
  Kept& KeptOf(UnitKind kind) { return kind == UnitKind::kQuote ? quotes_ : claims_; }

  Kept quotes_, claims_;
};

}  // namespace isnad::store::sqlite
