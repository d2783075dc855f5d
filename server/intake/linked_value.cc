#include "server/intake/linked_value.h"

#include <algorithm>

#include "server/intake/json_value.h"

namespace isnad::intake {
namespace {

using google::protobuf::Struct;
using google::protobuf::Value;

constexpr size_t kMaxScriptBytes = 2 << 20;

// Old pages wrap their scripts against browsers that know none: <!-- -->, //<![CDATA[ //]]>.
std::string_view Unwrapped(std::string_view script) {
  constexpr std::string_view kOpen = "<![CDATA[";
  if (const size_t open = script.find(kOpen); open != std::string_view::npos) {
    script.remove_prefix(open + kOpen.size());
    script = script.substr(0, script.rfind("]]>"));
  }
  const size_t begin = script.find_first_of("{[");
  const size_t end = script.find_last_of("}]");
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return "";
  return script.substr(begin, end - begin + 1);
}

}  // namespace

absl::StatusOr<Value> ParseLinkedData(std::string_view script) {
  if (script.size() > kMaxScriptBytes) return absl::InvalidArgumentError("longer than two MiB");
  return ParseJsonValue(Unwrapped(script));
}

const Value* Find(const Struct& object, const std::string& key) {
  const auto it = object.fields().find(key);
  return it == object.fields().end() ? nullptr : &it->second;
}

std::string StringOf(const Value* value) {
  if (value == nullptr) return "";
  if (value->has_string_value()) return value->string_value();
  if (!value->has_list_value()) return "";
  for (const Value& element : value->list_value().values()) {
    if (element.has_string_value()) return element.string_value();
  }
  return "";
}

std::string NameOf(const Value* value) {
  if (value == nullptr) return "";
  if (value->has_string_value()) return value->string_value();
  if (value->has_struct_value()) return StringOf(Find(value->struct_value(), "name"));
  std::string names;
  if (value->has_list_value()) {
    for (const Value& element : value->list_value().values()) {
      if (element.has_list_value()) continue;
      const std::string name = NameOf(&element);
      if (name.empty()) continue;
      if (!names.empty()) names += ", ";
      names += name;
    }
  }
  return names;
}

bool HasType(const Struct& object, std::string_view suffix) {
  const Value* type = Find(object, "@type");
  if (type == nullptr) return false;
  if (type->has_string_value()) return std::string_view(type->string_value()).ends_with(suffix);
  if (!type->has_list_value()) return false;
  const auto& types = type->list_value().values();
  return std::any_of(types.begin(), types.end(), [&](const Value& element) {
    return std::string_view(element.string_value()).ends_with(suffix);
  });
}

}  // namespace isnad::intake
