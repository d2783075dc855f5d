// SQLite, held to what every engine promises.
#include "tests/server/store/conformance.h"

#include "server/store/sqlite/sqlite_store.h"

namespace isnad::store {

std::vector<Engine> Engines() {
  return {{"Sqlite", [](const std::string& folder, const entity::Aliases& aliases) {
             SqliteOptions options;
             options.path = folder + "/corpus.db";
             options.create = true;
             options.aliases = &aliases;
             return OpenSqlite(options);
           }}};
}

}  // namespace isnad::store
