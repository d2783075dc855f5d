// Errors: what PostgreSQL's SQLSTATEs mean to those who use a store.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace isnad::store::postgres {

// The status of a SQLSTATE; one line that names the database and says what to do. The only place where codes
// are told apart:
//   UNAVAILABLE          the server can't be reached, is starting, ending or full, or broke off to let others
//                        go on (deadlock, serialization, lock timeout)
//   PERMISSION_DENIED    the password or user is refused, or the user may not use the tables
//   RESOURCE_EXHAUSTED   the disk is full, or memory ran out
//   DATA_LOSS            the data is damaged
//   NOT_FOUND            there is no such database
//   CANCELLED            interrupted
//   INVALID_ARGUMENT     a name is longer than an index holds (some 2,700 bytes)
//   INTERNAL             anything else: a mistake of ours
// An empty `state` is that of a connection that could not be made or broke. `detail` is PostgreSQL's own
// words, `where` the database without its password.
absl::Status StatusOf(std::string_view state, const std::string& where, std::string_view detail);

}  // namespace isnad::store::postgres
