#include "server/store/sql/database.h"

#include <fmt/format.h>

namespace isnad::store::sql {

absl::StatusOr<int64_t> Database::Integer(std::string_view sql) {
  Statement row = Prepare(sql);
  if (row.Step()) return row.Int(0);
  if (!row.ok()) return row.status();
  return absl::InternalError(fmt::format("{}: no row for {}", path(), sql));
}

}  // namespace isnad::store::sql
