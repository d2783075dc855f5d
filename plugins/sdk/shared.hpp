// Shared: what all instances of a plugin read, loaded once.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace isnad::sdk {

// The host makes one instance a thread, so create() runs many times with one configuration. What is large and
// never changes (a lexicon) belongs in here, under a key such as the data's directory: `make` is called for
// the first instance only, and what it made lives as long as an instance holds it. A nullptr from `make` is
// not kept. Thread-safe; others wait while `make` runs.
template <class T, class Make>
std::shared_ptr<const T> Shared(const std::string& key, Make make) {
  static std::mutex mutex;
  static auto* const made = new std::map<std::string, std::weak_ptr<const T>>();  // outlives threads at exit
  const std::lock_guard<std::mutex> lock(mutex);
  if (auto held = (*made)[key].lock()) return held;
  std::shared_ptr<const T> fresh = make();
  if (fresh != nullptr) (*made)[key] = fresh;
  return fresh;
}

}  // namespace isnad::sdk
