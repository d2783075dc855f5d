#include "server/store/sql/sql_store.h"

#include <utility>

#include "server/store/sql/curation.h"
#include "server/store/sql/reads.h"
#include "server/store/sql/write_transaction.h"

namespace isnad::store::sql {
namespace {

// A snapshot on a pooled connection.
class SnapshotReader final : public Reads<Reader> {
 public:
  static absl::StatusOr<std::unique_ptr<Reader>> Begin(ReadPool& pool, Curator& curator) {
    auto connection = pool.Take();
    if (!connection.ok()) return connection.status();
    if (absl::Status status = (*connection)->BeginReading(); !status.ok()) return status;
    auto aliases = curator.At(**connection);  // the first read, which takes the snapshot
    if (!aliases.ok()) return aliases.status();
    return std::unique_ptr<Reader>(new SnapshotReader(pool, *std::move(aliases), *std::move(connection)));
  }

  ~SnapshotReader() override {
    if (connection_->Commit().ok()) pool_.Return(std::move(connection_));
  }

 private:
  SnapshotReader(ReadPool& pool, std::shared_ptr<const CuratedAliases> aliases,
                 std::unique_ptr<Database> connection)
      : pool_(pool), aliases_(std::move(aliases)), connection_(std::move(connection)) {}

  Session session() override { return {*connection_, aliases_->index}; }

  ReadPool& pool_;
  const std::shared_ptr<const CuratedAliases> aliases_;
  std::unique_ptr<Database> connection_;
};

class SqlStore final : public Store {
 public:
  SqlStore(std::unique_ptr<Database> writer, ReadPool::Connect connect, const entity::Aliases& aliases)
      : curator_(aliases), writer_(std::move(writer)), pool_(std::move(connect)) {}

  absl::StatusOr<std::unique_ptr<Reader>> Read() override { return SnapshotReader::Begin(pool_, curator_); }
  absl::StatusOr<std::unique_ptr<Transaction>> Begin() override {
    return WriteTransaction::Begin(*writer_, curator_, gate_);
  }

 private:
  Curator curator_;
  WriterGate gate_;
  const std::unique_ptr<Database> writer_;
  ReadPool pool_;
};

}  // namespace

std::unique_ptr<Store> MakeStore(std::unique_ptr<Database> writer, ReadPool::Connect connect,
                                 const entity::Aliases* aliases) {
  static const entity::Aliases* const kNoAliases = new entity::Aliases();
  return std::make_unique<SqlStore>(std::move(writer), std::move(connect),
                                    aliases != nullptr ? *aliases : *kNoAliases);
}

}  // namespace isnad::store::sql
