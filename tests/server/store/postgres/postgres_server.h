// A PostgreSQL server for tests.
#pragma once

#include <sys/types.h>

#include <string>

namespace isnad::store {

// A server of its own, in a temporary folder and on a Unix socket there; nothing of it is left when this
// goes, and it ends too when the test is killed. Commits are synced as in production. Aborts where it can't
// be started. As PostgreSQL refuses root, it then runs as the user postgres.
class PostgresServer {
 public:
  PostgresServer();
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  // The address of a database.
  std::string Address(const std::string& database) const;
  // The address of a new, empty database.
  std::string NewDatabase();
  // Runs statements in a database, without parameters.
  void Sql(const std::string& address, const std::string& sql) const;

  // As kill -9 of all its processes, and as starting it again.
  void Kill();
  void Start();

 private:
  pid_t Launch() const;

  std::string folder_;
  pid_t process_ = 0;
  int databases_ = 0;
};

// The server of this test program, started when it is first asked for.
PostgresServer& SharedPostgres();

}  // namespace isnad::store
