#include "server/pipeline/publish_time.h"

#include <fmt/format.h>

#include <chrono>
#include <optional>

namespace isnad::pipeline {
namespace {

// Reads a text from its front.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : left_(text) {}

  std::optional<int> Digits(size_t count) {
    if (left_.size() < count) return std::nullopt;
    int value = 0;
    for (char c : left_.substr(0, count)) {
      if (c < '0' || c > '9') return std::nullopt;
      value = value * 10 + (c - '0');
    }
    left_.remove_prefix(count);
    return value;
  }

  bool Skip(std::string_view any_of) {
    if (left_.empty() || any_of.find(left_.front()) == std::string_view::npos) return false;
    last_ = left_.front();
    left_.remove_prefix(1);
    return true;
  }

  char last() const { return last_; }
  bool AtEnd() const { return left_.empty(); }

 private:
  std::string_view left_;
  char last_ = 0;
};

std::optional<std::string> ReadDay(Scanner& in) {
  const std::optional<int> year = in.Digits(4);
  if (!year || *year == 0 || !in.Skip("-")) return std::nullopt;
  const std::optional<int> month = in.Digits(2);
  if (!month || !in.Skip("-")) return std::nullopt;
  const std::optional<int> day = in.Digits(2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return fmt::format("{:04}-{:02}-{:02}", *year, *month, *day);
}

std::optional<std::string> ReadClock(Scanner& in) {
  const std::optional<int> hour = in.Digits(2);
  if (!hour || *hour > 23 || !in.Skip(":")) return std::nullopt;
  const std::optional<int> minute = in.Digits(2);
  if (!minute || *minute > 59) return std::nullopt;
  std::optional<int> second = 0;
  if (in.Skip(":")) {
    second = in.Digits(2);
    if (!second || *second > 60) return std::nullopt;  // 60 is a leap second
    if (in.Skip(".,")) {
      if (!in.Digits(1)) return std::nullopt;
      while (in.Digits(1)) {
      }
    }
  }
  return fmt::format("{:02}:{:02}:{:02}", *hour, *minute, *second);
}

std::optional<std::string> ReadOffset(Scanner& in) {
  if (in.AtEnd() || in.Skip("Zz")) return "Z";
  if (!in.Skip("+-")) return std::nullopt;
  const char sign = in.last();
  const std::optional<int> hours = in.Digits(2);
  in.Skip(":");
  const std::optional<int> minutes = in.Digits(2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  return fmt::format("{}{:02}:{:02}", sign, *hours, *minutes);
}

std::optional<std::string> Read(std::string_view time) {
  Scanner in(time);
  const std::optional<std::string> day = ReadDay(in);
  if (!day) return std::nullopt;
  if (in.AtEnd()) return *day + "T00:00:00Z";
  if (!in.Skip("Tt ")) return std::nullopt;
  const std::optional<std::string> clock = ReadClock(in);
  if (!clock) return std::nullopt;
  const std::optional<std::string> offset = ReadOffset(in);
  if (!offset || !in.AtEnd()) return std::nullopt;
  return *day + "T" + *clock + *offset;
}

}  // namespace

absl::StatusOr<std::string> NormalizePublishTime(std::string_view time) {
  if (std::optional<std::string> normal = Read(time)) return *std::move(normal);
  return absl::InvalidArgumentError(
      fmt::format("'{}' is no time that exists; write it as 2024-01-18T18:40:00+03:00 or 2024-01-18", time));
}

}  // namespace isnad::pipeline
