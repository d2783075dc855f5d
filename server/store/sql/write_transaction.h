// A transaction on the writing connection.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <type_traits>

#include "server/store/sql/connections.h"
#include "server/store/sql/curation.h"
#include "server/store/sql/lookup_cache.h"
#include "server/store/sql/posting_buffer.h"
#include "server/store/sql/reads.h"
#include "server/store/store.h"

namespace isnad::store::sql {

// See store::Transaction. After a write failed otherwise than by INVALID_ARGUMENT or NOT_FOUND, all further
// calls and Commit fail alike: what is there can't be kept. May be used from any one thread at a time.
class WriteTransaction final : public Reads<Transaction> {
 public:
  // Waits for the gate, then for another process. `writer` and the rest must outlive it.
  static absl::StatusOr<std::unique_ptr<Transaction>> Begin(Database& writer, Curator& curator,
                                                            WriterGate& gate);
  ~WriteTransaction() override;

  absl::StatusOr<PutOutcome> PutArticle(const AnalyzedArticle& article) override;
  absl::Status DeleteArticle(std::string_view name) override;
  absl::Status KeepFormerUnits(std::string_view article, std::span<const v1::FormerUnit> units) override;
  absl::Status PutRelations(std::span<const v1::Relation> relations) override;
  absl::StatusOr<std::optional<v1::EntityChange>> MergeEntities(std::string_view entity,
                                                                std::string_view target,
                                                                const v1::Decision& decision) override;
  absl::StatusOr<v1::EntityChange> SplitEntity(std::string_view entity, std::span<const std::string> aliases,
                                               const v1::Decision& decision) override;
  absl::StatusOr<v1::RelationReview> ReviewRelation(std::string_view relation, v1::RelationState state,
                                                    const v1::Decision& decision) override;
  absl::Status Commit() override;

 private:
  WriteTransaction(Database& writer, WriterGate& gate) : writer_(writer), gate_(gate) {}

  Session session() override { return {writer_, aliases_->index, &postings_, &lookups_}; }
  // Runs `write` where writing is still possible, and notes how it went.
  template <typename Write>
  std::invoke_result_t<Write> Written(Write write) {
    if (absl::Status status = CheckWritable(); !status.ok()) return status;
    auto result = write();
    Note(result.status());
    return result;
  }
  absl::Status CheckWritable() const;
  void Note(const absl::Status& status);
  void End();

  Database& writer_;
  std::shared_ptr<const CuratedAliases> aliases_;
  WriterGate& gate_;
  PostingBuffer postings_;
  LookupCache lookups_;
  absl::Status failure_;
  bool open_ = true;
};

}  // namespace isnad::store::sql
