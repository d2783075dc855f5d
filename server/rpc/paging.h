// Paging: page tokens that hold only for the request that they came from.
#pragma once

#include <google/protobuf/message.h>

#include <string>

#include "absl/status/statusor.h"
#include "server/store/query.h"

namespace isnad::rpc {

inline constexpr int kDefaultPageSize = 100;
inline constexpr int kMaxPageSize = 1000;

// The page that a List request asks for. `request` has the fields page_size and page_token. INVALID_ARGUMENT,
// naming the field, for a negative size, a token that is none of ours, and one of a request with other
// conditions.
absl::StatusOr<store::PageRequest> PageOf(const google::protobuf::Message& request);

// The token that goes on after position `next` with the conditions of `request`; empty for an empty position.
std::string TokenFor(const google::protobuf::Message& request, const std::string& next);

}  // namespace isnad::rpc
