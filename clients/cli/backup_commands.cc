// isnad backup and isnad restore: a store's file, copied as it stands at one moment.
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>

#include "clients/cli/commands.h"
#include "server/store/postgres/postgres_store.h"
#include "server/store/sqlite/copy.h"
#include "server/store/sqlite/sqlite_store.h"

namespace isnad::cli {
namespace {

// The file is copied by this program itself, so it must be a file, and here.
absl::Status CheckStore(const Options& options) {
  if (!options.server.empty()) {
    return absl::InvalidArgumentError(
        "--server: a store is copied where its file is; run this there with --db, while the server runs");
  }
  if (store::IsPostgresAddress(options.places.store)) {
    return absl::InvalidArgumentError(
        "--db: a PostgreSQL database is copied by its own programs, pg_dump and pg_restore");
  }
  return absl::OkStatus();
}

absl::Status Copy(const std::string& from, const std::string& to) {
  if (absl::Status status = store::CopySqlite(from, to); !status.ok()) return status;
  std::error_code ignored;
  fmt::print("{}: {} bytes, checked\n", to, std::filesystem::file_size(to, ignored));
  return absl::OkStatus();
}

ExitStatus RunBackup(const Options& options, const std::string& file) {
  absl::Status status = CheckStore(options);
  if (status.ok()) status = Copy(options.places.store, file);
  return status.ok() ? kFine : Fail(status);
}

// Opened once, so that a backup of an older or newer isnad is told of now.
ExitStatus RunRestore(const Options& options, const std::string& file) {
  absl::Status status = CheckStore(options);
  if (status.ok()) status = Copy(file, options.places.store);
  if (!status.ok()) return Fail(status);
  store::SqliteOptions opening;
  opening.path = options.places.store;
  const absl::Status opened = store::OpenSqlite(opening).status();
  return opened.ok() ? kFine : Fail(opened);
}

void AddCopy(CLI::App& program, Options& options, Run& run, const char* name, const char* about,
             const char* file_about, ExitStatus (*copy)(const Options&, const std::string&)) {
  auto file = std::make_shared<std::string>();
  auto& command = *program.add_subcommand(name, about);
  AddCommonOptions(command, options);
  command.add_option("FILE", *file, file_about)->required();
  command.callback(
      [&options, &run, file, copy] { run = [&options, file, copy] { return copy(options, *file); }; });
}

}  // namespace

void AddBackup(CLI::App& program, Options& options, Run& run) {
  AddCopy(program, options, run, "backup",
          "Copy the store as it stands to a new file, also while a server uses it", "The file to make",
          &RunBackup);
}

void AddRestore(CLI::App& program, Options& options, Run& run) {
  AddCopy(program, options, run, "restore", "Make the store of a backup, where there is none yet",
          "What backup made", &RunRestore);
}

}  // namespace isnad::cli
