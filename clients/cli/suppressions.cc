#include "clients/cli/suppressions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>

#include "clients/cli/check_rules.h"

namespace isnad::cli {
namespace {

constexpr std::string_view kOpens = "<!-- isnad-ignore";
constexpr std::string_view kCloses = "-->";
constexpr std::string_view kUntil = "until=";

struct Suppression {
  v1::Span span;
  std::string rule, until, fault;
  int line = 0;  // for which it holds
  bool used = false;
};

std::string_view Word(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  const std::string_view word = text.substr(0, text.find(' '));
  text.remove_prefix(word.size());
  return word;
}

bool IsDay(std::string_view day) {
  if (day.size() != 10 || day[4] != '-' || day[7] != '-') return false;
  return std::all_of(day.begin(), day.end(),
                     [](char c) { return c == '-' || std::isdigit(static_cast<unsigned char>(c)); });
}

// Reads "RULE until=DAY: reason"; the fault where it is not that.
void Read(std::string_view inside, std::string_view today, Suppression& suppression) {
  suppression.rule = std::string(Word(inside));
  std::string_view until = Word(inside);
  if (IndexOfRule(suppression.rule) < 0) {
    suppression.fault = fmt::format("there is no rule \"{}\"; docs/checks.md lists them", suppression.rule);
  } else if (!until.starts_with(kUntil) || !until.ends_with(':') ||
             !IsDay(until.substr(kUntil.size(), until.size() - kUntil.size() - 1))) {
    suppression.fault = "write it as isnad-ignore RULE until=YYYY-MM-DD: reason";
  } else if (inside.find_first_not_of(' ') == std::string_view::npos) {
    suppression.fault = "it gives no reason; write one behind the colon";
  } else {
    suppression.until = std::string(until.substr(kUntil.size(), 10));
    if (suppression.until < today)
      suppression.fault = fmt::format("its day, {}, has passed; look again, and take it out or move the day",
                                      suppression.until);
  }
}

int LineOf(std::string_view file, size_t at) {
  return 1 + static_cast<int>(std::count(file.begin(), file.begin() + static_cast<ptrdiff_t>(at), '\n'));
}

// The line for which a suppression at [begin, end) holds.
int HoldsFor(std::string_view file, size_t begin, size_t end) {
  const size_t line_begin = file.rfind('\n', begin) + 1;
  const size_t line_end = std::min(file.find('\n', end), file.size());
  const auto blank = [&](size_t from, size_t to) {
    return file.substr(from, to - from).find_first_not_of(" \t\r") == std::string_view::npos;
  };
  if (!blank(line_begin, begin) || !blank(end, line_end)) return LineOf(file, begin);
  const size_t next = file.find_first_not_of(" \t\r\n", line_end);
  return LineOf(file, next == std::string_view::npos ? begin : next);
}

std::vector<Suppression> Find(std::string_view file, std::string_view today) {
  std::vector<Suppression> all;
  for (size_t at = 0; (at = file.find(kOpens, at)) != std::string_view::npos;) {
    const size_t close = file.find(kCloses, at);
    if (close == std::string_view::npos) break;
    const size_t end = close + kCloses.size();
    Suppression& suppression = all.emplace_back();
    suppression.span.set_start(static_cast<int32_t>(at));
    suppression.span.set_end(static_cast<int32_t>(end));
    suppression.span.set_text(std::string(file.substr(at, end - at)));
    suppression.line = HoldsFor(file, at, end);
    std::string_view inside = file.substr(at + kOpens.size(), close - at - kOpens.size());
    while (inside.ends_with(' ')) inside.remove_suffix(1);
    Read(inside, today, suppression);
    at = end;
  }
  return all;
}

}  // namespace

void Suppress(std::string_view file, std::string_view today, CheckedInput& input) {
  std::vector<Suppression> all = Find(file, today);
  std::vector<v1::Problem> problems;
  std::vector<Place> places;
  for (size_t i = 0; i < input.problems.size(); ++i) {
    const auto lets = std::find_if(all.begin(), all.end(), [&](const Suppression& suppression) {
      return suppression.fault.empty() && suppression.rule == input.problems[i].rule() &&
             suppression.line == input.places[i].line;
    });
    if (lets != all.end()) {
      lets->used = true;
      continue;
    }
    problems.push_back(std::move(input.problems[i]));
    places.push_back(std::move(input.places[i]));
  }
  for (Suppression& suppression : all) {
    if (suppression.fault.empty() && suppression.used) continue;
    v1::Problem& problem = problems.emplace_back();
    problem.set_rule("suppression");
    problem.set_level(v1::PROBLEM_LEVEL_WARNING);
    problem.set_explanation(suppression.fault.empty() ? "it lets nothing stand; take it out"
                                                      : suppression.fault);
    *problem.mutable_span() = std::move(suppression.span);
    Place place = PlaceIn(file, problem.span());
    place.path = input.path();
    places.push_back(std::move(place));
  }
  input.problems = std::move(problems);
  input.places = std::move(places);
}

}  // namespace isnad::cli
