#include "clients/cli/refusal.h"

#include <fmt/format.h>

#include <cstdio>
#include <utility>

#include "clients/cli/json_output.h"
#include "server/rpc/errors.h"

namespace isnad::cli {

Refusal RefusalOf(google::rpc::Status error) {
  Refusal refusal;
  refusal.status = ExitStatusOf(absl::Status(static_cast<absl::StatusCode>(error.code()), error.message()));
  refusal.error = std::move(error);
  return refusal;
}

Refusal RefusalOf(const absl::Status& status) {
  Refusal refusal = RefusalOf(rpc::ToMessage(status));
  if (!status.ok()) refusal.status = kBadInput;  // found here: the input, not the server, is at fault
  return refusal;
}

Refusal RefusalOf(const grpc::Status& status) {
  google::rpc::Status error;
  if (status.ok() || !error.ParseFromString(status.error_details()) || error.code() == 0) {
    error.set_code(status.error_code());
    error.set_message(status.error_message());
  }
  return RefusalOf(std::move(error));
}

void PrintRefusal(const Options& options, std::string_view input, const Refusal& refusal) {
  if (options.output == Output::kJson) {
    fmt::print("{}\n", RefusalJson(input, refusal.error));
    return;
  }
  const std::string& message = refusal.error.message();
  if (message.starts_with(input)) {
    fmt::print(stderr, "isnad: {}\n", message);
  } else {
    fmt::print(stderr, "isnad: {}: {}\n", input, message);
  }
}

}  // namespace isnad::cli
