// PostgreSQL, held to what every engine promises.
#include "tests/server/store/conformance.h"

#include <map>

#include "server/store/postgres/postgres_store.h"
#include "tests/server/store/postgres/postgres_server.h"

namespace isnad::store {

// A folder stands for a database.
std::vector<Engine> Engines() {
  return {{"Postgres", [](const std::string& folder, const entity::Aliases& aliases) {
             static std::map<std::string, std::string> addresses;
             std::string& address = addresses[folder];
             if (address.empty()) address = SharedPostgres().NewDatabase();
             PostgresOptions options;
             options.address = address;
             options.create = true;
             options.aliases = &aliases;
             return OpenPostgres(options);
           }}};
}

}  // namespace isnad::store
