// Which paragraphs of an article are in another language than the rest.
#pragma once

#include <string_view>
#include <vector>

#include "server/plugin/passage.h"

namespace isnad::pipeline {

// The paragraphs (lines) of `text`, valid UTF-8, that are written in another script than most of it, Arabic
// or Latin, and whose language can be told; neighbours of one language are one passage. In the order of the
// text. Short lines are not looked at: a name, a headline, an address say little. Two languages of one script
// (English and French) are not told apart: each paragraph would have to be looked at by letter groups,
// which takes longer than its analysis; scripts are told by one pass over the bytes. Thread-safe.
std::vector<plugin::Passage> OtherPassages(std::string_view text);

}  // namespace isnad::pipeline
