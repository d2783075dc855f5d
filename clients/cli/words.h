// Words: how values of enums are called in text output.
#pragma once

#include <google/protobuf/generated_enum_reflection.h>

#include <string>
#include <string_view>

namespace isnad::cli {

// An enum value's name without the prefix that its enum gives it, in lower case with spaces:
// MODALITY_ASSERTED is asserted. Empty for the unspecified one.
std::string WordFor(const google::protobuf::EnumDescriptor& type, int value);

template <typename Enum>
std::string WordFor(Enum value) {
  return WordFor(*google::protobuf::GetEnumDescriptor<Enum>(), value);
}

}  // namespace isnad::cli
