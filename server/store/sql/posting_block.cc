#include "server/store/sql/posting_block.h"

#include <algorithm>

namespace isnad::store::sql {
namespace {

// Two blocks a page of the file.
constexpr size_t kFullBlock = 1'900;
// A feature with so many postings has a block of its own: its frequency is then known without reading them.
constexpr size_t kLongList = 128;

void AppendNumber(uint64_t number, std::string& bytes) {
  for (; number >= 0x80; number >>= 7) bytes.push_back(static_cast<char>(number | 0x80));
  bytes.push_back(static_cast<char>(number));
}

// An entry: the difference to the feature before, how many postings, and their differences.
void AppendEntry(uint64_t step, const PostingList& list, std::string& bytes) {
  AppendNumber(step, bytes);
  AppendNumber(list.size(), bytes);
  Posting last = 0;
  for (const Posting posting : list) {
    AppendNumber(static_cast<uint64_t>(posting - last), bytes);
    last = posting;
  }
}

}  // namespace

void Settle(PostingList& list) {
  if (!std::is_sorted(list.begin(), list.end())) std::sort(list.begin(), list.end());
  size_t kept = 0;
  for (const Posting posting : list) {
    if (kept > 0 && (posting & 1) == 1 && list[kept - 1] == posting - 1) {
      --kept;
    } else {
      list[kept++] = posting;
    }
  }
  list.resize(kept);
}

int64_t NetCount(const PostingList& list) {
  int64_t count = 0;
  for (const Posting posting : list) count += (posting & 1) == 0 ? 1 : -1;
  return count;
}

absl::Status BlockPacker::Add(int64_t feature, const PostingList& list) {
  const bool long_list = list.size() >= kLongList;
  if (long_list || block_.bytes.size() >= kFullBlock) {
    if (absl::Status status = Finish(); !status.ok()) return status;
  }
  if (block_.bytes.empty()) block_.first = last_ = feature;
  AppendEntry(static_cast<uint64_t>(feature) - static_cast<uint64_t>(last_), list, block_.bytes);
  last_ = feature;
  if (!long_list) return absl::OkStatus();
  block_.frequency = NetCount(list);
  return Finish();
}

absl::Status BlockPacker::Finish() {
  if (block_.bytes.empty()) return absl::OkStatus();
  absl::Status status = write_(block_);
  block_ = PostingBlock();
  return status;
}

bool BlockReader::Next() {
  Skip();
  if (rest_.empty() || damaged_) return false;
  feature_ += Number();
  unread_ = Number();
  damaged_ = damaged_ || unread_ == 0 || unread_ > rest_.size();
  return !damaged_;
}

void BlockReader::Read(PostingList& list) {
  Posting last = 0;
  for (; unread_ > 0 && !damaged_; --unread_) {
    last += static_cast<Posting>(Number());
    list.push_back(last);
  }
}

// A number ends with its only byte below 0x80.
void BlockReader::Skip() {
  size_t at = 0;
  for (; unread_ > 0 && at < rest_.size(); ++at) {
    if (static_cast<unsigned char>(rest_[at]) < 0x80) --unread_;
  }
  rest_.remove_prefix(at);
  damaged_ = damaged_ || unread_ > 0;
}

uint64_t BlockReader::Number() {
  uint64_t number = 0;
  for (size_t i = 0; i < rest_.size() && i < 10; ++i) {
    const auto byte = static_cast<unsigned char>(rest_[i]);
    number |= static_cast<uint64_t>(byte & 0x7F) << (7 * i);
    if (byte < 0x80) {
      rest_.remove_prefix(i + 1);
      return number;
    }
  }
  damaged_ = true;
  return 0;
}

}  // namespace isnad::store::sql
