// JSON lines that are no articles: cases to verify, pairs to compare.
#pragma once

#include <google/protobuf/struct.pb.h>

#include <functional>
#include <string>

#include "absl/status/status.h"

namespace isnad::cli {

// Calls `each` with every JSON object of a file (or "-") and the label FILE:LINE, in order; a line that is no
// object comes with an error that names it. Returns an error only where the file can't be opened.
absl::Status ForEachObject(const std::string& path,
                           const std::function<void(const std::string&, const absl::Status&,
                                                    const google::protobuf::Struct&)>& each);

// A string field of an object, empty where it isn't there; INVALID_ARGUMENT where it is no string.
absl::Status StringField(const google::protobuf::Struct& object, const std::string& name, std::string& value);

}  // namespace isnad::cli
