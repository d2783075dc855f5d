#include "server/pipeline/executor.h"

#include <utility>

namespace isnad::pipeline {

Executor::Executor(int threads, size_t capacity) : capacity_(capacity) {
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { Work(); });
}

Executor::~Executor() { Drain(); }

bool Executor::TrySchedule(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    if (draining_ || queue_.size() >= capacity_) return false;
    queue_.push_back(std::move(task));
  }
  wake_.notify_one();
  return true;
}

void Executor::Drain() {
  std::vector<std::thread> threads;
  {
    const std::lock_guard lock(mutex_);
    draining_ = true;
    threads.swap(threads_);
  }
  wake_.notify_all();
  for (std::thread& thread : threads) thread.join();
}

size_t Executor::queue_length() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

void Executor::Work() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [this] { return draining_ || !queue_.empty(); });
    if (queue_.empty()) return;
    std::function<void()> task = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    task();
    task = nullptr;  // what the task holds goes before the lock is taken again
    lock.lock();
  }
}

}  // namespace isnad::pipeline
