#include "server/plugin/breaker.h"

#include <algorithm>

namespace isnad::plugin {

std::optional<std::chrono::milliseconds> Breaker::RestsFor(Clock::time_point now) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (now >= until_) return std::nullopt;
  return std::chrono::ceil<std::chrono::milliseconds>(until_ - now);
}

void Breaker::Succeeded() {
  const std::lock_guard<std::mutex> lock(mutex_);
  in_a_row_ = 0;
  rest_ = first_rest_;
}

void Breaker::Failed(Clock::time_point now) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (++in_a_row_ < failures_) return;
  if (now < until_) return;  // one of several that were under way
  until_ = now + rest_;
  rest_ = std::min(2 * rest_, longest_rest_);
}

}  // namespace isnad::plugin
