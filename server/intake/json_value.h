// JSON values: protobuf's reader, made safe for what comes from outside.
#pragma once

#include <google/protobuf/struct.pb.h>

#include <string_view>

#include "absl/status/statusor.h"

namespace isnad::intake {

// Reads one JSON value. INVALID_ARGUMENT, in one line, for broken JSON, with its column (counted in bytes
// from 1) where it is known, and for nesting deeper than 64, which costs protobuf's reader time squared.
// Thread-safe.
absl::StatusOr<google::protobuf::Value> ParseJsonValue(std::string_view json);

}  // namespace isnad::intake
