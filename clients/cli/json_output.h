// JSON output: one object a line, in the standard JSON mapping of Protocol Buffers.
#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>

#include "google/rpc/status.pb.h"

namespace isnad::cli {

// A message in one line: lowerCamelCase, fields without a value left out.
std::string ToJson(const google::protobuf::Message& message);

// Prints it to standard output with a line end.
void PrintJson(const google::protobuf::Message& message);

// The line that stands in place of an input that was refused: {"input": …, "error": {"code", "reason",
// "message"}}.
std::string RefusalJson(std::string_view input, const google::rpc::Status& error);

// `text` as a JSON string with its quotation marks.
std::string JsonString(std::string_view text);

}  // namespace isnad::cli
