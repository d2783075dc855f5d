#include "tests/server/store/postgres/postgres_server.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <thread>
#include <vector>

namespace isnad::store {
namespace {

constexpr const char* kPrograms = "/usr/lib/postgresql/15/bin/";
constexpr std::chrono::seconds kPatience{30};
constexpr std::chrono::milliseconds kPause{20};

[[noreturn]] void Abort(const std::string& words) {
  fmt::print(stderr, "PostgreSQL for tests: {}\n", words);
  std::abort();
}

const passwd* OtherUser() {
  if (geteuid() != 0) return nullptr;
  const passwd* user = getpwnam("postgres");
  if (user == nullptr) Abort("there is no user postgres");
  return user;
}

// Runs a program of PostgreSQL's as its own user, leader of a process group that ends with this one.
pid_t Spawn(const std::string& program, std::vector<std::string> arguments, const std::string& log) {
  const passwd* user = OtherUser();
  const std::string path = kPrograms + program;
  std::vector<char*> argv = {const_cast<char*>(path.c_str())};
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  const pid_t process = fork();
  if (process != 0) return process;
  if (user != nullptr &&
      (setgroups(0, nullptr) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0))
    _exit(126);
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGQUIT);
  const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(out, STDOUT_FILENO);
  dup2(out, STDERR_FILENO);
  execv(path.c_str(), argv.data());
  _exit(127);
}

using Handle = std::unique_ptr<PGconn, decltype(&PQfinish)>;
Handle Connect(const std::string& address) { return {PQconnectdb(address.c_str()), &PQfinish}; }

}  // namespace

PostgresServer::PostgresServer() {
  std::string pattern = (std::filesystem::temp_directory_path() / "isnad_pg_XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) Abort("no temporary folder");
  folder_ = pattern;
  if (const passwd* user = OtherUser();
      user != nullptr && chown(folder_.c_str(), user->pw_uid, user->pw_gid) != 0)
    Abort("the temporary folder can't be given away");
  int status = 0;
  const pid_t maker = Spawn(
      "initdb",
      {"--pgdata=" + folder_ + "/data", "--username=isnad", "--auth=trust", "--encoding=UTF8", "--locale=C"},
      folder_ + "/log");
  if (waitpid(maker, &status, 0) != maker || status != 0) Abort("initdb failed, see " + folder_ + "/log");
  Start();
}

PostgresServer::~PostgresServer() {
  Kill();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void PostgresServer::Start() {
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  do {
    // One that starts while the children of a killed one are still going refuses to, and ends.
    if (process_ == 0 || waitpid(process_, nullptr, WNOHANG) == process_) process_ = Launch();
    if (std::chrono::steady_clock::now() > deadline) Abort("it does not start, see " + folder_ + "/log");
    std::this_thread::sleep_for(kPause);
  } while (PQstatus(Connect(Address("postgres")).get()) != CONNECTION_OK);
}

pid_t PostgresServer::Launch() const {
  return Spawn(
      "postgres",
      {"-D", folder_ + "/data", "-k", folder_, "-c", "listen_addresses=", "-c", "max_connections=40"},
      folder_ + "/log");
}

// Its children leave the group, but go when they see that it has gone.
void PostgresServer::Kill() {
  if (process_ == 0) return;
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
  process_ = 0;
}

std::string PostgresServer::Address(const std::string& database) const {
  std::string host;
  for (const char c : folder_) host += c == '/' ? "%2F" : std::string(1, c);
  return fmt::format("postgresql://isnad@{}/{}", host, database);
}

std::string PostgresServer::NewDatabase() {
  const std::string name = fmt::format("test{}", ++databases_);
  Sql(Address("postgres"), "CREATE DATABASE " + name);
  return Address(name);
}

void PostgresServer::Sql(const std::string& address, const std::string& sql) const {
  const Handle handle = Connect(address);
  PGresult* result = PQexec(handle.get(), sql.c_str());
  const ExecStatusType status = PQresultStatus(result);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
    Abort(fmt::format("{}: {}", sql, PQerrorMessage(handle.get())));
  PQclear(result);
}

PostgresServer& SharedPostgres() {
  static PostgresServer server;
  return server;
}

}  // namespace isnad::store
