// A store over databases that understand SQL.
#pragma once

#include <memory>

#include "server/entity/aliases.h"
#include "server/store/sql/connections.h"
#include "server/store/sql/database.h"
#include "server/store/store.h"

namespace isnad::store::sql {

// The store whose tables are behind `writer`, which alone writes; readers get connections of `connect`, which
// may not write. `aliases` are the operator's names, null for none, and must outlive the store.
std::unique_ptr<Store> MakeStore(std::unique_ptr<Database> writer, ReadPool::Connect connect,
                                 const entity::Aliases* aliases);

}  // namespace isnad::store::sql
