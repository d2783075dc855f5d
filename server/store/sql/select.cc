#include "server/store/sql/select.h"

namespace isnad::store::sql {
namespace {

bool ParseWhole(std::string_view text, int64_t* number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *number);
  return error == std::errc() && end == text.data() + text.size();
}

absl::Status NoPosition(const std::string& position) {
  return absl::InvalidArgumentError(fmt::format("no position of a page: {}", position));
}

}  // namespace

void Conditions::AddDays(std::string_view first_column, std::string_view last_column,
                         const CommonQuery& query) {
  if (!query.from.empty()) Add(fmt::format("{} >= ?", last_column), query.from);
  if (!query.to.empty()) Add(fmt::format("{} <= ?", first_column), query.to);
}

std::string JsonArray(std::span<const int64_t> numbers) {
  return fmt::format("[{}]", fmt::join(numbers, ","));
}

absl::StatusOr<int64_t> ParsePosition(const std::string& position) {
  int64_t number = 0;
  if (position.empty() || ParseWhole(position, &number)) return number;
  return NoPosition(position);
}

absl::StatusOr<std::pair<int64_t, int64_t>> ParsePositionPair(const std::string& position) {
  const std::string_view text = position;
  const size_t colon = text.find(':');
  std::pair<int64_t, int64_t> pair;
  if (colon != std::string_view::npos && ParseWhole(text.substr(0, colon), &pair.first) &&
      ParseWhole(text.substr(colon + 1), &pair.second)) {
    return pair;
  }
  return NoPosition(position);
}

absl::Status CheckPage(const PageRequest& page) {
  if (page.size > 0) return absl::OkStatus();
  return absl::InvalidArgumentError(fmt::format("a page of {} items", page.size));
}

}  // namespace isnad::store::sql
