// Migrations: the schema of a store in PostgreSQL, step by step.
#pragma once

#include <cstdint>

#include "absl/status/status.h"
#include "server/store/postgres/postgres_database.h"

namespace isnad::store::postgres {

// The version that this program writes.
int64_t SchemaVersion();

// Brings the schema `isnad` of a database to SchemaVersion(), in one transaction; does nothing where it is
// there already. Others that do the same wait. A database without one gets it only if `create`.
// FAILED_PRECONDITION for a schema of that name that is another program's, one that may not be made, and one
// that is newer than ours.
absl::Status Migrate(PostgresDatabase& database, bool create);

}  // namespace isnad::store::postgres
