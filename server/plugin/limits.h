// Limits: what bounds a plugin's work on one article.
#pragma once

#include <chrono>
#include <cstdint>

namespace isnad::plugin {

// Beyond these the plugin has failed for that article. Time and memory bind plugins in processes of their own
// alone: nobody can take them from code in this one.
struct Limits {
  uint64_t max_records = 2'000'000;
  // Of strings and records, and of the words that spans repeat in the analysis.
  uint64_t max_bytes = 256u << 20;
  // Of one call, and of create().
  std::chrono::milliseconds max_time{30'000};
  // How long it may go on once it was told to stop.
  std::chrono::milliseconds grace{1000};
  // Address space of the process, in bytes.
  uint64_t max_memory = 4ULL << 30;
};

}  // namespace isnad::plugin
