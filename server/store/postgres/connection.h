// A connection to a PostgreSQL server.
#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace isnad::store::postgres {

struct ResultDeleter {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ResultDeleter>;

// What fills a statement's parameters, in PostgreSQL's binary form.
struct Parameters {
  std::vector<Oid> types;
  std::vector<std::string> values;
  std::vector<bool> nulls;

  // Sets parameter N, counted from 1.
  void Set(int parameter, Oid type, std::string value, bool null = false);
};

// One connection with the statements that were prepared on it. Not thread-safe.
class Connection {
 public:
  // Connects. `address` is postgres://… or postgresql://… as libpq reads it. INVALID_ARGUMENT where it is
  // none, else as in error.h.
  static absl::StatusOr<std::unique_ptr<Connection>> Open(const std::string& address);

  // Runs a statement whose parameters are $1, $2, …; prepared the first time that it comes with these types.
  absl::StatusOr<Result> Run(const std::string& sql, const Parameters& parameters);
  // Runs it once, unprepared.
  absl::StatusOr<Result> RunOnce(const std::string& sql, const Parameters& parameters);
  // Runs several statements without parameters.
  absl::Status Script(const char* sql);

  // Connects anew where the connection was lost.
  absl::Status Restore();
  bool lost() const { return PQstatus(handle_.get()) != CONNECTION_OK; }
  bool InTransaction() const { return PQtransactionStatus(handle_.get()) > PQTRANS_ACTIVE; }

  // The database without its password, for people.
  const std::string& where() const { return where_; }

 private:
  struct Closer {
    void operator()(PGconn* handle) const { PQfinish(handle); }
  };

  explicit Connection(PGconn* handle) : handle_(handle) {}
  absl::Status SetUp();
  absl::StatusOr<Result> Checked(PGresult* result);
  absl::StatusOr<std::string> Prepared(const std::string& sql, const Parameters& parameters);

  std::unique_ptr<PGconn, Closer> handle_;
  std::string where_;
  std::unordered_map<std::string, std::string> prepared_;  // by types and text
};

}  // namespace isnad::store::postgres
