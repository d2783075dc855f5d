// The features of a revision, as the file keeps them.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "server/store/sql/posting_block.h"
#include "server/store/sql/session.h"
#include "server/store/store.h"

namespace isnad::store::sql {

// Lists of features one behind another, each led by its length, eight bytes a number: an article's fill few
// pages and are read at once.
std::string PackFeatures(const std::vector<std::vector<uint64_t>>& lists);

// Reads them, one list at a time. `bytes` must outlive it.
class PackedFeatures {
 public:
  explicit PackedFeatures(std::string_view bytes) : rest_(bytes) {}

  // Moves to the next list; false at the end and where the bytes are damaged.
  bool Next(std::vector<uint64_t>& list);
  bool damaged() const { return damaged_; }

 private:
  std::string_view rest_;
  bool damaged_ = false;
};

absl::Status InsertFeatures(const Session& session, int64_t seq, const AnalyzedArticle& article);
absl::Status DeleteFeatures(const Session& session, int64_t seq);

// Calls `each` with the lists of a current revision, in order; of a kind of units, or the one of its topics.
absl::Status ReadFeatures(const Session& session, PostingKind kind, int64_t seq,
                          const std::function<void(std::span<const uint64_t>)>& each);

}  // namespace isnad::store::sql
