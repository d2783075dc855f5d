#include "server/store/sqlite/posting_buffer.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "server/store/sqlite/posting_runs.h"

namespace isnad::store::sqlite {

void PostingBuffer::Add(UnitKind kind, int64_t unit, std::span<const uint64_t> features) {
  for (const uint64_t feature : features) ListsOf(kind)[feature].push_back(Adds(unit));
  size_ += features.size();
}

void PostingBuffer::TakeBack(UnitKind kind, int64_t unit, std::span<const uint64_t> features) {
  for (const uint64_t feature : features) ListsOf(kind)[feature].push_back(TakesBack(unit));
  size_ += features.size();
}

const PostingList* PostingBuffer::Find(UnitKind kind, uint64_t feature) const {
  const Lists& lists = kind == UnitKind::kQuote ? quotes_ : claims_;
  const auto found = lists.find(feature);
  return found == lists.end() ? nullptr : &found->second;
}

absl::Status PostingBuffer::Flush(Database& db) {
  absl::Status status = FlushKind(db, UnitKind::kQuote);
  if (status.ok()) status = FlushKind(db, UnitKind::kClaim);
  size_ = 0;
  return status;
}

absl::Status PostingBuffer::FlushKind(Database& db, UnitKind kind) {
  std::vector<FeaturePostings> sorted;
  Lists& lists = ListsOf(kind);
  sorted.reserve(lists.size());
  for (auto& [feature, list] : lists) {
    Settle(list);
    if (!list.empty()) sorted.push_back({static_cast<int64_t>(feature), std::move(list)});
  }
  lists.clear();
  std::sort(sorted.begin(), sorted.end(),
            [](const FeaturePostings& a, const FeaturePostings& b) { return a.feature < b.feature; });
  return AddRun(db, kind, sorted);
}

}  // namespace isnad::store::sqlite
