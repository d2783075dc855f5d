#include "server/store/sqlite/sqlite_store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <system_error>
#include <thread>
#include <utility>

#include "server/store/sqlite/connections.h"
#include "server/store/sqlite/curation.h"
#include "server/store/sqlite/error.h"
#include "server/store/sqlite/migrations.h"
#include "server/store/sqlite/reads.h"
#include "server/store/sqlite/transaction.h"

namespace isnad::store {
namespace {

using sqlite::CuratedAliases;
using sqlite::Curator;
using sqlite::Database;
using sqlite::ReadPool;
using sqlite::Session;

constexpr int kWriterCacheKib = 64 * 1024;
constexpr int kReaderCacheKib = 16 * 1024;
constexpr int kCheckpointPages = 16'000;  // written back at once: hot pages change many times before
constexpr std::chrono::milliseconds kJournalRetry{2};
constexpr int64_t kMaxIdleWalBytes = int64_t{64}
                                     << 20;  // what a large transaction leaves behind is cut to this

// A snapshot on a pooled connection.
class SqliteReader final : public sqlite::Reads<Reader> {
 public:
  static absl::StatusOr<std::unique_ptr<Reader>> Begin(ReadPool& pool, Curator& curator) {
    auto connection = pool.Take();
    if (!connection.ok()) return connection.status();
    if (absl::Status status = (*connection)->Run("BEGIN"); !status.ok()) return status;
    auto aliases = curator.At(**connection);  // the first read, which takes the snapshot
    if (!aliases.ok()) return aliases.status();
    return std::unique_ptr<Reader>(new SqliteReader(pool, *std::move(aliases), *std::move(connection)));
  }

  ~SqliteReader() override {
    if (connection_->Run("COMMIT").ok()) pool_.Return(std::move(connection_));
  }

 private:
  SqliteReader(ReadPool& pool, std::shared_ptr<const CuratedAliases> aliases,
               std::unique_ptr<Database> connection)
      : pool_(pool), aliases_(std::move(aliases)), connection_(std::move(connection)) {}

  Session session() override { return {*connection_, aliases_->index}; }

  ReadPool& pool_;
  const std::shared_ptr<const CuratedAliases> aliases_;
  std::unique_ptr<Database> connection_;
};

class SqliteStore final : public Store {
 public:
  SqliteStore(std::unique_ptr<Database> writer, const Database::Options& reading,
              const entity::Aliases& aliases)
      : curator_(aliases), writer_(std::move(writer)), pool_(reading) {}

  absl::StatusOr<std::unique_ptr<Reader>> Read() override { return SqliteReader::Begin(pool_, curator_); }
  absl::StatusOr<std::unique_ptr<Transaction>> Begin() override {
    return sqlite::SqliteTransaction::Begin(*writer_, curator_, gate_);
  }

 private:
  Curator curator_;
  sqlite::WriterGate gate_;
  const std::unique_ptr<Database> writer_;
  ReadPool pool_;
};

// What can be told of a path before SQLite looks at it.
absl::Status CheckPath(const std::string& path, bool create) {
  std::error_code error;
  const auto type = std::filesystem::status(path, error).type();
  if (type == std::filesystem::file_type::directory) {
    return absl::FailedPreconditionError(fmt::format("{}: a folder, not a store; name a file in it", path));
  }
  if (type != std::filesystem::file_type::not_found) return absl::OkStatus();
  if (!create) {
    return absl::NotFoundError(
        fmt::format("no such store: {}; run `isnad ingest --db {}` to make one", path, path));
  }
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  std::filesystem::create_directories(folder, error);
  // SQLite forgets why it could not make a file.
  if (!error && faccessat(AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS) != 0)
    error.assign(errno, std::generic_category());
  return error ? sqlite::StatusOf(SQLITE_CANTOPEN, error.value(), path, error.message()) : absl::OkStatus();
}

// SQLite does not wait by itself for the lock that changing the journal needs: two that make one store at
// once would each hold what the other wants.
absl::Status UseWriteAheadLog(Database& writer, std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  for (;;) {
    absl::Status status = writer.Script("PRAGMA journal_mode = WAL");
    if (!absl::IsUnavailable(status) || std::chrono::steady_clock::now() >= deadline) return status;
    std::this_thread::sleep_for(kJournalRetry);
  }
}

absl::Status Configure(Database& writer, int64_t max_bytes) {
  absl::Status status = writer.Script(
      fmt::format(
          "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = {}; PRAGMA journal_size_limit = {};",
          kCheckpointPages, kMaxIdleWalBytes)
          .c_str());
  if (!status.ok() || max_bytes == 0) return status;
  auto page_size = writer.Integer("PRAGMA page_size");
  if (!page_size.ok()) return page_size.status();
  return writer.Script(fmt::format("PRAGMA max_page_count = {}", max_bytes / *page_size).c_str());
}

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> OpenSqlite(const SqliteOptions& options) {
  static const entity::Aliases* const kNoAliases = new entity::Aliases();
  if (options.path.empty()) return absl::InvalidArgumentError("the path of the store is empty");
  // Absolute, so that no name means anything special to SQLite and a change of folder changes nothing.
  std::error_code error;
  const std::string path = std::filesystem::absolute(options.path, error).string();
  if (error) return absl::UnavailableError(fmt::format("{}: {}", options.path, error.message()));
  if (absl::Status status = CheckPath(path, options.create); !status.ok()) return status;

  Database::Options opening{.path = path, .create = options.create, .busy_timeout = options.busy_timeout};
  opening.cache_kib = kWriterCacheKib;
  auto writer = Database::Open(opening);
  if (!writer.ok()) return writer.status();
  if ((*writer)->ReadOnly()) return sqlite::StatusOf(SQLITE_READONLY, 0, path, "");
  if (absl::Status status = sqlite::Migrate(**writer, options.create); !status.ok()) return status;
  if (absl::Status status = UseWriteAheadLog(**writer, options.busy_timeout); !status.ok()) return status;
  if (absl::Status status = Configure(**writer, options.max_bytes); !status.ok()) return status;
  opening.create = false;
  opening.cache_kib = kReaderCacheKib;
  const entity::Aliases& aliases = options.aliases != nullptr ? *options.aliases : *kNoAliases;
  return std::make_unique<SqliteStore>(*std::move(writer), opening, aliases);
}

}  // namespace isnad::store
