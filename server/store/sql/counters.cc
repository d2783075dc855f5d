#include "server/store/sql/counters.h"

#include <fmt/format.h>

namespace isnad::store::sql {
namespace {

absl::StatusOr<int64_t> OnlyInteger(Statement row, const Database& db, std::string_view name) {
  if (!row.Step()) {
    if (!row.ok()) return row.status();
    return absl::DataLossError(fmt::format("{}: the counter '{}' is missing", db.path(), name));
  }
  const int64_t value = row.Int(0);
  if (absl::Status status = row.Run(); !status.ok()) return status;
  return value;
}

}  // namespace

absl::StatusOr<int64_t> ReadCounter(Database& db, std::string_view name) {
  Statement row = db.Prepare("SELECT value FROM counter WHERE name = ?");
  row.Bind(name);
  return OnlyInteger(std::move(row), db, name);
}

absl::StatusOr<int64_t> AddToCounter(Database& db, std::string_view name, int64_t amount) {
  // Not RETURNING, for which SQLite makes a table each time: several times what the update costs.
  absl::Status status = db.Run("UPDATE counter SET value = value + ? WHERE name = ?", amount, name);
  return status.ok() ? ReadCounter(db, name) : status;
}

}  // namespace isnad::store::sql
