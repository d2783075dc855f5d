// Connections: one that writes, and a pool of those that read.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "absl/status/statusor.h"
#include "server/store/sqlite/database.h"

namespace isnad::store::sqlite {

// Read connections, each handed to one reader at a time. Thread-safe.
class ReadPool {
 public:
  explicit ReadPool(Database::Options options) : options_(std::move(options)) {}

  // An idle connection, or a new one.
  absl::StatusOr<std::unique_ptr<Database>> Take();

  // Gives it back; closed where enough others are idle.
  void Return(std::unique_ptr<Database> connection);

 private:
  static constexpr size_t kMaxIdle = 8;

  const Database::Options options_;
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

}  // namespace isnad::store::sqlite
