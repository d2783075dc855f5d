#include "server/store/postgres/error.h"

#include <fmt/format.h>

#include <algorithm>

namespace isnad::store::postgres {
namespace {

// In one line, without what libpq sets around it.
std::string Line(std::string_view detail) {
  std::string line(detail.substr(0, detail.find_last_not_of("\n ") + 1));
  std::replace(line.begin(), line.end(), '\n', ' ');
  std::replace(line.begin(), line.end(), '\t', ' ');
  return line;
}

// Where a connection could not be made libpq gives no SQLSTATE, only the server's words.
absl::Status OfConnection(const std::string& where, const std::string& line) {
  const auto says = [&line](std::string_view words) { return line.find(words) != std::string::npos; };
  if (says("authentication failed") || says("no password supplied") || says("pg_hba.conf")) {
    return absl::PermissionDeniedError(
        fmt::format("{}: the user or password is refused ({}); give them in the address, in PGPASSWORD or in "
                    "~/.pgpass",
                    where, line));
  }
  if (says("connection option")) {
    return absl::InvalidArgumentError(fmt::format(
        "{}: the address is wrong ({}); write it as postgres://USER@HOST:PORT/DATABASE", where, line));
  }
  if (says("database") && says("does not exist")) {
    return absl::NotFoundError(fmt::format("{}: no such database; make it with createdb ({})", where, line));
  }
  return absl::UnavailableError(fmt::format(
      "{}: PostgreSQL can't be reached ({}); see that it runs and accepts connections there", where, line));
}

}  // namespace

absl::Status StatusOf(std::string_view state, const std::string& where, std::string_view detail) {
  const std::string line = Line(detail);
  if (state.empty()) return OfConnection(where, line);
  const std::string_view kind = state.substr(0, 2);
  if (kind == "08" || state == "57P01" || state == "57P02" || state == "57P03" || state == "53300") {
    return absl::UnavailableError(
        fmt::format("{}: PostgreSQL is not ready or broke off ({}); try again", where, line));
  }
  if (kind == "40" || state == "55P03") {
    return absl::UnavailableError(fmt::format("{}: gave way to another writer ({}); try again", where, line));
  }
  if (kind == "28" || state == "42501" || state == "25006") {
    return absl::PermissionDeniedError(
        fmt::format("{}: refused ({}); the user needs to own the tables and be let in", where, line));
  }
  if (state == "3D000") {
    return absl::NotFoundError(fmt::format("{}: no such database; make it with createdb", where));
  }
  if (kind == "53") {
    return absl::ResourceExhaustedError(
        fmt::format("{}: no room left ({}); free some, nothing of this was stored", where, line));
  }
  if (kind == "XX" && state != "XX000") {
    return absl::DataLossError(fmt::format("{}: damaged ({}); restore it from a backup", where, line));
  }
  if (kind == "54") {
    return absl::InvalidArgumentError(
        fmt::format("{}: a name is longer than can be looked up ({}); shorten it", where, line));
  }
  if (state == "57014") return absl::CancelledError(fmt::format("{}: interrupted ({})", where, line));
  return absl::InternalError(fmt::format("{}: {} (SQLSTATE {})", where, line, state));
}

}  // namespace isnad::store::postgres
