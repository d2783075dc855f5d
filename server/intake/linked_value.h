// Linked values: reading JSON-LD as pages write it, where a value may as well be a list of them.
#pragma once

#include <google/protobuf/struct.pb.h>

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace isnad::intake {

// The JSON of a script, without what old pages wrap it in. INVALID_ARGUMENT, in one line, where it is broken,
// nested too deeply, or longer than two MiB. Thread-safe.
absl::StatusOr<google::protobuf::Value> ParseLinkedData(std::string_view script);

// A property; null where there is none.
const google::protobuf::Value* Find(const google::protobuf::Struct& object, const std::string& key);

// The string, or the first one of a list; empty where there is none.
std::string StringOf(const google::protobuf::Value* value);

// The name of a person or organisation, which may be a plain string or a list of either, then joined by ", ".
std::string NameOf(const google::protobuf::Value* value);

// Whether an object's @type, or one of them, ends with `suffix`: types may be written with their vocabulary
// before them.
bool HasType(const google::protobuf::Struct& object, std::string_view suffix);

}  // namespace isnad::intake
