#include "server/store/sql/connections.h"

#include <utility>

namespace isnad::store::sql {

absl::StatusOr<std::unique_ptr<Database>> ReadPool::Take() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
  }
  return connect_();
}

void ReadPool::Return(std::unique_ptr<Database> connection) {
  const std::lock_guard lock(mutex_);
  if (idle_.size() < kMaxIdle) idle_.push_back(std::move(connection));
}

void WriterGate::Enter() {
  std::unique_lock lock(mutex_);
  left_.wait(lock, [this] { return !taken_; });
  taken_ = true;
}

void WriterGate::Leave() {
  {
    const std::lock_guard lock(mutex_);
    taken_ = false;
  }
  left_.notify_one();
}

}  // namespace isnad::store::sql
