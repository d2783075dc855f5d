// A statement that SQLite has prepared.
#pragma once

#include <sqlite3.h>

#include <string>

#include "server/store/sql/statement.h"

namespace isnad::store::sqlite {

// Resets its handle when it goes. Not thread-safe; must not outlive its database.
class SqliteCursor final : public sql::Cursor {
 public:
  // Takes a handle that is free. `in_use` is set while this lives; null for a handle that is then finalized.
  SqliteCursor(sqlite3* database, const std::string* path, sqlite3_stmt* handle, bool* in_use);
  ~SqliteCursor() override;
  SqliteCursor(const SqliteCursor&) = delete;
  SqliteCursor& operator=(const SqliteCursor&) = delete;

  absl::Status BindInteger(int parameter, int64_t value) override;
  absl::Status BindDouble(int parameter, double value) override;
  absl::Status BindText(int parameter, std::string_view text) override;
  absl::Status BindBlob(int parameter, std::string_view bytes) override;
  absl::Status BindNull(int parameter) override;
  bool Step(absl::Status& status) override;
  void Reset() override { sqlite3_reset(handle_); }
  int64_t Int(int column) const override { return sqlite3_column_int64(handle_, column); }
  double Double(int column) const override { return sqlite3_column_double(handle_, column); }
  bool IsNull(int column) const override { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }
  std::string_view Bytes(int column) const override;

 private:
  absl::Status StatusOf(int code) const;

  sqlite3* database_;
  const std::string* path_;
  sqlite3_stmt* handle_;
  bool* in_use_;
};

}  // namespace isnad::store::sqlite
