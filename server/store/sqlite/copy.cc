#include "server/store/sqlite/copy.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <system_error>

#include "server/store/sqlite/error.h"
#include "server/store/sqlite/migrations.h"
#include "server/store/sqlite/sqlite_database.h"

namespace isnad::store {
namespace {

using sqlite::SqliteDatabase;
namespace fs = std::filesystem;

absl::Status CheckPlaces(const fs::path& from, const fs::path& to) {
  std::error_code ignored;
  if (!fs::exists(from, ignored))
    return absl::NotFoundError(fmt::format("no such store: {}; name the file of one", from.string()));
  if (fs::exists(to, ignored)) {
    return absl::AlreadyExistsError(
        fmt::format("{}: exists; name a file that does not, or move this one away", to.string()));
  }
  if (fs::is_directory(to.parent_path(), ignored)) return absl::OkStatus();
  return absl::NotFoundError(
      fmt::format("{}: there is no such folder; make it first", to.parent_path().string()));
}

absl::StatusOr<std::unique_ptr<SqliteDatabase>> OpenStore(const std::string& path) {
  auto database = SqliteDatabase::Open({.path = path});
  if (!database.ok()) return database.status();
  auto application = (*database)->Integer("PRAGMA application_id");
  if (!application.ok()) return application.status();
  if (*application == sqlite::kApplicationId) return database;
  return absl::FailedPreconditionError(
      fmt::format("{}: no store of isnad; name a file that ingest, serve or backup made", path));
}

absl::Status CheckIntact(const std::string& path) {
  auto copy = OpenStore(path);
  if (!copy.ok()) return copy.status();
  sql::Statement check = (*copy)->Prepare("PRAGMA integrity_check(1)");
  const bool told = check.Step();
  if (!check.ok()) return check.status();
  const std::string words(told ? check.Bytes(0) : "no answer");
  if (words == "ok") return absl::OkStatus();
  return absl::DataLossError(fmt::format("the copy is damaged ({}); nothing was kept", words));
}

// On the disk, with all that it says: a file's bytes, a folder's names.
absl::Status Sync(const fs::path& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = file >= 0 && fsync(file) == 0;
  const int error = errno;
  if (file >= 0) close(file);
  return synced ? absl::OkStatus() : sqlite::StatusOf(SQLITE_IOERR_FSYNC, error, path.string(), "fsync");
}

absl::Status CopyTo(SqliteDatabase& source, const fs::path& part, const fs::path& to) {
  // In one reading transaction, which in WAL mode holds nobody up. SQLite does not sync what it makes so.
  absl::Status status = source.Run("VACUUM INTO ?", part.string());
  if (status.ok()) status = CheckIntact(part.string());
  if (status.ok()) status = Sync(part);
  if (!status.ok()) return status;
  std::error_code error;
  fs::rename(part, to, error);
  if (error) return sqlite::StatusOf(SQLITE_CANTOPEN, error.value(), to.string(), error.message());
  return Sync(to.parent_path());
}

}  // namespace

absl::Status CopySqlite(const std::string& from, const std::string& to) {
  const fs::path source_path = fs::absolute(from), target = fs::absolute(to);
  if (absl::Status status = CheckPlaces(source_path, target); !status.ok()) return status;
  auto source = OpenStore(source_path.string());
  if (!source.ok()) return source.status();
  const fs::path part = target.string() + ".part";
  std::error_code ignored;
  fs::remove(part, ignored);
  absl::Status status = CopyTo(**source, part, target);
  fs::remove(part, ignored);
  return status;
}

}  // namespace isnad::store
