#include "server/store/sqlite/transaction.h"

#include "server/store/sqlite/delete_article.h"
#include "server/store/sqlite/put_article.h"

namespace isnad::store::sqlite {

absl::StatusOr<std::unique_ptr<Transaction>> SqliteTransaction::Begin(Database& writer, Curator& curator,
                                                                      WriterGate& gate) {
  gate.Enter();
  if (absl::Status status = writer.Run("BEGIN IMMEDIATE"); !status.ok()) {
    gate.Leave();
    return status;
  }
  std::unique_ptr<SqliteTransaction> transaction(new SqliteTransaction(writer, gate));
  auto aliases = curator.At(writer);
  if (!aliases.ok()) return aliases.status();
  transaction->aliases_ = *std::move(aliases);
  return transaction;
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
  if (!status.ok() && !absl::IsInvalidArgument(status) && !absl::IsNotFound(status)) failure_ = status;
}

absl::StatusOr<PutOutcome> SqliteTransaction::PutArticle(const AnalyzedArticle& article) {
  return Written([&] { return sqlite::PutArticle(session(), postings_, article); });
}

absl::StatusOr<std::optional<v1::EntityChange>> SqliteTransaction::MergeEntities(
    std::string_view entity, std::string_view target, const v1::Decision& decision) {
  return Written([&] { return sqlite::MergeEntities(session(), entity, target, decision); });
}

absl::StatusOr<v1::EntityChange> SqliteTransaction::SplitEntity(std::string_view entity,
                                                                std::span<const std::string> aliases,
                                                                const v1::Decision& decision) {
  return Written([&] { return sqlite::SplitEntity(session(), entity, aliases, decision); });
}

absl::StatusOr<v1::RelationReview> SqliteTransaction::ReviewRelation(std::string_view relation,
                                                                     v1::RelationState state,
                                                                     const v1::Decision& decision) {
  return Written([&] { return sqlite::ReviewRelation(session(), relation, state, decision); });
}

absl::Status SqliteTransaction::DeleteArticle(std::string_view name) {
  if (absl::Status status = CheckWritable(); !status.ok()) return status;
  absl::Status status = sqlite::DeleteArticle(session(), postings_, name);
  Note(status);
  return status;
}

absl::Status SqliteTransaction::KeepFormerUnits(std::string_view article,
                                                std::span<const v1::FormerUnit> units) {
  if (absl::Status status = CheckWritable(); !status.ok()) return status;
  absl::Status status = sqlite::KeepFormerUnits(session(), article, units);
  Note(status);
  return status;
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
