// Refusals: what stands in place of an input that was refused.
#pragma once

#include <grpcpp/support/status.h>

#include <string_view>

#include "absl/status/status.h"
#include "clients/cli/options.h"
#include "google/rpc/status.pb.h"

namespace isnad::cli {

// Why an input was refused, and how the program will end for it. error.code() is 0 where it was not.
struct Refusal {
  google::rpc::Status error;
  ExitStatus status = kFine;
};

Refusal RefusalOf(const absl::Status& status);
Refusal RefusalOf(const grpc::Status& status);
Refusal RefusalOf(google::rpc::Status error);

// One line: JSON to standard output where that is what is printed, else text to standard error.
void PrintRefusal(const Options& options, std::string_view input, const Refusal& refusal);

}  // namespace isnad::cli
