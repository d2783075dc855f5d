#include "clients/cli/json_output.h"

#include <fmt/format.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <cstdio>

#include "absl/status/status.h"
#include "google/rpc/error_details.pb.h"

namespace isnad::cli {

std::string ToJson(const google::protobuf::Message& message) {
  std::string json;
  (void)google::protobuf::util::MessageToJsonString(message,
                                                    &json);  // fails only for an Any of an unknown type
  return json;
}

void PrintJson(const google::protobuf::Message& message) { fmt::print("{}\n", ToJson(message)); }

std::string JsonString(std::string_view text) {
  google::protobuf::Value value;
  value.set_string_value(std::string(text));
  return ToJson(value);
}

std::string RefusalJson(std::string_view input, const google::rpc::Status& error) {
  google::rpc::ErrorInfo info;
  for (const auto& detail : error.details()) {
    if (detail.Is<google::rpc::ErrorInfo>()) detail.UnpackTo(&info);
  }
  const std::string code = absl::StatusCodeToString(static_cast<absl::StatusCode>(error.code()));
  return fmt::format(R"({{"input":{},"error":{{"code":{},"reason":{},"message":{}}}}})", JsonString(input),
                     JsonString(code), JsonString(info.reason()), JsonString(error.message()));
}

}  // namespace isnad::cli
