// The rules of `isnad check`: what they are called and how grave they are; docs/rules has a page of each.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "isnad/v1/article_service.pb.h"

namespace isnad::cli {

struct CheckRule {
  std::string_view id;
  v1::ProblemLevel level = v1::PROBLEM_LEVEL_UNSPECIFIED;  // the gravest that it tells of
  std::string_view about;
};

// In the order in which they are listed. Static.
std::span<const CheckRule> CheckRules();

// The place of a rule in that list; -1 for one that is not there.
int IndexOfRule(std::string_view id);

// Levels by their names: note, warning, error. Empty or nothing for what is none.
std::string_view NameOf(v1::ProblemLevel level);
std::optional<v1::ProblemLevel> LevelOfName(std::string_view name);

// Whether a problem is at least as grave as `least`; nothing is where that is unspecified. The numbers of
// levels are in no order.
bool AtLeast(v1::ProblemLevel level, v1::ProblemLevel least);

// The rule's page, Markdown, as it was installed in `folder`. INVALID_ARGUMENT naming the rules for one that
// there is not, NOT_FOUND where the page is not there.
absl::StatusOr<std::string> PageOf(std::string_view rule, const std::string& folder);

}  // namespace isnad::cli
