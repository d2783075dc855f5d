// Which paragraphs of an article are in another language than the rest.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/plugin/passage.h"

namespace isnad::pipeline {

// The paragraphs (lines) of `text`, valid UTF-8, that are in another script, Arabic or Latin, than `language`
// (BCP 47) is written in, and whose language can be told; neighbours of one language are one passage. In the
// order of the text. Of a text whose language is unknown ("und"), as a mix of two is, all such paragraphs.
// Short lines are not looked at: a name, a headline, an address say little. Two languages of one script
// (English and French) are not told apart: each paragraph would have to be looked at by letter groups, which
// takes longer than its analysis; scripts are told by one pass over the bytes. Thread-safe.
std::vector<plugin::Passage> OtherPassages(std::string_view text, const std::string& language);

}  // namespace isnad::pipeline
