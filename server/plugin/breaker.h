// When to leave alone what keeps failing.
#pragma once

#include <chrono>
#include <mutex>
#include <optional>

namespace isnad::plugin {

// After some failures in a row, nothing is asked for a while; then one more failure doubles the while, up to
// a longest one, and a success forgets all. The circuit breaker of Nygard's "Release It!". Thread-safe.
class Breaker {
 public:
  using Clock = std::chrono::steady_clock;

  Breaker(int failures, std::chrono::milliseconds rest, std::chrono::milliseconds longest)
      : failures_(failures), first_rest_(rest), longest_rest_(longest), rest_(rest) {}

  // How long nothing is to be asked from now on; nothing where it may be.
  std::optional<std::chrono::milliseconds> RestsFor(Clock::time_point now = Clock::now()) const;

  void Succeeded();
  void Failed(Clock::time_point now = Clock::now());

 private:
  const int failures_;
  const std::chrono::milliseconds first_rest_;
  const std::chrono::milliseconds longest_rest_;
  mutable std::mutex mutex_;
  int in_a_row_ = 0;                // guarded by mutex_, as all below
  std::chrono::milliseconds rest_;  // the next one
  Clock::time_point until_{};
};

}  // namespace isnad::plugin
