// Suppressions: problems that a writer has looked at and let stand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/check_report.h"

namespace isnad::cli {

// `<!-- isnad-ignore RULE until=YYYY-MM-DD: reason -->` in a file that is checked lets problems of that rule
// stand in its own line, or, where it stands alone in a line, in the next one that is not empty; until that
// day, in UTC.
//
// Takes what is let stand out of `input`. A suppression that lets nothing stand, whose day has passed, or
// that is not written so becomes a problem of the rule `suppression`, a warning; one whose day has passed
// lets nothing stand. `file` is the input's bytes, `today` as 2026-11-26.
void Suppress(std::string_view file, std::string_view today, CheckedInput& input);

}  // namespace isnad::cli
