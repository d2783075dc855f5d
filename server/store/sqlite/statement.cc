#include "server/store/sqlite/statement.h"

#include <utility>

#include "server/store/sqlite/error.h"

namespace isnad::store::sqlite {

Statement::Statement(sqlite3* database, const std::string* path, sqlite3_stmt* handle, bool* in_use)
    : database_(database), path_(path), handle_(handle), in_use_(in_use) {
  if (in_use_ != nullptr) *in_use_ = true;
}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_),
      path_(other.path_),
      handle_(std::exchange(other.handle_, nullptr)),
      in_use_(std::exchange(other.in_use_, nullptr)),
      bound_(other.bound_),
      status_(std::move(other.status_)) {}

Statement::~Statement() {
  if (handle_ == nullptr) return;
  if (in_use_ == nullptr) {
    sqlite3_finalize(handle_);
    return;
  }
  sqlite3_reset(handle_);
  sqlite3_clear_bindings(handle_);
  *in_use_ = false;
}

bool Statement::Step() {
  if (!status_.ok()) return false;
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  Check(code);
  return false;
}

// What a failed step says once more on reset is in status_ already.
Statement& Statement::Reset() {
  if (handle_ != nullptr) sqlite3_reset(handle_);
  bound_ = 0;
  return *this;
}

absl::Status Statement::Run() {
  while (Step()) {
  }
  return status_;
}

std::string_view Statement::Bytes(int column) const {
  const void* bytes = sqlite3_column_blob(handle_, column);
  const int size = sqlite3_column_bytes(handle_, column);
  return bytes == nullptr ? std::string_view() : std::string_view(static_cast<const char*>(bytes), size);
}

void Statement::BindOne(double value) {
  if (status_.ok()) Check(sqlite3_bind_double(handle_, ++bound_, value));
}

// A null pointer would bind NULL; an empty text is one all the same.
void Statement::BindOne(std::string_view text) {
  if (!status_.ok()) return;
  const char* data = text.empty() ? "" : text.data();
  Check(sqlite3_bind_text64(handle_, ++bound_, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::BindOne(Blob blob) {
  if (!status_.ok()) return;
  const char* data = blob.bytes.empty() ? "" : blob.bytes.data();
  Check(sqlite3_bind_blob64(handle_, ++bound_, data, blob.bytes.size(), SQLITE_STATIC));
}

void Statement::BindOne(std::nullopt_t) {
  if (status_.ok()) Check(sqlite3_bind_null(handle_, ++bound_));
}

void Statement::BindOne(const std::optional<int64_t>& value) {
  if (value.has_value()) {
    BindOne(*value);
  } else {
    BindOne(std::nullopt);
  }
}

void Statement::BindOne(const std::vector<Value>& values) {
  for (const Value& value : values) {
    std::visit([this](const auto& v) { BindOne(v); }, value);
  }
}

void Statement::Check(int code) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
  status_ = FailureOf(database_, code, *path_);
}

}  // namespace isnad::store::sqlite
