#include "server/store/postgres/postgres_store.h"

#include <utility>

#include "server/store/postgres/migrations.h"
#include "server/store/postgres/postgres_database.h"
#include "server/store/sql/sql_store.h"

namespace isnad::store {

bool IsPostgresAddress(std::string_view store) {
  return store.starts_with("postgres://") || store.starts_with("postgresql://");
}

std::string WithoutPassword(std::string_view store) {
  if (!IsPostgresAddress(store)) return std::string(store);
  const size_t user = store.find("//") + 2;
  const size_t at = store.substr(0, store.find('/', user)).rfind('@');
  const size_t colon = at == std::string_view::npos ? at : store.substr(0, at).find(':', user);
  std::string shown(store.substr(0, store.find('?')));  // a password may stand behind it too
  if (colon < shown.size()) shown.erase(colon, at - colon);
  return shown;
}

absl::StatusOr<std::unique_ptr<Store>> OpenPostgres(const PostgresOptions& options) {
  if (!IsPostgresAddress(options.address))
    return absl::InvalidArgumentError("a PostgreSQL store is named as postgres://USER@HOST/DATABASE");
  auto writer = postgres::PostgresDatabase::Open(options.address);
  if (!writer.ok()) return writer.status();
  if (absl::Status status = postgres::Migrate(**writer, options.create); !status.ok()) return status;
  const auto connect = [address = options.address]() -> absl::StatusOr<std::unique_ptr<sql::Database>> {
    return postgres::PostgresDatabase::Open(address);
  };
  return sql::MakeStore(*std::move(writer), connect, options.aliases);
}

}  // namespace isnad::store
