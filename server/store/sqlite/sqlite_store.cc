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

#include "server/store/sql/sql_store.h"
#include "server/store/sqlite/error.h"
#include "server/store/sqlite/migrations.h"
#include "server/store/sqlite/sqlite_database.h"

namespace isnad::store {
namespace {

using sqlite::SqliteDatabase;

constexpr int kWriterCacheKib = 64 * 1024;
constexpr int kReaderCacheKib = 16 * 1024;
constexpr int kCheckpointPages = 16'000;  // written back at once: hot pages change many times before
constexpr std::chrono::milliseconds kJournalRetry{2};
constexpr int64_t kMaxIdleWalBytes = int64_t{64}
                                     << 20;  // what a large transaction leaves behind is cut to this

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
absl::Status UseWriteAheadLog(SqliteDatabase& writer, std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  for (;;) {
    absl::Status status = writer.Script("PRAGMA journal_mode = WAL");
    if (!absl::IsUnavailable(status) || std::chrono::steady_clock::now() >= deadline) return status;
    std::this_thread::sleep_for(kJournalRetry);
  }
}

absl::Status Configure(SqliteDatabase& writer, int64_t max_bytes) {
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
  if (options.path.empty()) return absl::InvalidArgumentError("the path of the store is empty");
  // Absolute, so that no name means anything special to SQLite and a change of folder changes nothing.
  std::error_code error;
  const std::string path = std::filesystem::absolute(options.path, error).string();
  if (error) return absl::UnavailableError(fmt::format("{}: {}", options.path, error.message()));
  if (absl::Status status = CheckPath(path, options.create); !status.ok()) return status;

  SqliteDatabase::Options opening{
      .path = path, .create = options.create, .busy_timeout = options.busy_timeout};
  opening.cache_kib = kWriterCacheKib;
  auto writer = SqliteDatabase::Open(opening);
  if (!writer.ok()) return writer.status();
  if ((*writer)->ReadOnly()) return sqlite::StatusOf(SQLITE_READONLY, 0, path, "");
  if (absl::Status status = sqlite::Migrate(**writer, options.create); !status.ok()) return status;
  if (absl::Status status = UseWriteAheadLog(**writer, options.busy_timeout); !status.ok()) return status;
  if (absl::Status status = Configure(**writer, options.max_bytes); !status.ok()) return status;
  opening.create = false;
  opening.cache_kib = kReaderCacheKib;
  const auto connect = [opening]() -> absl::StatusOr<std::unique_ptr<sql::Database>> {
    auto reader = SqliteDatabase::Open(opening);
    if (!reader.ok()) return reader.status();
    if (absl::Status status = (*reader)->Script("PRAGMA query_only = ON"); !status.ok()) return status;
    return reader;
  };
  return sql::MakeStore(*std::move(writer), connect, options.aliases);
}

}  // namespace isnad::store
