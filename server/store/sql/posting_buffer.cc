#include "server/store/sql/posting_buffer.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "server/store/sql/posting_runs.h"

namespace isnad::store::sql {

void PostingBuffer::Add(PostingKind kind, int64_t unit, std::span<const uint64_t> features) {
  for (const uint64_t feature : features) lists_[kind][feature].push_back(Adds(unit));
  size_ += features.size();
}

void PostingBuffer::TakeBack(PostingKind kind, int64_t unit, std::span<const uint64_t> features) {
  for (const uint64_t feature : features) lists_[kind][feature].push_back(TakesBack(unit));
  size_ += features.size();
}

const PostingList* PostingBuffer::Find(PostingKind kind, uint64_t feature) const {
  const Lists& lists = lists_[kind];
  const auto found = lists.find(feature);
  return found == lists.end() ? nullptr : &found->second;
}

absl::Status PostingBuffer::Flush(Database& db) {
  absl::Status status;
  for (const PostingKind kind : kPostingKinds) {
    if (status.ok()) status = FlushKind(db, kind);
  }
  size_ = 0;
  return status;
}

absl::Status PostingBuffer::FlushKind(Database& db, PostingKind kind) {
  std::vector<FeaturePostings> sorted;
  Lists& lists = lists_[kind];
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

}  // namespace isnad::store::sql
