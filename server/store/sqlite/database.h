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
#include "server/store/sqlite/statement.h"

namespace isnad::store::sqlite {

// One connection with the statements that were prepared on it, which are kept for the next time.
//
// Not thread-safe: one thread at a time. Statements must go before it does.
class Database {
 public:
  struct Options {
    std::string path;
    bool create = false;
    std::chrono::milliseconds busy_timeout{5000};  // how long to wait for another process's lock
    int cache_kib = 16 * 1024;                     // of pages, at most
  };

  // Opens a file that exists, or makes an empty one. Errors as in error.h.
  static absl::StatusOr<std::unique_ptr<Database>> Open(const Options& options);

  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // The statement `sql`. A failure shows in the statement's status.
  Statement Prepare(std::string_view sql);

  // Runs one statement to its end.
  template <typename... Args>
  absl::Status Run(std::string_view sql, const Args&... args) {
    return Prepare(sql).Bind(args...).Run();
  }

  // Runs several statements, separated by semicolons, without parameters.
  absl::Status Script(const char* sql);

  // The one integer that a query of one row and column gives.
  absl::StatusOr<int64_t> Integer(std::string_view sql);

  bool InTransaction() const { return sqlite3_get_autocommit(handle_) == 0; }
  bool ReadOnly() const { return sqlite3_db_readonly(handle_, "main") == 1; }
  const std::string& path() const { return path_; }

 private:
  struct Cached {
    sqlite3_stmt* handle = nullptr;
    bool in_use = false;
  };

  Database(sqlite3* handle, std::string path) : handle_(handle), path_(std::move(path)) {}
  absl::Status Failure(int code) const;

  sqlite3* handle_;
  std::string path_;
  std::unordered_map<std::string, Cached> statements_;
};

}  // namespace isnad::store::sqlite
