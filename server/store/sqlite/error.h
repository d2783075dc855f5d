// Errors: what SQLite's result codes mean to those who use a store.
#pragma once

#include <sqlite3.h>

#include <string>

#include "absl/status/status.h"

namespace isnad::store::sqlite {

// The status of an extended result code; one line that names the file and says what to do. The only place
// where codes are told apart:
//   UNAVAILABLE          another process holds the lock, or the disk can't be read or written just now
//   PERMISSION_DENIED    the file or its folder is read-only
//   RESOURCE_EXHAUSTED   the disk is full, the store's size limit is reached, or memory ran out
//   DATA_LOSS            the file is damaged or no database
//   NOT_FOUND            the folder does not exist
//   CANCELLED            interrupted
//   INTERNAL             anything else: a mistake of ours
// `system_error` is the errno behind it, or 0; `detail` SQLite's own words.
absl::Status StatusOf(int code, int system_error, const std::string& path, const std::string& detail);

// The status of the last call on a connection, which returned `code`.
absl::Status FailureOf(sqlite3* database, int code, const std::string& path);

}  // namespace isnad::store::sqlite
