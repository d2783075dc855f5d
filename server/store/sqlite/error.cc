#include "server/store/sqlite/error.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

namespace isnad::store::sqlite {
namespace {

absl::Status DiskFull(const std::string& path) {
  return absl::ResourceExhaustedError(
      fmt::format("{}: no room left; free disk space, nothing of this was stored", path));
}

absl::Status ReadOnly(const std::string& path) {
  return absl::PermissionDeniedError(
      fmt::format("{}: may not be written; a store needs a file and a folder that may be written", path));
}

absl::Status Damaged(const std::string& path, const std::string& detail) {
  return absl::DataLossError(fmt::format(
      "{}: damaged or no database ({}); restore it from a backup or store the articles anew", path, detail));
}

// What the operating system said, where it tells more than SQLite's code.
absl::Status OfSystemError(int code, int error, const std::string& path) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return DiskFull(path);
    case EACCES:
    case EPERM:
    case EROFS:
      return ReadOnly(path);
    case ENOENT:
      return absl::NotFoundError(fmt::format("{}: its folder does not exist", path));
    case EMFILE:
    case ENFILE:
      return absl::ResourceExhaustedError(fmt::format("{}: too many open files", path));
    case 0:
      return absl::UnavailableError(fmt::format("{}: can't be reached (SQLite {})", path, code));
    default:
      return absl::UnavailableError(
          fmt::format("{}: can't be reached: {} (SQLite {})", path, std::strerror(error), code));
  }
}

int LastErrorOf(sqlite3_file* file) {
  int error = 0;
  if (file != nullptr && file->pMethods != nullptr)
    file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &error);
  return error;
}

// What the operating system said last. SQLite forgets it where a write to the log failed, but the file
// remembers.
int SystemErrorOf(sqlite3* database) {
  if (const int error = sqlite3_system_errno(database); error != 0) return error;
  sqlite3_file* log = nullptr;
  sqlite3_file_control(database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
  if (const int error = LastErrorOf(log); error != 0) return error;
  sqlite3_file* file = nullptr;
  sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  return LastErrorOf(file);
}

}  // namespace

absl::Status FailureOf(sqlite3* database, int code, const std::string& path) {
  const int extended = sqlite3_extended_errcode(database);
  return StatusOf(extended != SQLITE_OK ? extended : code, SystemErrorOf(database), path,
                  sqlite3_errmsg(database));
}

absl::Status StatusOf(int code, int system_error, const std::string& path, const std::string& detail) {
  switch (code & 0xFF) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
      return absl::OkStatus();
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return absl::UnavailableError(
          fmt::format("{}: locked by another process; try again when it has finished", path));
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Damaged(path, detail);
    case SQLITE_FULL:
      return DiskFull(path);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return ReadOnly(path);
    case SQLITE_NOMEM:
      return absl::ResourceExhaustedError(fmt::format("{}: out of memory", path));
    case SQLITE_INTERRUPT:
      return absl::CancelledError(fmt::format("{}: interrupted", path));
    case SQLITE_IOERR:
      if (code == SQLITE_IOERR_SHORT_READ) return Damaged(path, detail);
      return OfSystemError(code, system_error, path);
    case SQLITE_CANTOPEN:
      return OfSystemError(code, system_error, path);
    default:
      return absl::InternalError(fmt::format("{}: {} (SQLite {})", path, detail, code));
  }
}

}  // namespace isnad::store::sqlite
