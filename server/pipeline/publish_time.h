// Publication times: RFC 3339, out of what callers write.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace isnad::pipeline {

// The time in RFC 3339 with its own offset: '2024-01-18T18:40:00+03:00'. Taken are RFC 3339, the same without
// seconds, with a blank for the T or an offset without its colon, and a day alone, which becomes its first
// second; what has no offset gets Z and so keeps its day. Fractions of a second are dropped. INVALID_ARGUMENT
// for anything else and for a time that does not exist.
absl::StatusOr<std::string> NormalizePublishTime(std::string_view time);

}  // namespace isnad::pipeline
