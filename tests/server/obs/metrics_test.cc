// Metrics count what happened, in Prometheus' format.
#include "server/obs/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace isnad::obs {
namespace {

using testing::HasSubstr;

TEST(Metrics, CountCallsByMethodAndCode) {
  Metrics metrics;
  metrics.CountCall("ListQuotes", "OK", std::chrono::milliseconds(3));
  metrics.CountCall("ListQuotes", "OK", std::chrono::milliseconds(3));
  metrics.CountCall("ListQuotes", "NOT_FOUND", std::chrono::seconds(3));
  metrics.CountArticle("refused");
  metrics.CountPluginFailure("plugins/x");
  metrics.SetQueueLength(5);
  const std::string text = metrics.Text();
  EXPECT_THAT(text, HasSubstr(R"(isnad_calls_total{code="OK",method="ListQuotes"} 2)"));
  EXPECT_THAT(text, HasSubstr(R"(isnad_calls_total{code="NOT_FOUND",method="ListQuotes"} 1)"));
  EXPECT_THAT(text, HasSubstr(R"(isnad_call_seconds_bucket{method="ListQuotes",le="0.004"} 2)"));
  EXPECT_THAT(text, HasSubstr(R"(isnad_articles_total{state="refused"} 1)"));
  EXPECT_THAT(text, HasSubstr(R"(isnad_plugin_failures_total{plugin="plugins/x"} 1)"));
  EXPECT_THAT(text, HasSubstr("isnad_queue_length 5"));
}

TEST(Metrics, APortInUseIsAnError) {
  Metrics first, second;
  ASSERT_TRUE(first.Expose("127.0.0.1:0").ok());
  const absl::Status status = second.Expose("127.0.0.1:notaport");
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()), HasSubstr("127.0.0.1:notaport"));
}

}  // namespace
}  // namespace isnad::obs
