// A connection to a database that understands SQL.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/store/sql/statement.h"

namespace isnad::store::sql {

// What the store's statements run on. They are written once, in what SQLite and PostgreSQL both understand:
// parameters are ? or ?N; `json_each(?)` gives the whole numbers of an array in a column `value`;
// `instr(a, b)` is the place of b in a, from 1, or 0. What differs otherwise is a method here.
//
// Not thread-safe: one thread at a time. Statements must go before it does.
class Database {
 public:
  virtual ~Database() = default;

  // The statement `sql`. A failure shows in the statement's status.
  virtual Statement Prepare(std::string_view sql) = 0;

  // The same for one that may give many rows, which are brought piece by piece.
  virtual Statement PrepareMany(std::string_view sql) { return Prepare(sql); }

  // Runs several statements, separated by semicolons, without parameters.
  virtual absl::Status Script(const char* sql) = 0;

  // Begins a transaction that reads one state, or one that is the only one to write until it ends. Where the
  // connection was lost, a new one is made.
  virtual absl::Status BeginReading() = 0;
  virtual absl::Status BeginWriting() = 0;
  virtual absl::Status Commit() = 0;
  virtual void RollBack() = 0;  // nothing where no transaction is open

  // The highest id that a row of `relation` ever had, also one that is no more.
  virtual absl::StatusOr<int64_t> LastRelation() = 0;
  // How to join two tables so that the first one's order is gone by.
  virtual std::string_view OrderedJoin() const = 0;
  // What the store is called in errors: a path, or an address without password.
  virtual const std::string& path() const = 0;

  // Runs one statement to its end.
  template <typename... Args>
  absl::Status Run(std::string_view sql, const Args&... args) {
    return Prepare(sql).Bind(args...).Run();
  }

  // The one integer that a query of one row and column gives.
  absl::StatusOr<int64_t> Integer(std::string_view sql);
};

}  // namespace isnad::store::sql
