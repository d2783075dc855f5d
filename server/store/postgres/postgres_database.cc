#include "server/store/postgres/postgres_database.h"

#include <fmt/format.h>

#include <utility>

#include "server/store/postgres/cursor.h"

namespace isnad::store::postgres {
namespace {

// "Isnd" in hexadecimal is the lock's key. A writer that waits longer than the timeout gives up.
constexpr const char* kBeginWriting =
    "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = '60s'; "
    "SELECT pg_advisory_xact_lock(x'49736E64'::int)";
constexpr const char* kBeginReading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

}  // namespace

absl::StatusOr<std::unique_ptr<PostgresDatabase>> PostgresDatabase::Open(const std::string& address) {
  auto connection = Connection::Open(address);
  if (!connection.ok()) return connection.status();
  return std::unique_ptr<PostgresDatabase>(new PostgresDatabase(*std::move(connection)));
}

sql::Statement PostgresDatabase::Prepare(std::string_view sql) {
  return sql::Statement(std::make_unique<PostgresCursor>(*connection_, NumberParameters(sql)));
}

sql::Statement PostgresDatabase::PrepareMany(std::string_view sql) {
  return sql::Statement(std::make_unique<PostgresCursor>(*connection_, NumberParameters(sql),
                                                         fmt::format("many_{}", ++cursors_)));
}

absl::Status PostgresDatabase::BeginReading() { return Begin(kBeginReading); }

absl::Status PostgresDatabase::BeginWriting() { return Begin(kBeginWriting); }

absl::Status PostgresDatabase::Begin(const char* sql) {
  if (absl::Status status = connection_->Restore(); !status.ok()) return status;
  absl::Status status = connection_->Script(sql);
  if (!status.ok() && connection_->lost()) {
    // The server was started anew while nobody used this connection.
    status = connection_->Restore();
    if (status.ok()) status = connection_->Script(sql);
  }
  if (!status.ok()) RollBack();
  return status;
}

// PostgreSQL answers the COMMIT of a transaction that failed with a rollback, and no error.
absl::Status PostgresDatabase::Commit() {
  auto result = connection_->RunOnce("COMMIT", Parameters());
  if (!result.ok()) return result.status();
  if (std::string_view(PQcmdStatus(result->get())) == "COMMIT") return absl::OkStatus();
  return absl::AbortedError(
      fmt::format("{}: the transaction had failed before; nothing of it was stored", path()));
}

void PostgresDatabase::RollBack() {
  if (connection_->InTransaction()) connection_->Script("ROLLBACK").IgnoreError();
}

absl::StatusOr<int64_t> PostgresDatabase::LastRelation() {
  return Integer("SELECT value FROM counter WHERE name = 'relation'");
}

}  // namespace isnad::store::postgres
