// Connections: one that writes, and a pool of those that read.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "absl/status/statusor.h"
#include "server/store/sql/database.h"

namespace isnad::store::sql {

// Read connections, each handed to one reader at a time. Thread-safe.
class ReadPool {
 public:
  using Connect = std::function<absl::StatusOr<std::unique_ptr<Database>>()>;

  // `connect` makes a connection; it is called from any thread.
  explicit ReadPool(Connect connect) : connect_(std::move(connect)) {}

  // An idle connection, or a new one.
  absl::StatusOr<std::unique_ptr<Database>> Take();

  // Gives it back; closed where enough others are idle.
  void Return(std::unique_ptr<Database> connection);

 private:
  static constexpr size_t kMaxIdle = 8;

  const Connect connect_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Database>> idle_;
};

// Lets one transaction at a time write, whatever threads it begins and ends on. Thread-safe.
class WriterGate {
 public:
  void Enter();
  void Leave();

 private:
  std::mutex mutex_;
  std::condition_variable left_;
  bool taken_ = false;
};

}  // namespace isnad::store::sql
