#include "server/obs/metrics.h"

#include <fmt/format.h>
#include <prometheus/counter.h>
#include <prometheus/exposer.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <exception>

namespace isnad::obs {
namespace {

// From half a millisecond to half a minute, doubling: calls are answered in milliseconds, streams in seconds.
const prometheus::Histogram::BucketBoundaries kSeconds = {
    0.0005, 0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.125, 0.25, 0.5, 1, 2, 4, 8, 16, 32};

}  // namespace

struct Metrics::State {
  std::shared_ptr<prometheus::Registry> registry = std::make_shared<prometheus::Registry>();
  prometheus::Family<prometheus::Counter>& calls =
      prometheus::BuildCounter().Name("isnad_calls_total").Help("Calls that ended").Register(*registry);
  prometheus::Family<prometheus::Histogram>& seconds =
      prometheus::BuildHistogram().Name("isnad_call_seconds").Help("How long calls took").Register(*registry);
  prometheus::Family<prometheus::Counter>& articles = prometheus::BuildCounter()
                                                          .Name("isnad_articles_total")
                                                          .Help("Articles ingested, by state")
                                                          .Register(*registry);
  prometheus::Family<prometheus::Counter>& plugin_failures = prometheus::BuildCounter()
                                                                 .Name("isnad_plugin_failures_total")
                                                                 .Help("Articles that a plugin failed on")
                                                                 .Register(*registry);
  prometheus::Gauge& queue_length = prometheus::BuildGauge()
                                        .Name("isnad_queue_length")
                                        .Help("Tasks that wait for a thread")
                                        .Register(*registry)
                                        .Add({});
  std::unique_ptr<prometheus::Exposer> exposer;
};

Metrics::Metrics() : state_(std::make_unique<State>()) {}
Metrics::~Metrics() = default;

void Metrics::CountCall(std::string_view method, std::string_view code, std::chrono::microseconds latency) {
  const std::string name(method);
  state_->calls.Add({{"method", name}, {"code", std::string(code)}}).Increment();
  state_->seconds.Add({{"method", name}}, kSeconds).Observe(std::chrono::duration<double>(latency).count());
}

void Metrics::CountArticle(std::string_view state) {
  state_->articles.Add({{"state", std::string(state)}}).Increment();
}

void Metrics::CountPluginFailure(std::string_view plugin) {
  state_->plugin_failures.Add({{"plugin", std::string(plugin)}}).Increment();
}

void Metrics::SetQueueLength(size_t tasks) { state_->queue_length.Set(static_cast<double>(tasks)); }

std::string Metrics::Text() const {
  return prometheus::TextSerializer().Serialize(state_->registry->Collect());
}

absl::Status Metrics::Expose(const std::string& address) {
  // The library's HTTP server tells a port in use by an exception.
  try {
    state_->exposer = std::make_unique<prometheus::Exposer>(address, 1);
    state_->exposer->RegisterCollectable(state_->registry);
  } catch (const std::exception&) {
    return absl::UnavailableError(fmt::format(
        "can't serve metrics on {}: the port is in use or not allowed; choose another --metrics", address));
  }
  return absl::OkStatus();
}

}  // namespace isnad::obs
