// The store in a PostgreSQL database: for more than one server on the same articles.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "server/entity/aliases.h"
#include "server/store/store.h"

namespace isnad::store {

struct PostgresOptions {
  // postgres://USER@HOST:PORT/DATABASE or postgresql://…, as libpq reads it. PGPASSWORD, ~/.pgpass and the
  // rest of libpq's settings hold.
  std::string address;
  // Makes the store's tables, in a schema `isnad`, where there are none. The database must exist.
  bool create = false;
  // As in SqliteOptions.
  const entity::Aliases* aliases = nullptr;
};

// Whether `store` is an address that OpenPostgres takes, and no path of a file.
bool IsPostgresAddress(std::string_view store);

// An address (or path) without the password that may stand in it, for people to read.
std::string WithoutPassword(std::string_view store);

// Opens a store, and brings an older schema up to date. Several servers may open one: their transactions take
// turns. What Commit acknowledged is on the disk of the database server. A connection that was lost is made
// anew by the next Read or Begin; a transaction that was open then fails with UNAVAILABLE, and nothing of it
// is kept, but where Commit itself was broken off it may have been kept.
//
// INVALID_ARGUMENT where it is no address; UNAVAILABLE where the server can't be reached; PERMISSION_DENIED
// where it refuses the user or password; NOT_FOUND where there is no such database; FAILED_PRECONDITION where
// there is no store and none may be made, or one of a newer isnad. None tells the password.
//
// The store must outlive its readers and transactions.
absl::StatusOr<std::unique_ptr<Store>> OpenPostgres(const PostgresOptions& options);

}  // namespace isnad::store
