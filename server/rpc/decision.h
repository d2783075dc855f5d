// Decisions of people: what requests tell of them, and how they are kept.
#pragma once

#include <functional>

#include "absl/status/statusor.h"
#include "isnad/v1/decision.pb.h"
#include "server/rpc/backend.h"
#include "server/rpc/unary.h"

namespace isnad::rpc {

// The decision with the present time as its own. INVALID_ARGUMENT, naming the field, without an author and
// where one of its texts is too long.
absl::StatusOr<v1::Decision> DecisionOf(const v1::Decision& given);

// The reactor of a call that writes: `work` in a transaction, which is durable when the call ends with OK and
// leaves nothing behind otherwise; then `answer` with a reader that sees it. FAILED_PRECONDITION where there
// is no store.
grpc::ServerUnaryReactor* RunWriting(const Backend& backend, std::string_view method,
                                     grpc::CallbackServerContext* context,
                                     std::function<absl::Status(store::Transaction&)> work,
                                     std::function<absl::Status(store::Reader&)> answer);

}  // namespace isnad::rpc
