#include "server/verify/dates.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <optional>
#include <string>

namespace isnad::verify {
namespace {

using std::chrono::sys_days;

// Whole days, both ends inclusive.
struct Days {
  sys_days first;
  sys_days last;
  bool Holds(const Days& other) const { return first <= other.first && other.last <= last; }
  bool Meets(const Days& other) const { return first <= other.last && other.first <= last; }
};

std::optional<int> Number(std::string_view digits, size_t size) {
  int value = 0;
  if (digits.size() != size) return std::nullopt;
  for (char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
  }
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// 2019, 2019-02, 2019-02-18, or the day of 2019-02-18T14:30…
std::optional<Days> DaysOf(std::string_view iso) {
  namespace chrono = std::chrono;
  if (const size_t time = iso.find('T'); time != std::string_view::npos) iso = iso.substr(0, time);
  const std::optional<int> year = Number(iso.substr(0, 4), 4);
  if (!year || (iso.size() > 4 && iso[4] != '-') || (iso.size() > 7 && iso[7] != '-')) return std::nullopt;
  const chrono::year y(*year);
  if (iso.size() == 4) return Days{sys_days(y / 1 / 1), sys_days(y / 12 / 31)};
  const std::optional<int> month = Number(iso.substr(5, 2), 2);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  const chrono::year_month ym = y / *month;
  if (iso.size() == 7) return Days{sys_days(ym / 1), sys_days(ym / chrono::last)};
  const std::optional<int> day = iso.size() == 10 ? Number(iso.substr(8), 2) : std::nullopt;
  if (!day || !(ym / *day).ok()) return std::nullopt;
  return Days{sys_days(ym / *day), sys_days(ym / *day)};
}

}  // namespace

absl::Status ValidateDate(std::string_view date) {
  if (date.empty() || (date.find('T') == std::string_view::npos && DaysOf(date))) return absl::OkStatus();
  return absl::InvalidArgumentError(
      fmt::format("'{}' is not a date; write a day, month or year: 2019-02-18, 2019-02 or 2019", date));
}

Agreement CompareDates(std::string_view date, const v1::Quote& quote) {
  const std::optional<Days> given = DaysOf(date);
  if (!given) return Agreement::kUnknown;
  const v1::Time& time = quote.statement_time();
  const std::optional<Days> from = DaysOf(time.start());
  const std::optional<Days> to = DaysOf(time.end().empty() ? time.start() : time.end());
  if (from && to) {
    const Days said{from->first, to->last};
    return said.Holds(*given) || given->Holds(said) ? Agreement::kSame : Agreement::kDifferent;
  }
  const std::optional<Days> published = DaysOf(quote.publish_time());
  if (!published) return Agreement::kUnknown;
  const Days news{published->first - std::chrono::days(kNewsDays), published->last};
  return news.Meets(*given) ? Agreement::kSame : Agreement::kDifferent;
}

}  // namespace isnad::verify
