// Limits: what bounds a plugin's work on one article.
#pragma once

#include <cstdint>

namespace isnad::plugin {

// Beyond these the plugin has failed for that article.
struct Limits {
  uint64_t max_records = 2'000'000;
  // Of strings and records, and of the words that spans repeat in the analysis.
  uint64_t max_bytes = 256u << 20;
};

}  // namespace isnad::plugin
