#include "clients/cli/check_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

namespace isnad::cli {
namespace {

constexpr v1::ProblemLevel kError = v1::PROBLEM_LEVEL_ERROR;
constexpr v1::ProblemLevel kWarning = v1::PROBLEM_LEVEL_WARNING;
constexpr v1::ProblemLevel kNote = v1::PROBLEM_LEVEL_NOTE;

constexpr CheckRule kRules[] = {
    {"altered-quote", kError, "Words in quotation marks differ from what a stored article quotes"},
    {"truncated-quote", kError, "A quotation leaves out what turns its sense"},
    {"misattributed-quote", kError, "A stored article has the quotation from somebody else"},
    {"wrong-date", kWarning, "A stored article dates the quotation otherwise"},
    {"quote-not-in-cited-source", kWarning, "The stored article that a quotation links to has not its words"},
    {"contradicts-corpus", kError, "A claim contradicts a stored one"},
    {"contradicts-itself", kNote, "Two sources of the article contradict each other"},
    {"single-origin", kNote, "Several articles say so, and all of them have it from one origin"},
    {"weekday-mismatch", kError, "A weekday stands beside a date that does not fall on it"},
    {"date-conflict", kWarning, "Two relative dates of one article mean two different days"},
    {"number-conflict", kWarning, "Headline and text give two numbers for one thing"},
    {"unbalanced-quotation", kWarning, "A quotation is opened and never closed"},
    {"unattributed-quotation", kWarning, "Nobody is named for a quotation that stands alone"},
    {"suppression", kWarning, "A suppression lets nothing stand, is out of date or is written wrongly"},
};

// The gravest last.
constexpr std::pair<std::string_view, v1::ProblemLevel> kLevels[] = {
    {"note", kNote}, {"warning", kWarning}, {"error", kError}};

}  // namespace

std::span<const CheckRule> CheckRules() { return kRules; }

int IndexOfRule(std::string_view id) {
  const auto* known = std::find_if(std::begin(kRules), std::end(kRules),
                                   [&](const CheckRule& rule) { return rule.id == id; });
  return known == std::end(kRules) ? -1 : static_cast<int>(known - std::begin(kRules));
}

std::string_view NameOf(v1::ProblemLevel level) {
  for (const auto& [name, known] : kLevels) {
    if (known == level) return name;
  }
  return "";
}

std::optional<v1::ProblemLevel> LevelOfName(std::string_view name) {
  for (const auto& [known, level] : kLevels) {
    if (known == name) return level;
  }
  return std::nullopt;
}

bool AtLeast(v1::ProblemLevel level, v1::ProblemLevel least) {
  const auto rank = [](v1::ProblemLevel of) {
    return std::find_if(std::begin(kLevels), std::end(kLevels),
                        [&](const auto& known) { return known.second == of; });
  };
  return least != v1::PROBLEM_LEVEL_UNSPECIFIED && level != v1::PROBLEM_LEVEL_UNSPECIFIED &&
         rank(level) >= rank(least);
}

absl::StatusOr<std::string> PageOf(std::string_view rule, const std::string& folder) {
  if (IndexOfRule(rule) < 0) {
    std::string names;
    for (const CheckRule& known : kRules) names += fmt::format("{}{}", names.empty() ? "" : ", ", known.id);
    return absl::InvalidArgumentError(fmt::format("there is no rule '{}'; there are {}", rule, names));
  }
  const std::string path = fmt::format("{}/{}.md", folder, rule);
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(fmt::format("{}: the page is not there; install isnad again", path));
  return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace isnad::cli
