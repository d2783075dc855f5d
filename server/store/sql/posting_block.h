// Posting blocks: sorted postings packed into a few thousand bytes.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "server/store/store.h"

namespace isnad::store::sql {

// What postings are of: the features of quotes and claims, and the topics of articles, whose units are the
// numbers of their revisions.
enum class PostingKind : int {
  kQuote = static_cast<int>(UnitKind::kQuote),
  kClaim = static_cast<int>(UnitKind::kClaim),
  kTopic = 3,
};
inline constexpr std::array kPostingKinds = {PostingKind::kQuote, PostingKind::kClaim, PostingKind::kTopic};
constexpr PostingKind PostingsOf(UnitKind kind) { return static_cast<PostingKind>(kind); }

// Something for each kind.
template <typename T>
class PerKind {
 public:
  T& operator[](PostingKind kind) { return of_[static_cast<size_t>(kind) - 1]; }
  const T& operator[](PostingKind kind) const { return of_[static_cast<size_t>(kind) - 1]; }

 private:
  std::array<T, kPostingKinds.size()> of_;
};

// A posting says that a unit has a feature, or has it no more: 2 · unit, and 1 more where it is taken back.
// Sorted, what takes a posting back stands right behind it.
using Posting = int64_t;
using PostingList = std::vector<Posting>;

constexpr Posting Adds(int64_t unit) { return unit * 2; }
constexpr Posting TakesBack(int64_t unit) { return unit * 2 + 1; }

// Sorts, and drops each posting that is taken back together with what takes it back.
void Settle(PostingList& list);

// How many units a settled list adds, less those that it takes back.
int64_t NetCount(const PostingList& list);

// A stretch of features, as signed numbers ascending, with their postings.
struct PostingBlock {
  int64_t first = 0;                 // the first feature
  std::optional<int64_t> frequency;  // the NetCount of its only feature, where that has a block of its own
  std::string bytes;
};

// Packs features into blocks. Each number is written as the difference to the one before, seven bits a byte.
class BlockPacker {
 public:
  using Write = std::function<absl::Status(const PostingBlock&)>;

  explicit BlockPacker(Write write) : write_(std::move(write)) {}

  // Features come in ascending order, with settled lists that are not empty.
  absl::Status Add(int64_t feature, const PostingList& list);
  // Writes what is left.
  absl::Status Finish();

 private:
  Write write_;
  PostingBlock block_;
  int64_t last_ = 0;
};

// Reads a block. `bytes` must outlive it.
class BlockReader {
 public:
  BlockReader(int64_t first, std::string_view bytes) : feature_(static_cast<uint64_t>(first)), rest_(bytes) {}

  // Moves to the next feature; false at the end and where the bytes are damaged.
  bool Next();
  bool damaged() const { return damaged_; }

  int64_t feature() const { return static_cast<int64_t>(feature_); }
  // Appends the postings of the feature; at most once a feature.
  void Read(PostingList& list);

 private:
  uint64_t Number();
  void Skip();

  uint64_t feature_;
  std::string_view rest_;
  uint64_t unread_ = 0;  // postings of the feature that were not read
  bool damaged_ = false;
};

}  // namespace isnad::store::sql
