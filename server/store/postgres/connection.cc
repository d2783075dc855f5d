#include "server/store/postgres/connection.h"

#include <fmt/format.h>

#include <utility>

#include "server/store/postgres/error.h"

namespace isnad::store::postgres {
namespace {

constexpr int kBinary = 1;

// Parameters as libpq wants them; borrows.
struct Arguments {
  explicit Arguments(const Parameters& parameters) {
    for (size_t i = 0; i < parameters.values.size(); ++i) {
      values.push_back(parameters.nulls[i] ? nullptr : parameters.values[i].data());
      lengths.push_back(static_cast<int>(parameters.values[i].size()));
      formats.push_back(kBinary);
    }
  }
  int count() const { return static_cast<int>(values.size()); }

  std::vector<const char*> values;
  std::vector<int> lengths;
  std::vector<int> formats;
};

std::string Where(PGconn* handle) {
  const auto text = [](const char* value) { return std::string_view(value == nullptr ? "" : value); };
  return fmt::format("postgresql://{}@{}:{}/{}", text(PQuser(handle)), text(PQhost(handle)),
                     text(PQport(handle)), text(PQdb(handle)));
}

// Notices ("relation exists, skipping") are nobody's to read.
void IgnoreNotice(void* /*context*/, const PGresult* /*notice*/) {}

}  // namespace

void Parameters::Set(int parameter, Oid type, std::string value, bool null) {
  const auto size = static_cast<size_t>(parameter);
  if (values.size() < size) {
    types.resize(size);
    values.resize(size);
    nulls.resize(size);
  }
  types[size - 1] = type;
  values[size - 1] = std::move(value);
  nulls[size - 1] = null;
}

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(const std::string& address) {
  char* mistake = nullptr;
  PQconninfoOption* parsed = PQconninfoParse(address.c_str(), &mistake);
  if (parsed == nullptr) {
    const std::string words = mistake == nullptr ? "out of memory" : mistake;
    PQfreemem(mistake);
    return absl::InvalidArgumentError(fmt::format("no address of a PostgreSQL database: {}", words));
  }
  PQconninfoFree(parsed);
  // What the address says itself goes before these.
  const char* const keys[] = {"connect_timeout", "client_encoding", "fallback_application_name", "dbname",
                              nullptr};
  const char* const values[] = {"10", "UTF8", "isnad", address.c_str(), nullptr};
  PGconn* handle = PQconnectdbParams(keys, values, 1);
  if (handle == nullptr) return absl::ResourceExhaustedError("out of memory");
  std::unique_ptr<Connection> connection(new Connection(handle));
  connection->where_ = Where(handle);
  if (connection->lost()) return StatusOf("", connection->where_, PQerrorMessage(handle));
  if (absl::Status status = connection->SetUp(); !status.ok()) return status;
  return connection;
}

// An acknowledged commit is durable, whatever the server's own default is. Nobody waits for an idle one of
// ours.
absl::Status Connection::SetUp() {
  PQsetNoticeReceiver(handle_.get(), IgnoreNotice, nullptr);
  return Script(
      "SET synchronous_commit = on; SET bytea_output = hex; SET search_path = isnad, pg_catalog; "
      "SET jit = off; SET plan_cache_mode = force_generic_plan");
}

absl::Status Connection::Restore() {
  if (!lost()) return absl::OkStatus();
  prepared_.clear();
  PQreset(handle_.get());
  if (lost()) return StatusOf("", where_, PQerrorMessage(handle_.get()));
  return SetUp();
}

absl::StatusOr<Result> Connection::Checked(PGresult* raw) {
  Result result(raw);
  const ExecStatusType status = PQresultStatus(raw);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return result;
  const char* state = PQresultErrorField(raw, PG_DIAG_SQLSTATE);
  const char* words = PQresultErrorField(raw, PG_DIAG_MESSAGE_PRIMARY);
  return StatusOf(state == nullptr ? "" : state, where_,
                  words == nullptr ? PQerrorMessage(handle_.get()) : words);
}

absl::StatusOr<std::string> Connection::Prepared(const std::string& sql, const Parameters& parameters) {
  const std::string key = fmt::format("{}|{}", fmt::join(parameters.types, ","), sql);
  if (const auto found = prepared_.find(key); found != prepared_.end()) return found->second;
  std::string name = fmt::format("s{}", prepared_.size());
  auto made = Checked(PQprepare(handle_.get(), name.c_str(), sql.c_str(),
                                static_cast<int>(parameters.types.size()), parameters.types.data()));
  if (!made.ok()) return made.status();
  prepared_.emplace(key, name);
  return name;
}

absl::StatusOr<Result> Connection::Run(const std::string& sql, const Parameters& parameters) {
  auto name = Prepared(sql, parameters);
  if (!name.ok()) return name.status();
  const Arguments arguments(parameters);
  return Checked(PQexecPrepared(handle_.get(), name->c_str(), arguments.count(), arguments.values.data(),
                                arguments.lengths.data(), arguments.formats.data(), kBinary));
}

absl::StatusOr<Result> Connection::RunOnce(const std::string& sql, const Parameters& parameters) {
  const Arguments arguments(parameters);
  return Checked(PQexecParams(handle_.get(), sql.c_str(), arguments.count(), parameters.types.data(),
                              arguments.values.data(), arguments.lengths.data(), arguments.formats.data(),
                              kBinary));
}

absl::Status Connection::Script(const char* sql) { return Checked(PQexec(handle_.get(), sql)).status(); }

}  // namespace isnad::store::postgres
