// HTML: what pages are written with. Everything that comes from articles passes through here, and leaves as
// text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/markup.h"

namespace isnad::cli {

// Words with a direction of their own, that of their first strong letter.
std::string Bdi(std::string_view text);

// Words in which those of `marked` that occur are marked, the longest first, each once. Escaped.
std::string WithMarks(std::string_view text, std::vector<std::string> marked);

// An address that may stand in a link: http or https. Empty otherwise.
std::string LinkTo(const std::string& uri);

}  // namespace isnad::cli
