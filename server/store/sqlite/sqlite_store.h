// The store in one SQLite file: nothing to install, nothing to run.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "server/entity/aliases.h"
#include "server/store/store.h"

namespace isnad::store {

struct SqliteOptions {
  std::string path;
  // Makes the file, and its folder, where there is none.
  bool create = false;
  // The operator's names; null for none. Applied when reading, so that articles stored before follow a
  // changed file. Must outlive the store.
  const entity::Aliases* aliases = nullptr;
  // How long a transaction waits for another process that writes.
  std::chrono::milliseconds busy_timeout{5000};
  // How large the file may become; 0 for as large as the disk allows. Beyond it writing is
  // RESOURCE_EXHAUSTED.
  int64_t max_bytes = 0;
};

// Opens a store, and brings an older schema up to date. The file is kept in WAL mode (beside it stand
// FILE-wal and FILE-shm while it is open) and synced at every commit, so what Commit acknowledged survives a
// crash of the machine. Several processes may read it while one writes. Memory does not grow with it: 64 MiB
// of pages for the writer, 16 MiB for each reader.
//
// NOT_FOUND where there is none and it may not be created; FAILED_PRECONDITION where the file is no store, or
// one of a newer isnad; DATA_LOSS where it is damaged; PERMISSION_DENIED where it or its folder can't be
// written; UNAVAILABLE where another process holds it. Each names the file and says what to do.
//
// The store must outlive its readers and transactions.
absl::StatusOr<std::unique_ptr<Store>> OpenSqlite(const SqliteOptions& options);

}  // namespace isnad::store
