// Excerpts: the line that a problem stands in, with its words marked.
#pragma once

#include <string>
#include <string_view>

#include "clients/cli/check_report.h"

namespace isnad::cli {

// One or two lines for a terminal, without a line end: what stands around the words in their line, at most
// some sixty characters on either side, cut at blanks. Where the line has no letters that are written from
// right to left, a second line has carets below the words; else the words stand between ⟦ and ⟧, since a
// terminal that turns the line leaves nothing to point at (docs/decisions/0014-check-configuration.md). Words
// that go over several lines are shown to the end of the first. Empty where the place has no column.
std::string ExcerptOf(std::string_view file, const Place& place);

}  // namespace isnad::cli
