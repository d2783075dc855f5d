// Every error carries ErrorInfo with a reason that docs/errors.md explains.
#include "server/rpc/errors.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "google/rpc/error_details.pb.h"

namespace isnad::rpc {
namespace {

google::rpc::ErrorInfo InfoOf(const grpc::Status& status) {
  google::rpc::Status message;
  EXPECT_TRUE(message.ParseFromString(status.error_details()));
  google::rpc::ErrorInfo info;
  for (const auto& detail : message.details()) {
    if (detail.Is<google::rpc::ErrorInfo>()) detail.UnpackTo(&info);
  }
  return info;
}

TEST(Errors, OkHasNoDetails) {
  const grpc::Status status = ToGrpc(absl::OkStatus());
  EXPECT_TRUE(status.ok());
  EXPECT_EQ(status.error_details(), "");
}

TEST(Errors, AFieldIsNamedThrice) {
  const grpc::Status status = ToGrpc(InvalidField("page_size", "is negative"));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(status.error_message(), "page_size: is negative");
  const auto info = InfoOf(status);
  EXPECT_EQ(info.reason(), "INVALID_FIELD");
  EXPECT_EQ(info.domain(), "isnad.v1");
  EXPECT_EQ(info.metadata().at("field"), "page_size");
}

TEST(Errors, OverloadSaysWhenToTryAgain) {
  google::rpc::Status message = ToMessage(Overloaded());
  EXPECT_EQ(message.code(), 8);
  bool retry = false;
  for (const auto& detail : message.details()) retry |= detail.Is<google::rpc::RetryInfo>();
  EXPECT_TRUE(retry);
  EXPECT_EQ(ErrorReason(Overloaded()), "OVERLOADED");
}

// The table of docs/errors.md and the code know the same reasons.
TEST(Errors, EveryReasonIsDocumented) {
  std::ifstream file("docs/errors.md");
  ASSERT_TRUE(file) << "docs/errors.md is missing; tests run from the source root";
  std::stringstream page;
  page << file.rdbuf();
  std::vector<absl::Status> statuses = {InvalidField("x", "y"), InvalidPlugin("x"), Overloaded(), NoStore()};
  for (int code = 1; code <= 16; ++code) statuses.emplace_back(static_cast<absl::StatusCode>(code), "x");
  for (const absl::Status& status : statuses) {
    EXPECT_THAT(page.str(), testing::HasSubstr(fmt::format("`{}`", ErrorReason(status))));
  }
}

}  // namespace
}  // namespace isnad::rpc
