// The registry: which plugins there are, which of them work, and what they find in an article.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "isnad/v1/analysis.pb.h"
#include "isnad/v1/plugin.pb.h"

namespace isnad::plugin {

class LoadedPlugin;

// What bounds a plugin's work on one article; beyond it the plugin has failed for that article.
struct Limits {
  uint64_t max_records = 2'000'000;
  uint64_t max_bytes = 256u << 20;  // of copied strings and records
};

// All plugins below some directories. Each subdirectory with NAME.plugin.json is one.
//
// A plugin that can't be loaded (no manifest, damaged, wrong ABI, wrong digest, create() failed) is kept in the list
// with the reason, and the others go on. Thread-safe: every thread that extracts gets an instance of its own, made on
// first use and kept; plugins are never unloaded.
class Registry {
 public:
  // NOT_FOUND where a directory does not exist.
  static absl::StatusOr<std::unique_ptr<Registry>> Load(std::span<const std::string> directories,
                                                        const Limits& limits = {});
  ~Registry();

  // In the order of their names; those that were refused have health FAILED and a message.
  std::vector<v1::Plugin> List() const;

  // What the plugins for the article's language find in it, by ascending stage. `article` has valid UTF-8 in title and
  // text, a language_code and at most 64 MiB. A plugin that fails is named in `failures`; what the others found
  // stands. No plugin for the language: an analysis without extractors. `cancelled` is asked from the calling thread;
  // CANCELLED once it says so. Thread-safe. Mentions carry display_name, entity_key and kind, not yet entity.
  absl::StatusOr<v1::Analysis> Analyze(const v1::Article& article, const std::function<bool()>& cancelled) const;

 private:
  explicit Registry(const Limits& limits);
  Limits limits_;
  std::vector<std::unique_ptr<LoadedPlugin>> plugins_;
};

}  // namespace isnad::plugin
