#include "server/store/sqlite/error.h"

#include <fmt/format.h>
#include <sqlite3.h>

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
    default:
      return absl::UnavailableError(
          fmt::format("{}: can't be reached: {} (SQLite {})", path, std::strerror(error), code));
  }
}

}  // namespace

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
