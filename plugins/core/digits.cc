#include "plugins/core/digits.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace isnad::core {
namespace {

constexpr uint32_t kMaxDigits = 40;  // a longer run of digits is no number that anybody counts

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The Arabic comma, which some write between digits, as the ASCII one.
std::string WithAsciiCommas(std::string_view folded) {
  std::string out;
  for (size_t i = 0; i < folded.size(); ++i) {
    const bool comma = folded.substr(i, 2) == "\u060C";
    out += comma ? ',' : folded[i];
    i += comma;
  }
  return out;
}

bool GroupsOfThree(std::string_view s, char mark) {
  size_t first = s.find(mark);
  if (first == 0 || first > 3 || s[0] == '0') return false;
  for (size_t i = first; i < s.size(); i += 4) {
    if (s[i] != mark || s.size() - i < 4) return false;
    for (size_t k = 1; k <= 3; ++k) {
      if (!IsDigit(s[i + k])) return false;
    }
  }
  return true;
}

std::string Without(std::string_view s, char mark) {
  std::string out;
  for (const char c : s) {
    if (c != mark) out += c;
  }
  return out;
}

double ToDouble(const std::string& digits) { return std::strtod(digits.c_str(), nullptr); }

}  // namespace

bool AllDigits(std::string_view s) {
  for (const char c : s) {
    if (!IsDigit(c)) return false;
  }
  return !s.empty();
}

std::optional<double> ValueOfDigits(std::string_view folded, char decimal) {
  if (folded.size() > kMaxDigits) return std::nullopt;
  if (AllDigits(folded)) return ToDouble(std::string(folded));
  const std::string s = WithAsciiCommas(folded);
  const char thousands = decimal == '.' ? ',' : '.';
  const auto count = [&](char mark) { return std::count(s.begin(), s.end(), mark); };
  const auto points = count(decimal), commas = count(thousands);
  if (static_cast<size_t>(points + commas) +
          static_cast<size_t>(std::count_if(s.begin(), s.end(), IsDigit)) !=
      s.size()) {
    return std::nullopt;
  }
  if (points == 0 && GroupsOfThree(s, thousands)) return ToDouble(Without(s, thousands));
  if (points > 1 && commas == 0 && GroupsOfThree(s, decimal)) return ToDouble(Without(s, decimal));
  if (points == 1 && commas > 0) {
    const size_t point = s.find(decimal);
    const std::string whole = s.substr(0, point);
    if (!GroupsOfThree(whole, thousands)) return std::nullopt;
    return ToDouble(Without(whole, thousands) + "." + s.substr(point + 1));
  }
  if (points + commas != 1) return std::nullopt;
  std::string plain = s;
  for (char& c : plain) {
    if (!IsDigit(c)) c = '.';
  }
  return ToDouble(plain);
}

}  // namespace isnad::core
