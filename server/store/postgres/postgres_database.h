// A PostgreSQL database, as the store's statements see it.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "server/store/postgres/connection.h"
#include "server/store/sql/database.h"

namespace isnad::store::postgres {

// See sql::Database. Writers of all servers take turns by an advisory lock of the database, so that sequence
// numbers have no gaps and each sees all that was committed before; readers are not hindered by it.
class PostgresDatabase final : public sql::Database {
 public:
  static absl::StatusOr<std::unique_ptr<PostgresDatabase>> Open(const std::string& address);

  sql::Statement Prepare(std::string_view sql) override;
  sql::Statement PrepareMany(std::string_view sql) override;
  absl::Status Script(const char* sql) override { return connection_->Script(sql); }
  absl::Status BeginReading() override;
  absl::Status BeginWriting() override;
  absl::Status Commit() override;
  void RollBack() override;
  absl::StatusOr<int64_t> LastRelation() override;
  std::string_view OrderedJoin() const override { return "JOIN"; }
  const std::string& path() const override { return connection_->where(); }

 private:
  explicit PostgresDatabase(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
  // Runs `sql`, which begins a transaction; once more on a new connection where this one turns out to be
  // lost.
  absl::Status Begin(const char* sql);

  std::unique_ptr<Connection> connection_;
  int64_t cursors_ = 0;
};

}  // namespace isnad::store::postgres
