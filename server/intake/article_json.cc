#include "server/intake/article_json.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <set>

#include "absl/status/status.h"
#include "fmt/format.h"
#include "server/intake/json_value.h"

namespace isnad::intake {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Value;

std::string_view KindName(const Value& value) {
  switch (value.kind_case()) {
    case Value::kNumberValue:
      return "a number";
    case Value::kBoolValue:
      return "true or false";
    case Value::kStructValue:
      return "an object";
    case Value::kListValue:
      return "a list";
    case Value::kStringValue:
      return "a string";
    default:
      return "null";
  }
}

const FieldDescriptor* FieldOf(const std::string& name) {
  const auto* descriptor = v1::Article::descriptor();
  const FieldDescriptor* field = descriptor->FindFieldByName(name);
  return field != nullptr ? field : descriptor->FindFieldByCamelcaseName(name);
}

// A field that is no plain string: a message, or a list of them. protobuf reads it.
absl::Status SetMessage(const std::string& name, const Value& value, v1::Article& article) {
  Value object;
  (*object.mutable_struct_value()->mutable_fields())[name] = value;
  std::string json;
  v1::Article part;
  auto status = google::protobuf::util::MessageToJsonString(object, &json);
  if (status.ok()) status = google::protobuf::util::JsonStringToMessage(json, &part);
  if (!status.ok()) {
    const std::string message(status.message().data(), status.message().size());
    return absl::InvalidArgumentError(fmt::format("field {} is not as docs/api.md has it: {}", name,
                                                  message.substr(0, message.find('\n'))));
  }
  article.MergeFrom(part);
  return absl::OkStatus();
}

absl::Status SetField(const std::string& name, const Value& value, std::set<const FieldDescriptor*>* seen,
                      ArticleLine* out) {
  const FieldDescriptor* field = FieldOf(name);
  if (field == nullptr && name != "file") {
    out->unknown_fields.push_back(name);
    return absl::OkStatus();
  }
  if (value.kind_case() == Value::kNullValue) return absl::OkStatus();
  if (field != nullptr && field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    if (!seen->insert(field).second)
      return absl::InvalidArgumentError(fmt::format("field {} is given in both spellings; keep one", name));
    return SetMessage(name, value, out->article);
  }
  if (value.kind_case() != Value::kStringValue) {
    return absl::InvalidArgumentError(
        fmt::format("field {} must be a string and is {}", name, KindName(value)));
  }
  if (field == nullptr) {
    out->file = value.string_value();
  } else if (!seen->insert(field).second) {
    return absl::InvalidArgumentError(fmt::format("field {} is given in both spellings; keep one", name));
  } else if (field->number() != v1::Article::kRevisionFieldNumber) {
    out->article.GetReflection()->SetString(&out->article, field, value.string_value());
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ArticleLine> ParseArticleLine(std::string_view line) {
  absl::StatusOr<Value> value = ParseJsonValue(line);
  if (!value.ok()) return value.status();
  if (!value->has_struct_value()) {
    return absl::InvalidArgumentError(fmt::format(
        "a line must be a JSON object with the fields of an article and is {}", KindName(*value)));
  }
  ArticleLine out;
  std::set<const FieldDescriptor*> seen;
  for (const auto& [name, field_value] : value->struct_value().fields()) {
    const absl::Status status = SetField(name, field_value, &seen, &out);
    if (!status.ok()) return status;
  }
  std::sort(out.unknown_fields.begin(), out.unknown_fields.end());
  if (out.article.text().empty() && out.file.empty()) {
    return absl::InvalidArgumentError(
        "field text is missing or empty; give text, or file, a path beside the .jsonl");
  }
  if (!out.article.text().empty() && !out.file.empty()) {
    return absl::InvalidArgumentError("text and file are both given; keep one");
  }
  return out;
}

}  // namespace isnad::intake
