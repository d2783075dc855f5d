#include "server/plugin/latencies.h"

#include <algorithm>
#include <cmath>

namespace isnad::plugin {
namespace {

constexpr double kGrowth = 1.125;
constexpr double kLeast = 0.001;  // milliseconds

}  // namespace

void Latencies::Add(std::chrono::nanoseconds duration) {
  const double milliseconds = static_cast<double>(duration.count()) / 1e6;
  const double bucket =
      milliseconds <= kLeast ? 0 : std::ceil(std::log(milliseconds / kLeast) / std::log(kGrowth));
  ++counts_[static_cast<size_t>(std::min(bucket, static_cast<double>(kBuckets - 1)))];
}

double Latencies::Quantile(double share) const {
  int64_t all = 0;
  for (const auto& count : counts_) all += count;
  if (all == 0) return 0;
  const auto wanted = static_cast<int64_t>(std::ceil(share * static_cast<double>(all)));
  int64_t seen = 0;
  size_t bucket = 0;
  while (bucket + 1 < kBuckets && (seen += counts_[bucket]) < wanted) ++bucket;
  return kLeast * std::pow(kGrowth, static_cast<double>(bucket));
}

}  // namespace isnad::plugin
