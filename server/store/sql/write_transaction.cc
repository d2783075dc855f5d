#include "server/store/sql/write_transaction.h"

#include "server/store/sql/delete_article.h"
#include "server/store/sql/put_article.h"

namespace isnad::store::sql {

absl::StatusOr<std::unique_ptr<Transaction>> WriteTransaction::Begin(Database& writer, Curator& curator,
                                                                     WriterGate& gate) {
  gate.Enter();
  if (absl::Status status = writer.BeginWriting(); !status.ok()) {
    gate.Leave();
    return status;
  }
  std::unique_ptr<WriteTransaction> transaction(new WriteTransaction(writer, gate));
  auto aliases = curator.At(writer);
  if (!aliases.ok()) return aliases.status();
  transaction->aliases_ = *std::move(aliases);
  return transaction;
}

WriteTransaction::~WriteTransaction() { End(); }

// Rolls back what was not committed, and lets the next one in.
void WriteTransaction::End() {
  if (!open_) return;
  open_ = false;
  writer_.RollBack();
  gate_.Leave();
}

absl::Status WriteTransaction::CheckWritable() const {
  if (!open_) return absl::FailedPreconditionError("the transaction has ended");
  return failure_;
}

void WriteTransaction::Note(const absl::Status& status) {
  if (!status.ok() && !absl::IsInvalidArgument(status) && !absl::IsNotFound(status)) failure_ = status;
}

absl::StatusOr<PutOutcome> WriteTransaction::PutArticle(const AnalyzedArticle& article) {
  return Written([&] { return sql::PutArticle(session(), postings_, article); });
}

absl::StatusOr<std::optional<v1::EntityChange>> WriteTransaction::MergeEntities(
    std::string_view entity, std::string_view target, const v1::Decision& decision) {
  return Written([&] { return sql::MergeEntities(session(), entity, target, decision); });
}

absl::StatusOr<v1::EntityChange> WriteTransaction::SplitEntity(std::string_view entity,
                                                               std::span<const std::string> aliases,
                                                               const v1::Decision& decision) {
  return Written([&] { return sql::SplitEntity(session(), entity, aliases, decision); });
}

absl::StatusOr<v1::RelationReview> WriteTransaction::ReviewRelation(std::string_view relation,
                                                                    v1::RelationState state,
                                                                    const v1::Decision& decision) {
  return Written([&] { return sql::ReviewRelation(session(), relation, state, decision); });
}

absl::Status WriteTransaction::DeleteArticle(std::string_view name) {
  if (absl::Status status = CheckWritable(); !status.ok()) return status;
  absl::Status status = sql::DeleteArticle(session(), postings_, name);
  Note(status);
  return status;
}

absl::Status WriteTransaction::KeepFormerUnits(std::string_view article,
                                               std::span<const v1::FormerUnit> units) {
  if (absl::Status status = CheckWritable(); !status.ok()) return status;
  absl::Status status = sql::KeepFormerUnits(session(), article, units);
  Note(status);
  return status;
}

absl::Status WriteTransaction::PutRelations(std::span<const v1::Relation> relations) {
  if (absl::Status status = CheckWritable(); !status.ok()) return status;
  absl::Status status = sql::PutRelations(session(), relations);
  Note(status);
  return status;
}

absl::Status WriteTransaction::Commit() {
  absl::Status status = CheckWritable();
  if (status.ok()) status = postings_.Flush(writer_);
  if (status.ok()) status = writer_.Commit();
  End();
  return status;
}

}  // namespace isnad::store::sql
