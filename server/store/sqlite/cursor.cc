#include "server/store/sqlite/cursor.h"

#include "server/store/sqlite/error.h"

namespace isnad::store::sqlite {

SqliteCursor::SqliteCursor(sqlite3* database, const std::string* path, sqlite3_stmt* handle, bool* in_use)
    : database_(database), path_(path), handle_(handle), in_use_(in_use) {
  if (in_use_ != nullptr) *in_use_ = true;
}

SqliteCursor::~SqliteCursor() {
  if (in_use_ == nullptr) {
    sqlite3_finalize(handle_);
    return;
  }
  sqlite3_reset(handle_);
  sqlite3_clear_bindings(handle_);
  *in_use_ = false;
}

bool SqliteCursor::Step(absl::Status& status) {
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  status = StatusOf(code);
  return false;
}

std::string_view SqliteCursor::Bytes(int column) const {
  const void* bytes = sqlite3_column_blob(handle_, column);
  const int size = sqlite3_column_bytes(handle_, column);
  return bytes == nullptr ? std::string_view() : std::string_view(static_cast<const char*>(bytes), size);
}

absl::Status SqliteCursor::BindInteger(int parameter, int64_t value) {
  return StatusOf(sqlite3_bind_int64(handle_, parameter, value));
}

absl::Status SqliteCursor::BindDouble(int parameter, double value) {
  return StatusOf(sqlite3_bind_double(handle_, parameter, value));
}

// A null pointer would bind NULL; an empty text is one all the same.
absl::Status SqliteCursor::BindText(int parameter, std::string_view text) {
  const char* data = text.empty() ? "" : text.data();
  return StatusOf(sqlite3_bind_text64(handle_, parameter, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

absl::Status SqliteCursor::BindBlob(int parameter, std::string_view bytes) {
  const char* data = bytes.empty() ? "" : bytes.data();
  return StatusOf(sqlite3_bind_blob64(handle_, parameter, data, bytes.size(), SQLITE_STATIC));
}

absl::Status SqliteCursor::BindNull(int parameter) { return StatusOf(sqlite3_bind_null(handle_, parameter)); }

absl::Status SqliteCursor::StatusOf(int code) const {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return absl::OkStatus();
  return FailureOf(database_, code, *path_);
}

}  // namespace isnad::store::sqlite
