#include "server/store/sqlite/transaction.h"

#include "server/store/sqlite/put_article.h"

namespace isnad::store::sqlite {

absl::StatusOr<std::unique_ptr<Transaction>> SqliteTransaction::Begin(Database& writer,
                                                                      const AliasIndex& aliases,
                                                                      WriterGate& gate) {
  gate.Enter();
  if (absl::Status status = writer.Run("BEGIN IMMEDIATE"); !status.ok()) {
    gate.Leave();
    return status;
  }
  return std::unique_ptr<Transaction>(new SqliteTransaction(writer, aliases, gate));
}

SqliteTransaction::~SqliteTransaction() { End(); }

// Rolls back what was not committed, and lets the next one in.
void SqliteTransaction::End() {
  if (!open_) return;
  open_ = false;
  if (writer_.InTransaction()) writer_.Run("ROLLBACK").IgnoreError();
  gate_.Leave();
}

absl::Status SqliteTransaction::CheckWritable() const {
  if (!open_) return absl::FailedPreconditionError("the transaction has ended");
  return failure_;
}

void SqliteTransaction::Note(const absl::Status& status) {
  if (!status.ok() && !absl::IsInvalidArgument(status)) failure_ = status;
}

absl::StatusOr<PutOutcome> SqliteTransaction::PutArticle(const AnalyzedArticle& article) {
  if (absl::Status status = CheckWritable(); !status.ok()) return status;
  auto outcome = sqlite::PutArticle(session(), postings_, article);
  Note(outcome.status());
  return outcome;
}

absl::Status SqliteTransaction::PutRelations(std::span<const v1::Relation> relations) {
  if (absl::Status status = CheckWritable(); !status.ok()) return status;
  absl::Status status = sqlite::PutRelations(session(), relations);
  Note(status);
  return status;
}

absl::Status SqliteTransaction::Commit() {
  absl::Status status = CheckWritable();
  if (status.ok()) status = postings_.Flush(writer_);
  if (status.ok()) status = writer_.Run("COMMIT");
  End();
  return status;
}

}  // namespace isnad::store::sqlite
