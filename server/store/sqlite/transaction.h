// A transaction on the writing connection.
#pragma once

#include <functional>
#include <memory>
#include <span>

#include "server/store/sqlite/connections.h"
#include "server/store/sqlite/lookup_cache.h"
#include "server/store/sqlite/posting_buffer.h"
#include "server/store/sqlite/reads.h"
#include "server/store/store.h"

namespace isnad::store::sqlite {

// See store::Transaction. After a write failed otherwise than by INVALID_ARGUMENT, all further calls and
// Commit fail alike: what is there can't be kept. May be used from any one thread at a time.
class SqliteTransaction final : public Reads<Transaction> {
 public:
  // Waits for the gate, then for another process. `writer` and the rest must outlive it.
  static absl::StatusOr<std::unique_ptr<Transaction>> Begin(Database& writer, const AliasIndex& aliases,
                                                            WriterGate& gate);
  ~SqliteTransaction() override;

  absl::StatusOr<PutOutcome> PutArticle(const AnalyzedArticle& article) override;
  absl::Status PutRelations(std::span<const v1::Relation> relations) override;
  absl::Status Commit() override;

 private:
  SqliteTransaction(Database& writer, const AliasIndex& aliases, WriterGate& gate)
      : writer_(writer), aliases_(aliases), gate_(gate) {}

  Session session() override { return {writer_, aliases_, &postings_, &lookups_}; }
  absl::Status CheckWritable() const;
  void Note(const absl::Status& status);
  void End();

  Database& writer_;
  const AliasIndex& aliases_;
  WriterGate& gate_;
  PostingBuffer postings_;
  LookupCache lookups_;
  absl::Status failure_;
  bool open_ = true;
};

}  // namespace isnad::store::sqlite
