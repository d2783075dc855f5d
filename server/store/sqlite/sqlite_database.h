// A connection to a SQLite file.
#pragma once

#include <sqlite3.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/store/sql/database.h"

namespace isnad::store::sqlite {

// One connection with the statements that were prepared on it, which are kept for the next time.
//
// Not thread-safe: one thread at a time. Statements must go before it does.
class SqliteDatabase final : public sql::Database {
 public:
  struct Options {
    std::string path;
    bool create = false;
    std::chrono::milliseconds busy_timeout{5000};  // how long to wait for another process's lock
    int cache_kib = 16 * 1024;                     // of pages, at most
  };

  // Opens a file that exists, or makes an empty one. Errors as in error.h.
  static absl::StatusOr<std::unique_ptr<SqliteDatabase>> Open(const Options& options);

  ~SqliteDatabase() override;
  SqliteDatabase(const SqliteDatabase&) = delete;
  SqliteDatabase& operator=(const SqliteDatabase&) = delete;

  sql::Statement Prepare(std::string_view sql) override;
  absl::Status Script(const char* sql) override;
  absl::Status BeginReading() override { return Run("BEGIN"); }
  absl::Status BeginWriting() override { return Run("BEGIN IMMEDIATE"); }
  absl::Status Commit() override { return Run("COMMIT"); }
  void RollBack() override;
  absl::StatusOr<int64_t> LastRelation() override;
  std::string_view OrderedJoin() const override { return "CROSS JOIN"; }
  const std::string& path() const override { return path_; }

  bool InTransaction() const { return sqlite3_get_autocommit(handle_) == 0; }
  bool ReadOnly() const { return sqlite3_db_readonly(handle_, "main") == 1; }

 private:
  struct Cached {
    sqlite3_stmt* handle = nullptr;
    bool in_use = false;
  };

  SqliteDatabase(sqlite3* handle, std::string path) : handle_(handle), path_(std::move(path)) {}
  absl::Status Failure(int code) const;

  sqlite3* handle_;
  std::string path_;
  std::unordered_map<std::string, Cached> statements_;
};

}  // namespace isnad::store::sqlite
