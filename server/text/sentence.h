// Sentences: where a thought ends and its paragraph goes on.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "server/text/quotation.h"
#include "server/text/token.h"

namespace isnad::text {

// A run of tokens that ends at a full stop, a question or exclamation mark, an ellipsis before a new thought,
// or the end of its paragraph; closing quotation marks and brackets behind the stop belong to it. A full stop
// inside a number, an abbreviation (of one letter, or of capital and consonants alone: Dr.), before a small
// letter or in an open quotation that closes later in the same paragraph ends nothing.
struct Sentence {
  uint32_t first_token = 0;
  uint32_t end_token = 0;  // one past the last
  uint32_t paragraph = 0;  // counted from 0; a paragraph ends at a line break
};

// Every token but the line breaks belongs to exactly one sentence. Knows no abbreviations by name: those are
// language data. Case is read from `original`. Linear.
std::vector<Sentence> SplitSentences(std::string_view original, std::string_view folded_text,
                                     const std::vector<Token>& tokens,
                                     const std::vector<Quotation>& quotations);

}  // namespace isnad::text
