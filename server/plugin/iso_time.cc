#include "server/plugin/iso_time.h"

#include <algorithm>

namespace isnad::plugin {
namespace {

constexpr std::string_view kShape = "0000-00-00T00:00";

int Number(std::string_view text, size_t at, size_t digits) {
  int number = 0;
  for (const char c : text.substr(at, digits)) number = number * 10 + (c - '0');
  return number;
}

int DaysOf(int year, int month) {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

}  // namespace

bool IsIsoTime(std::string_view text) {
  const size_t size = text.size();
  if (size != 4 && size != 7 && size != 10 && size != 13 && size != 16) return false;
  for (size_t i = 0; i < size; ++i) {
    if (kShape[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != kShape[i]) return false;
  }
  const int month = size < 7 ? 1 : Number(text, 5, 2);
  if (month < 1 || month > 12) return false;
  const int day = size < 10 ? 1 : Number(text, 8, 2);
  if (day < 1 || day > DaysOf(Number(text, 0, 4), month)) return false;
  return (size < 13 || Number(text, 11, 2) < 24) && (size < 16 || Number(text, 14, 2) < 60);
}

bool EndsBeforeItBegins(std::string_view start, std::string_view end) {
  const size_t common = std::min(start.size(), end.size());
  return end.substr(0, common) < start.substr(0, common);
}

}  // namespace isnad::plugin
