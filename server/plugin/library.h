// Libraries: shared objects that hold a plugin's code.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "plugins/abi/isnad_plugin.h"
#include "plugins/host/wire.h"
#include "server/plugin/manifest.h"

namespace isnad::plugin {

// Whether the manifest's library is there, whole and has the digest that the manifest tells; runs nothing of
// it.
absl::Status CheckLibraryFile(const Manifest& manifest);

// Whether a table is what the manifest says, and one that this server can use: size, ABI (the same major),
// kind, every function set, name and version as in the manifest (for a pack: the engine's name, and any
// version).
absl::Status CheckTable(const Manifest& manifest, const host::TableFacts& table);

// Loads the manifest's library and returns its table, once the digest (before anything of it runs), the
// symbol and the table have been found good.
//
// The table lives to the end of the process: libraries are never unloaded, so that what they left running or
// registered stays valid. Loading one twice gives the same table. Thread-safe. Errors are
// FAILED_PRECONDITION, one line that names the file and what to do.
absl::StatusOr<const isnad_plugin*> LoadLibrary(const Manifest& manifest);

}  // namespace isnad::plugin
