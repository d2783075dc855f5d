#include "server/rpc/errors.h"

#include <fmt/format.h>

#include <optional>

#include "absl/strings/cord.h"
#include "google/rpc/error_details.pb.h"

namespace isnad::rpc {
namespace {

constexpr char kFieldPayload[] = "isnad.v1/field";
constexpr char kReasonPayload[] = "isnad.v1/reason";

std::optional<std::string> Payload(const absl::Status& status, const char* url) {
  const auto payload = status.GetPayload(url);
  if (!payload) return std::nullopt;
  return std::string(*payload);
}

std::optional<std::string> Field(const absl::Status& status) { return Payload(status, kFieldPayload); }

void AddDetails(const absl::Status& status, google::rpc::Status& message) {
  google::rpc::ErrorInfo info;
  info.set_reason(ErrorReason(status));
  info.set_domain(std::string(kErrorDomain));
  const auto field = Field(status);
  if (field) (*info.mutable_metadata())["field"] = *field;
  message.add_details()->PackFrom(info);
  if (field) {
    google::rpc::BadRequest bad;
    auto* violation = bad.add_field_violations();
    violation->set_field(*field);
    violation->set_description(std::string(status.message()));
    message.add_details()->PackFrom(bad);
  }
  if (status.code() == absl::StatusCode::kResourceExhausted ||
      status.code() == absl::StatusCode::kUnavailable) {
    google::rpc::RetryInfo retry;
    retry.mutable_retry_delay()->set_nanos(200'000'000);
    message.add_details()->PackFrom(retry);
  }
}

}  // namespace

absl::Status WithField(absl::Status status, std::string_view field) {
  if (!status.ok()) status.SetPayload(kFieldPayload, absl::Cord(std::string(field)));
  return status;
}

absl::Status Overloaded() {
  absl::Status status =
      absl::ResourceExhaustedError("the server has as much to do as it takes at once; try again in a moment");
  status.SetPayload(kReasonPayload, absl::Cord("OVERLOADED"));
  return status;
}

absl::Status InvalidPlugin(std::string_view what) {
  absl::Status status = absl::InvalidArgumentError(std::string(what));
  status.SetPayload(kReasonPayload, absl::Cord("INVALID_PLUGIN"));
  return status;
}

absl::Status NoStore() {
  return absl::FailedPreconditionError("this server was started without a store; give it one with --db");
}

absl::Status InvalidField(std::string_view field, std::string_view what) {
  return WithField(absl::InvalidArgumentError(fmt::format("{}: {}", field, what)), field);
}

std::string CodeName(absl::StatusCode code) { return absl::StatusCodeToString(code); }

std::string ErrorReason(const absl::Status& status) {
  if (const auto reason = Payload(status, kReasonPayload)) return *reason;
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return "";
    case absl::StatusCode::kInvalidArgument:
      return Field(status) ? "INVALID_FIELD" : "INVALID_ARTICLE";
    case absl::StatusCode::kNotFound:
      return "RESOURCE_NOT_FOUND";
    case absl::StatusCode::kFailedPrecondition:
      return "STORE_NOT_USABLE";
    case absl::StatusCode::kPermissionDenied:
      return "STORE_NOT_WRITABLE";
    case absl::StatusCode::kDataLoss:
      return "STORE_DAMAGED";
    case absl::StatusCode::kUnavailable:
      return "STORE_UNAVAILABLE";
    case absl::StatusCode::kResourceExhausted:
      return "STORE_FULL";
    case absl::StatusCode::kDeadlineExceeded:
      return "DEADLINE_EXCEEDED";
    case absl::StatusCode::kCancelled:
      return "CANCELLED";
    default:
      return "INTERNAL";
  }
}

google::rpc::Status ToMessage(const absl::Status& status) {
  google::rpc::Status message;
  message.set_code(static_cast<int>(status.code()));
  message.set_message(std::string(status.message()));
  if (!status.ok()) AddDetails(status, message);
  return message;
}

grpc::Status ToGrpc(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), std::string(status.message()),
                      ToMessage(status).SerializeAsString());
}

}  // namespace isnad::rpc
