// Errors: how a status of ours becomes one of gRPC's, with the reason that programs read.
#pragma once

#include <grpcpp/support/status.h>

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "google/rpc/status.pb.h"

namespace isnad::rpc {

inline constexpr std::string_view kErrorDomain = "isnad.v1";

// Names the field of a request that a status is about; it becomes ErrorInfo's metadata `field` and a
// BadRequest.
absl::Status WithField(absl::Status status, std::string_view field);

// INVALID_ARGUMENT about a field: "FIELD: what".
absl::Status InvalidField(std::string_view field, std::string_view what);

// RESOURCE_EXHAUSTED with the reason OVERLOADED: the queue is full.
absl::Status Overloaded();

// INVALID_ARGUMENT with the reason INVALID_PLUGIN: what is wrong with a plugin or a language pack.
absl::Status InvalidPlugin(std::string_view what);

// FAILED_PRECONDITION: the call needs a store and the server has none.
absl::Status NoStore();

// The reason of docs/errors.md for a status: its own where it was given one, else that of its code.
std::string ErrorReason(const absl::Status& status);

// The status that a call ends with: google.rpc.Status with ErrorInfo {reason, domain}, and RetryInfo where
// trying again helps, in the binary trailer that gRPC defines for it.
grpc::Status ToGrpc(const absl::Status& status);

// The same as a message, for answers that carry an error of their own.
google::rpc::Status ToMessage(const absl::Status& status);

// The name of a code: NOT_FOUND.
std::string CodeName(absl::StatusCode code);

}  // namespace isnad::rpc
