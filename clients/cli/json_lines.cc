#include "clients/cli/json_lines.h"

#include <fmt/format.h>
#include <google/protobuf/util/json_util.h>

#include "clients/cli/line_reader.h"

namespace isnad::cli {

absl::Status ForEachObject(const std::string& path,
                           const std::function<void(const std::string&, const absl::Status&,
                                                    const google::protobuf::Struct&)>& each) {
  auto reader = LineReader::Open(path);
  if (!reader.ok()) return absl::InvalidArgumentError(std::string(reader.status().message()));
  std::string line;
  absl::Status error;
  while ((*reader)->Next(line, error)) {
    if (error.ok() && line.find_first_not_of(" \t") == std::string::npos) continue;
    const std::string label = fmt::format("{}:{}", path, (*reader)->line_number());
    google::protobuf::Struct object;
    if (error.ok()) {
      const auto parsed = google::protobuf::util::JsonStringToMessage(line, &object);
      if (!parsed.ok())
        error = absl::InvalidArgumentError(fmt::format("{}: is no JSON object; write one a line", label));
    }
    each(label, error, object);
  }
  return absl::OkStatus();
}

absl::Status StringField(const google::protobuf::Struct& object, const std::string& name,
                         std::string& value) {
  const auto found = object.fields().find(name);
  if (found == object.fields().end()) return absl::OkStatus();
  if (found->second.kind_case() != google::protobuf::Value::kStringValue) {
    return absl::InvalidArgumentError(fmt::format("{}: is no string", name));
  }
  value = found->second.string_value();
  return absl::OkStatus();
}

}  // namespace isnad::cli
