// Migrations: the schema of a store, step by step.
#pragma once

#include <cstdint>

#include "absl/status/status.h"
#include "server/store/sqlite/sqlite_database.h"

namespace isnad::store::sqlite {

// What stands in the file's header, so that `file` and we know it from other programs' databases: "Isnd".
inline constexpr int64_t kApplicationId = 0x49736E64;

// The version that this program writes.
int64_t SchemaVersion();

// Brings the schema of an opened file to SchemaVersion(), in one transaction; does nothing where it is there
// already. An empty file becomes a store only if `create`. FAILED_PRECONDITION for another program's
// database, an empty file that may not become a store, and a newer schema than ours; DATA_LOSS where tables
// are missing.
absl::Status Migrate(SqliteDatabase& database, bool create);

}  // namespace isnad::store::sqlite
