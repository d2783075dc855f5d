// The executor: a fixed number of threads and a bounded queue before them.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace isnad::pipeline {

// Runs tasks on its own threads. Thread-safe. Tasks must not throw.
class Executor {
 public:
  // `threads` and `capacity` are at least 1; capacity counts the tasks that wait, not those that run.
  Executor(int threads, size_t capacity);

  // Drains.
  ~Executor();
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  // Queues a task, first come first served. False, and the task is dropped, where the queue is full or
  // draining. Never blocks.
  bool TrySchedule(std::function<void()> task);

  // Takes no more tasks, runs those that wait, joins the threads. Idempotent; must not be called from a task.
  void Drain();

  size_t queue_length() const;

 private:
  void Work();

  const size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> queue_;
  bool draining_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace isnad::pipeline
