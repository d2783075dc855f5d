#include "server/store/sqlite/sqlite_database.h"

#include <fmt/format.h>

#include <utility>

#include "server/store/sqlite/cursor.h"
#include "server/store/sqlite/error.h"

namespace isnad::store::sqlite {

absl::StatusOr<std::unique_ptr<SqliteDatabase>> SqliteDatabase::Open(const Options& options) {
  // A connection is used by one thread at a time, so SQLite need not lock it.
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (options.create ? SQLITE_OPEN_CREATE : 0);
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(options.path.c_str(), &handle, flags, nullptr);
  if (handle == nullptr) return absl::ResourceExhaustedError(fmt::format("{}: out of memory", options.path));
  std::unique_ptr<SqliteDatabase> database(new SqliteDatabase(handle, options.path));
  sqlite3_extended_result_codes(handle, 1);
  if (code != SQLITE_OK) return database->Failure(code);
  sqlite3_busy_timeout(handle, static_cast<int>(options.busy_timeout.count()));
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  const std::string settings = fmt::format(
      "PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; PRAGMA secure_delete = OFF; PRAGMA cache_size "
      "= -{};",
      options.cache_kib);
  if (absl::Status status = database->Script(settings.c_str()); !status.ok()) return status;
  return database;
}

SqliteDatabase::~SqliteDatabase() {
  for (auto& [sql, cached] : statements_) sqlite3_finalize(cached.handle);
  sqlite3_close_v2(handle_);
}

sql::Statement SqliteDatabase::Prepare(std::string_view sql) {
  Cached& cached = statements_[std::string(sql)];
  if (cached.handle != nullptr && !cached.in_use)
    return sql::Statement(std::make_unique<SqliteCursor>(handle_, &path_, cached.handle, &cached.in_use));
  sqlite3_stmt* handle = nullptr;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
  if (code != SQLITE_OK) return sql::Statement(Failure(code));
  // A statement that is being stepped, and wanted again meanwhile, gets a twin for the moment.
  if (cached.handle != nullptr)
    return sql::Statement(std::make_unique<SqliteCursor>(handle_, &path_, handle, nullptr));
  cached.handle = handle;
  return sql::Statement(std::make_unique<SqliteCursor>(handle_, &path_, handle, &cached.in_use));
}

absl::Status SqliteDatabase::Script(const char* sql) {
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? absl::OkStatus() : Failure(code);
}

void SqliteDatabase::RollBack() {
  if (InTransaction()) Run("ROLLBACK").IgnoreError();
}

absl::StatusOr<int64_t> SqliteDatabase::LastRelation() {
  return Integer("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'relation'");
}

absl::Status SqliteDatabase::Failure(int code) const { return FailureOf(handle_, code, path_); }

}  // namespace isnad::store::sqlite
