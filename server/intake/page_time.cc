#include "server/intake/page_time.h"

#include <array>
#include <optional>

#include "fmt/format.h"

namespace isnad::intake {
namespace {

// Reads from the front of a string; every method leaves it alone where it fails.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  std::optional<int> Number(size_t digits) {
    int value = 0;
    if (rest_.size() < digits) return std::nullopt;
    for (size_t i = 0; i < digits; ++i) {
      if (rest_[i] < '0' || rest_[i] > '9') return std::nullopt;
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(digits);
    return value;
  }

  bool AnyOf(std::string_view characters) {
    if (rest_.empty() || characters.find(rest_[0]) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool Word(std::string_view word) {
    if (rest_.substr(0, word.size()) != word) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  void Digits() {
    while (Number(1)) {
    }
  }

  bool done() const { return rest_.empty(); }
  char peek() const { return rest_.empty() ? '\0' : rest_[0]; }

 private:
  std::string_view rest_;
};

std::string_view Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return "";
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

bool IsDay(int year, int month, int day) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= kDays[static_cast<size_t>(month - 1)] + (leap && month == 2 ? 1 : 0);
}

// "Z" or "+03:00"; nothing where there is no offset or it is none.
std::optional<std::string> ReadOffset(Scanner* scanner) {
  scanner->AnyOf(" ");
  if (scanner->AnyOf("Zz") || scanner->Word("GMT") || scanner->Word("UTC")) return "Z";
  const char sign = scanner->peek();
  if (!scanner->AnyOf("+-")) return std::nullopt;
  const std::optional<int> hours = scanner->Number(2);
  if (!hours) return std::nullopt;
  scanner->AnyOf(":");
  const int minutes = scanner->Number(2).value_or(0);
  if (*hours > 23 || minutes > 59) return std::nullopt;
  if (*hours == 0 && minutes == 0) return "Z";
  return fmt::format("{}{:02}:{:02}", sign, *hours, minutes);
}

}  // namespace

std::string NormalizePageTime(std::string_view written) {
  Scanner scanner(Trim(written));
  const std::optional<int> year = scanner.Number(4);
  if (!year || !scanner.AnyOf("-/")) return "";
  const std::optional<int> month = scanner.Number(2);
  if (!month || !scanner.AnyOf("-/")) return "";
  const std::optional<int> day = scanner.Number(2);
  if (!day || !IsDay(*year, *month, *day)) return "";
  const std::string date = fmt::format("{:04}-{:02}-{:02}", *year, *month, *day);
  if (!scanner.AnyOf("Tt ")) return scanner.done() ? date : "";

  const std::optional<int> hour = scanner.Number(2);
  if (!hour || *hour > 23 || !scanner.AnyOf(":")) return date;
  const std::optional<int> minute = scanner.Number(2);
  if (!minute || *minute > 59) return date;
  int second = 0;
  if (scanner.AnyOf(":")) {
    second = scanner.Number(2).value_or(60);
    if (second > 59) return date;
    if (scanner.AnyOf(".,")) scanner.Digits();
  }
  const std::optional<std::string> offset = ReadOffset(&scanner);
  if (!offset || !scanner.done()) return date;
  return fmt::format("{}T{:02}:{:02}:{:02}{}", date, *hour, *minute, second, *offset);
}

}  // namespace isnad::intake
