#include "server/intake/json_value.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <optional>

#include "absl/status/status.h"
#include "fmt/format.h"

namespace isnad::intake {
namespace {

constexpr int kMaxNesting = 64;

// The column at which the nesting is too deep, if anywhere. Brackets inside strings don't nest.
std::optional<size_t> TooDeepAt(std::string_view json) {
  int depth = 0;
  bool in_string = false;
  for (size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kMaxNesting) return i + 1;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return std::nullopt;
}

// protobuf says "what is wrong.\nsome of the line\n   ^ under the place".
absl::Status BrokenJson(std::string_view json, std::string_view message) {
  const size_t first = message.find('\n');
  std::string_view what = message.substr(0, first);
  while (!what.empty() && what.back() == '.') what.remove_suffix(1);
  std::optional<size_t> column;
  if (first != std::string_view::npos) {
    const std::string_view rest = message.substr(first + 1);
    const std::string_view excerpt = rest.substr(0, rest.find('\n'));
    const size_t caret = rest.find('^', excerpt.size());
    const size_t at = excerpt.empty() ? std::string_view::npos : json.find(excerpt);
    if (at != std::string_view::npos && caret != std::string_view::npos) column = at + caret - excerpt.size();
  }
  if (!column) return absl::InvalidArgumentError(fmt::format("broken JSON: {}", what));
  return absl::InvalidArgumentError(fmt::format("broken JSON at column {}: {}", *column, what));
}

}  // namespace

absl::StatusOr<google::protobuf::Value> ParseJsonValue(std::string_view json) {
  if (const auto column = TooDeepAt(json)) {
    return absl::InvalidArgumentError(
        fmt::format("broken JSON at column {}: nested deeper than {}", *column, kMaxNesting));
  }
  google::protobuf::Value value;
  const auto status = google::protobuf::util::JsonStringToMessage(
      google::protobuf::StringPiece(json.data(), json.size()), &value);
  if (status.ok()) return value;
  return BrokenJson(json, std::string_view(status.message().data(), status.message().size()));
}

}  // namespace isnad::intake
