// SARIF 2.1.0, an OASIS standard: the properties are named as its schema names them.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "clients/cli/check_report.h"
#include "clients/cli/check_rules.h"
#include "clients/cli/json_output.h"

namespace isnad::cli {
namespace {

std::string Message(std::string_view text) { return fmt::format("{{\"text\":{}}}", JsonString(text)); }

// A file as a URI reference: what has a meaning in one is escaped, and a path from the root is a URI of its
// own, as a reference that begins with a slash can't be read from a base.
std::string UriOf(const std::string& path) {
  static constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    if (kPlain.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return uri;
}

std::string RulesJson() {
  std::vector<std::string> rules;
  for (const CheckRule& rule : CheckRules()) {
    rules.push_back(fmt::format(
        R"({{"id":"{}","shortDescription":{},"help":{},"defaultConfiguration":{{"level":"{}"}}}})", rule.id,
        Message(rule.about), Message(fmt::format("docs/rules/{}.md", rule.id)), NameOf(rule.level)));
  }
  return fmt::format("[{}]", fmt::join(rules, ","));
}

std::string LocationJson(const Place& place, const v1::Span& span) {
  std::string region;
  if (place.line > 0 && place.column > 0) {
    region = fmt::format(
        R"(,"region":{{"startLine":{},"startColumn":{},"endLine":{},"endColumn":{},"snippet":{}}})",
        place.line, place.column, place.end_line, place.end_column, Message(span.text()));
  } else if (place.line > 0) {
    region = fmt::format(R"(,"region":{{"startLine":{},"snippet":{}}})", place.line, Message(span.text()));
  }
  return fmt::format(R"({{"physicalLocation":{{"artifactLocation":{{"uri":{}}}{}}}}})",
                     JsonString(UriOf(place.path)), region);
}

// The stored article that a problem goes against, and its words there; empty where there is none.
std::pair<std::string, std::string> OtherOf(const v1::Problem& problem) {
  if (problem.has_relation())
    return {problem.relation().b().article(), problem.relation().b().evidence().text()};
  if (problem.has_match()) return {problem.match().article(), problem.match().span().text()};
  return {};
}

std::string ResultJson(const v1::Problem& problem, const Place& place) {
  const auto [article, words] = OtherOf(problem);
  const std::string fingerprint = FingerprintOf(problem);
  std::string related;
  if (!article.empty()) {
    related = fmt::format(
        R"(,"relatedLocations":[{{"id":1,"message":{},"logicalLocations":[{{"fullyQualifiedName":{},"kind":"resource"}}]}}])",
        Message(words), JsonString(article));
  }
  return fmt::format(
      R"({{"ruleId":{},"ruleIndex":{},"level":"{}","message":{},"locations":[{}],"partialFingerprints":{{"isnad/v1":"{}"}}{}}})",
      JsonString(problem.rule()), IndexOfRule(problem.rule()), NameOf(problem.level()),
      Message(problem.explanation()), LocationJson(place, problem.span()), fingerprint, related);
}

}  // namespace

std::string Sarif(std::span<const CheckedInput> inputs) {
  std::vector<std::string> results;
  for (const CheckedInput& input : inputs) {
    for (size_t i = 0; i < input.problems.size(); ++i)
      results.push_back(ResultJson(input.problems[i], input.places[i]));
  }
  return fmt::format(
      R"({{"version":"2.1.0","$schema":"https://json.schemastore.org/sarif-2.1.0.json","runs":[{{"tool":{{"driver":{{"name":"isnad","version":"{}","rules":{}}}}},"columnKind":"utf16CodeUnits","results":[{}]}}]}})"
      "\n",
      ISNAD_VERSION, RulesJson(), fmt::join(results, ","));
}

}  // namespace isnad::cli
