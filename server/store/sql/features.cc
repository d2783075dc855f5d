#include "server/store/sql/features.h"

#include <fmt/format.h>

#include <cstring>

namespace isnad::store::sql {
namespace {

constexpr size_t kBytes = sizeof(uint64_t);

std::string_view ColumnOf(PostingKind kind) {
  switch (kind) {
    case PostingKind::kQuote:
      return "quotes";
    case PostingKind::kClaim:
      return "claims";
    case PostingKind::kTopic:
      break;
  }
  return "topics";
}

}  // namespace

std::string PackFeatures(const std::vector<std::vector<uint64_t>>& lists) {
  std::string bytes;
  const auto append = [&bytes](const uint64_t* numbers, size_t count) {
    bytes.append(reinterpret_cast<const char*>(numbers), count * kBytes);
  };
  for (const std::vector<uint64_t>& list : lists) {
    const uint64_t size = list.size();
    append(&size, 1);
    append(list.data(), list.size());
  }
  return bytes;
}

bool PackedFeatures::Next(std::vector<uint64_t>& list) {
  if (rest_.empty()) return false;
  uint64_t size = 0;
  damaged_ = rest_.size() < kBytes;
  if (!damaged_) std::memcpy(&size, rest_.data(), kBytes);
  damaged_ = damaged_ || size > rest_.size() / kBytes - 1;
  if (damaged_) return false;
  list.resize(size);
  if (size > 0) std::memcpy(list.data(), rest_.data() + kBytes, size * kBytes);
  rest_.remove_prefix((size + 1) * kBytes);
  return true;
}

absl::Status InsertFeatures(const Session& session, int64_t seq, const AnalyzedArticle& article) {
  const std::string claims = PackFeatures(article.claim_features);
  const std::string quotes = PackFeatures(article.quote_features);
  const std::string topics = PackFeatures({article.topic_features});
  return session.db.Run("INSERT INTO features VALUES (?, ?, ?, ?)", seq, Blob{claims}, Blob{quotes},
                        Blob{topics});
}

absl::Status DeleteFeatures(const Session& session, int64_t seq) {
  return session.db.Run("DELETE FROM features WHERE seq = ?", seq);
}

absl::Status ReadFeatures(const Session& session, PostingKind kind, int64_t seq,
                          const std::function<void(std::span<const uint64_t>)>& each) {
  Statement row =
      session.db.Prepare(fmt::format("SELECT {} FROM features WHERE seq = ?", ColumnOf(kind))).Bind(seq);
  if (row.Step()) {
    PackedFeatures packed(row.Bytes(0));
    for (std::vector<uint64_t> list; packed.Next(list);) each(list);
    if (!packed.damaged()) return absl::OkStatus();
  }
  if (!row.ok()) return row.status();
  return absl::DataLossError(
      fmt::format("{}: the features of revision {} are missing or damaged", session.db.path(), seq));
}

}  // namespace isnad::store::sql
