// JUnit XML, as test reporters of CI systems read it.
#include <fmt/format.h>

#include <utility>

#include "clients/cli/check_report.h"
#include "clients/cli/check_rules.h"
#include "clients/cli/markup.h"

namespace isnad::cli {
namespace {

// As Escaped, line ends and tabs too, which XML would make blanks of in an attribute.
std::string Xml(std::string_view text) {
  std::string escaped = Escaped(text);
  for (const auto& [character, reference] : {std::pair{'\n', "&#10;"}, std::pair{'\t', "&#9;"}}) {
    for (size_t at = 0; (at = escaped.find(character, at)) != std::string::npos;)
      escaped.replace(at, 1, reference);
  }
  return escaped;
}

std::string Line(const v1::Problem& problem, const Place& place) {
  const std::string at = place.line > 0 ? fmt::format(" (line {})", place.line) : "";
  return fmt::format("{}{}: {}\n{}", problem.rule(), at, problem.explanation(), problem.span().text());
}

// What a reporter shows of one input.
struct Case {
  std::string xml;
  size_t failures = 0;
};

Case CaseOf(const CheckedInput& input, v1::ProblemLevel fail_on) {
  Case made;
  std::string inside, told;
  for (size_t i = 0; i < input.problems.size(); ++i) {
    const v1::Problem& problem = input.problems[i];
    const std::string line = Line(problem, input.places[i]);
    if (AtLeast(problem.level(), fail_on)) {
      ++made.failures;
      inside += fmt::format("      <failure type=\"{}\" message=\"{}\">{}</failure>\n", Xml(problem.rule()),
                            Xml(problem.explanation()), Xml(line));
    } else {
      told += line + "\n";
    }
  }
  if (!told.empty()) inside += fmt::format("      <system-out>{}</system-out>\n", Xml(told));
  made.xml = fmt::format("    <testcase classname=\"isnad.check\" name=\"{}\">\n{}    </testcase>\n",
                         Xml(input.label), inside);
  return made;
}

}  // namespace

std::string Junit(std::span<const CheckedInput> inputs, v1::ProblemLevel fail_on) {
  std::string suites;
  for (size_t begin = 0; begin < inputs.size();) {
    const std::string path = inputs[begin].path();
    std::string cases;
    size_t failures = 0;
    size_t end = begin;
    for (; end < inputs.size() && inputs[end].path() == path; ++end) {
      const Case made = CaseOf(inputs[end], fail_on);
      cases += made.xml;
      failures += made.failures;
    }
    suites +=
        fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\">\n{}  </testsuite>\n",
                    Xml(path), end - begin, failures, cases);
    begin = end;
  }
  return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n{}</testsuites>\n", suites);
}

}  // namespace isnad::cli
