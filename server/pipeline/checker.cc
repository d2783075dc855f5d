#include "server/pipeline/checker.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "server/pipeline/check_claims.h"
#include "server/pipeline/check_quotes.h"
#include "server/pipeline/check_sources.h"

namespace isnad::pipeline {
namespace {

std::string_view RuleOf(v1::FindingKind kind) {
  switch (kind) {
    case v1::FINDING_KIND_DATE_CONFLICT:
      return "date-conflict";
    case v1::FINDING_KIND_WEEKDAY_MISMATCH:
      return "weekday-mismatch";
    case v1::FINDING_KIND_UNBALANCED_QUOTATION:
      return "unbalanced-quotation";
    case v1::FINDING_KIND_UNATTRIBUTED_QUOTATION:
      return "unattributed-quotation";
    case v1::FINDING_KIND_NUMBER_CONFLICT:
      return "number-conflict";
    default:
      return "finding";
  }
}

// A date that its weekday belies is wrong for certain; the others may have reasons.
v1::ProblemLevel LevelOf(v1::FindingKind kind) {
  return kind == v1::FINDING_KIND_WEEKDAY_MISMATCH ? v1::PROBLEM_LEVEL_ERROR : v1::PROBLEM_LEVEL_WARNING;
}

v1::Problem ProblemOf(const v1::Finding& finding, const Voice& voice) {
  v1::Problem problem;
  problem.set_rule(std::string(RuleOf(finding.kind())));
  problem.set_level(LevelOf(finding.kind()));
  if (!finding.evidence().empty()) *problem.mutable_span() = finding.evidence(0);
  problem.set_explanation(voice.catalogue.Say(finding.reason(), voice.language));
  *problem.mutable_finding() = finding;
  problem.mutable_finding()->set_explanation(problem.explanation());
  return problem;
}

void Append(std::vector<v1::Problem> more, std::vector<v1::Problem>* problems) {
  std::move(more.begin(), more.end(), std::back_inserter(*problems));
}

}  // namespace

absl::StatusOr<std::vector<v1::Problem>> CheckArticle(
    const v1::Analysis& analysis, const entity::Aliases& aliases, const messages::Catalogue& catalogue,
    std::string_view language, const compare::Judging& judging, store::Reader& reader) {
  const Voice voice{catalogue, language.empty() ? "en" : language};
  std::vector<v1::Problem> problems;
  for (const v1::Finding& finding : analysis.findings()) problems.push_back(ProblemOf(finding, voice));
  absl::StatusOr<std::vector<v1::Problem>> quotes = CheckQuotes(analysis, aliases, voice, reader);
  if (!quotes.ok()) return quotes.status();
  Append(*std::move(quotes), &problems);
  absl::StatusOr<std::vector<v1::Problem>> sources = CheckSources(analysis, voice, reader);
  if (!sources.ok()) return sources.status();
  Append(*std::move(sources), &problems);
  absl::StatusOr<std::vector<v1::Problem>> claims = CheckAgainstCorpus(analysis, voice, judging, reader);
  if (!claims.ok()) return claims.status();
  Append(*std::move(claims), &problems);

  const auto place = [](const v1::Problem& problem) {
    const v1::Span& span = problem.span();
    return std::make_tuple(span.part() != v1::PART_TITLE, span.start(), span.end());
  };
  std::stable_sort(problems.begin(), problems.end(),
                   [&](const v1::Problem& a, const v1::Problem& b) { return place(a) < place(b); });
  return problems;
}

}  // namespace isnad::pipeline
