// A prepared statement: bound, stepped and read, and given back when it goes.
#pragma once

#include <sqlite3.h>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/status/status.h"

namespace isnad::store::sqlite {

// Bytes that are no text to SQLite. Borrowed until the statement is done with.
struct Blob {
  std::string_view bytes;
};

// A value whose type is known only when the program runs.
using Value = std::variant<int64_t, double, std::string>;

// A statement in the making. Failures stick: after one, Bind and Step do nothing and status() tells it, so
// that a loop
//     while (rows.Step()) …;
//     if (!rows.ok()) return rows.status();
// misses none. Moved, never copied. Resets its handle when it goes; views from Bytes live until the next
// Step. Not thread-safe; must not outlive its database.
class Statement {
 public:
  // Takes a handle that is free. `in_use` is set while this lives; null for a handle that is then finalized.
  Statement(sqlite3* database, const std::string* path, sqlite3_stmt* handle, bool* in_use);
  // One that failed before it was prepared.
  explicit Statement(absl::Status failure) : status_(std::move(failure)) {}
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  // Binds the next parameters, from left to right.
  template <typename... Args>
  Statement& Bind(const Args&... args) & {
    (BindOne(args), ...);
    return *this;
  }
  template <typename... Args>
  Statement&& Bind(const Args&... args) && {
    (BindOne(args), ...);
    return std::move(*this);
  }

  // Whether there is a (further) row. False at the end and after a failure.
  bool Step();
  // Makes ready to be bound and stepped anew.
  Statement& Reset();
  // Steps to the end.
  absl::Status Run();

  bool ok() const { return status_.ok(); }
  const absl::Status& status() const { return status_; }

  int64_t Int(int column) const { return sqlite3_column_int64(handle_, column); }
  double Double(int column) const { return sqlite3_column_double(handle_, column); }
  bool IsNull(int column) const { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }
  std::string_view Bytes(int column) const;

 private:
  template <std::integral T>
  void BindOne(T value) {
    if (status_.ok()) Check(sqlite3_bind_int64(handle_, ++bound_, static_cast<sqlite3_int64>(value)));
  }
  void BindOne(double value);
  void BindOne(std::string_view text);
  void BindOne(const std::string& text) { BindOne(std::string_view(text)); }
  void BindOne(const char* text) { BindOne(std::string_view(text)); }
  void BindOne(Blob blob);
  void BindOne(std::nullopt_t null);
  void BindOne(const std::optional<int64_t>& value);
  void BindOne(const std::vector<Value>& values);
  void Check(int code);

  sqlite3* database_ = nullptr;
  const std::string* path_ = nullptr;
  sqlite3_stmt* handle_ = nullptr;
  bool* in_use_ = nullptr;
  int bound_ = 0;
  absl::Status status_;
};

}  // namespace isnad::store::sqlite
