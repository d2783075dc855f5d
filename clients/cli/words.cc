#include "clients/cli/words.h"

#include <google/protobuf/descriptor.h>

namespace isnad::cli {

std::string WordFor(const google::protobuf::EnumDescriptor& type, int value) {
  const auto* found = type.FindValueByNumber(value);
  if (found == nullptr || value == 0) return "";
  // Value 0 is always PREFIX_UNSPECIFIED, so it tells the prefix.
  const std::string& zero = type.FindValueByNumber(0)->name();
  const size_t prefix = zero.size() - std::string_view("UNSPECIFIED").size();
  std::string word = found->name().substr(prefix);
  for (char& c : word) c = c == '_' ? ' ' : static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return word;
}

}  // namespace isnad::cli
