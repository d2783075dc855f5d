#include "server/pipeline/publish_time.h"

#include <gtest/gtest.h>

namespace isnad::pipeline {
namespace {

TEST(PublishTime, KeepsThePublishersOffset) {
  EXPECT_EQ(*NormalizePublishTime("2024-01-18T18:40:00+03:00"), "2024-01-18T18:40:00+03:00");
  EXPECT_EQ(*NormalizePublishTime("2024-01-18T18:40:00Z"), "2024-01-18T18:40:00Z");
  EXPECT_EQ(*NormalizePublishTime("2024-01-18t18:40:00.123456z"), "2024-01-18T18:40:00Z");
  EXPECT_EQ(*NormalizePublishTime("2024-01-18 18:40-0430"), "2024-01-18T18:40:00-04:30");
  EXPECT_EQ(*NormalizePublishTime("2016-12-31T23:59:60Z"), "2016-12-31T23:59:60Z");
}

TEST(PublishTime, WhatHasNoOffsetKeepsItsDay) {
  EXPECT_EQ(*NormalizePublishTime("2024-02-29"), "2024-02-29T00:00:00Z");
  EXPECT_EQ(*NormalizePublishTime("2024-01-18T23:59"), "2024-01-18T23:59:00Z");
}

TEST(PublishTime, WhatDoesNotExistIsRefused) {
  for (const char* time : {"", "2024", "2024-01", "2023-02-29", "2024-13-01", "0000-01-01", "2024-1-1",
                           "18.01.2024", "2024-01-18T24:00", "2024-01-18T12:60", "2024-01-18T12:00:61",
                           "2024-01-18T12:00:00.", "2024-01-18T12:00:00+3", "2024-01-18T12:00:00+03:60",
                           "2024-01-18T12:00:00Zx", "2024-01-18x12:00", "2024-01-18T", "yesterday"}) {
    const auto normal = NormalizePublishTime(time);
    EXPECT_EQ(normal.status().code(), absl::StatusCode::kInvalidArgument) << time;
  }
}

}  // namespace
}  // namespace isnad::pipeline
