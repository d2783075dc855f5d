// Metrics: what Prometheus can ask of the server. No text and no id ever becomes a label.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace isnad::obs {

// The counters and histograms of one server. Thread-safe.
//   isnad_calls_total{method,code}           calls that ended
//   isnad_call_seconds{method}               how long they took
//   isnad_articles_total{state}              articles ingested: created, unchanged, revised, refused
//   isnad_plugin_failures_total{plugin}      articles that a plugin failed on
//   isnad_queue_length                       tasks that wait for a thread
class Metrics {
 public:
  Metrics();
  ~Metrics();

  void CountCall(std::string_view method, std::string_view code, std::chrono::microseconds latency);
  void CountArticle(std::string_view state);
  void CountPluginFailure(std::string_view plugin);
  void SetQueueLength(size_t tasks);

  // The metrics in Prometheus' text format.
  std::string Text() const;

  // Serves them over HTTP at ADDRESS/metrics until this object ends. UNAVAILABLE where the port is in use.
  absl::Status Expose(const std::string& address);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace isnad::obs
