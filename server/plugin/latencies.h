// Latencies: how long calls take, kept in little space.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>

namespace isnad::plugin {

// Counts durations in buckets that grow by an eighth, from a microsecond to some hours: a quantile is off by
// at most that much. Thread-safe; adding takes no lock.
class Latencies {
 public:
  void Add(std::chrono::nanoseconds duration);

  // Milliseconds within which this share of the calls was answered, the upper end of a bucket; 0 where there
  // was none.
  double Quantile(double share) const;

 private:
  static constexpr size_t kBuckets = 200;
  std::array<std::atomic<int64_t>, kBuckets> counts_{};
};

}  // namespace isnad::plugin
