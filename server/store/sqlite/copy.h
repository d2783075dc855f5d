// A copy of a store's file: a backup, and the way back from one.
#pragma once

#include <string>

#include "absl/status/status.h"

namespace isnad::store {

// Copies the store in the file `from` to the new file `to`, as it stands at one moment: what is committed
// then is in it, what comes later is not. Others may read and write `from` meanwhile, and wait for nothing.
// The copy is checked from end to end and synced before it gets its name, so that `to` is a whole store or
// does not exist; until then it is `to` with ".part" behind, which is overwritten and, where this fails,
// removed. It needs no -wal beside it and can be moved as it is. Takes as much memory as reading does.
//
// NOT_FOUND where there is no `from`, or no folder for `to`; ALREADY_EXISTS where there is a `to`;
// FAILED_PRECONDITION where `from` is no store; DATA_LOSS where it is damaged; else as OpenSqlite.
absl::Status CopySqlite(const std::string& from, const std::string& to);

}  // namespace isnad::store
