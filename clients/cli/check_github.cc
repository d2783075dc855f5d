// Annotations by the workflow commands that GitHub reads from a step's output.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "clients/cli/check_report.h"
#include "clients/cli/check_rules.h"

namespace isnad::cli {
namespace {

constexpr size_t kShown = 10;  // of each level in a step, there

std::string Replaced(std::string text, std::string_view from, std::string_view to) {
  for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

std::string Data(std::string text) {
  text = Replaced(std::move(text), "%", "%25");
  text = Replaced(std::move(text), "\r", "%0D");
  return Replaced(std::move(text), "\n", "%0A");
}

std::string Property(std::string text) {
  text = Replaced(Data(std::move(text)), ":", "%3A");
  return Replaced(std::move(text), ",", "%2C");
}

struct Found {
  const v1::Problem* problem;
  const Place* place;
};

std::string Annotation(const Found& found) {
  const Place& place = *found.place;
  std::string at = "file=" + Property(place.path);
  if (place.line > 0) at += fmt::format(",line={},endLine={}", place.line, place.end_line);
  if (place.column > 0 && place.line == place.end_line)
    at += fmt::format(",col={},endColumn={}", place.column, place.end_column);
  const v1::ProblemLevel level = found.problem->level();
  return fmt::format("::{} {},title={}::{}\n", level == v1::PROBLEM_LEVEL_NOTE ? "notice" : NameOf(level), at,
                     Property(found.problem->rule()),
                     Data(found.problem->explanation() + "\n" + found.problem->span().text()));
}

}  // namespace

std::string GithubAnnotations(std::span<const CheckedInput> inputs) {
  std::vector<Found> all;
  size_t errors = 0, notes = 0;
  for (const CheckedInput& input : inputs) {
    for (size_t i = 0; i < input.problems.size(); ++i) {
      all.push_back({&input.problems[i], &input.places[i]});
      errors += input.problems[i].level() == v1::PROBLEM_LEVEL_ERROR;
      notes += input.problems[i].level() == v1::PROBLEM_LEVEL_NOTE;
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const Found& a, const Found& b) {
    return !AtLeast(b.problem->level(), a.problem->level());
  });
  std::string commands;
  for (size_t i = 0; i < all.size() && i < kShown; ++i) commands += Annotation(all[i]);
  const size_t hidden = all.size() > kShown ? all.size() - kShown : 0;
  return commands + fmt::format("{} errors, {} warnings and {} notes in {} articles{}\n", errors,
                                all.size() - errors - notes, notes, inputs.size(),
                                hidden > 0 ? fmt::format("; {} are not annotated", hidden) : "");
}

}  // namespace isnad::cli
