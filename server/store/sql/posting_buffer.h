// The posting buffer: what a transaction has to say of postings and has not written yet.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>

#include "absl/status/status.h"
#include "server/store/sql/database.h"
#include "server/store/sql/posting_block.h"
#include "server/store/store.h"

namespace isnad::store::sql {

// Not thread-safe.
class PostingBuffer {
 public:
  // From here on it should be written, to keep memory bounded: some 50 bytes a posting.
  static constexpr size_t kFull = 1'000'000;

  void Add(PostingKind kind, int64_t unit, std::span<const uint64_t> features);
  void TakeBack(PostingKind kind, int64_t unit, std::span<const uint64_t> features);

  // The postings of a feature, not settled; null where there are none.
  const PostingList* Find(PostingKind kind, uint64_t feature) const;

  size_t size() const { return size_; }

  // Writes a run of each kind, and forgets them all.
  absl::Status Flush(Database& db);

 private:
  using Lists = std::unordered_map<uint64_t, PostingList>;

  absl::Status FlushKind(Database& db, PostingKind kind);

  PerKind<Lists> lists_;
  size_t size_ = 0;
};

}  // namespace isnad::store::sql
