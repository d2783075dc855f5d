// Quotations: which quotation mark opens and which one closes it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "server/text/token.h"

namespace isnad::text {

inline constexpr uint32_t kUnclosed = UINT32_MAX;

// A pair of marks, by index into the tokens. The quoted words are the tokens between them.
struct Quotation {
  uint32_t open_token = 0;
  uint32_t close_token = kUnclosed;  // kUnclosed where the paragraph ends first
  uint32_t depth = 0;                // 0 is outermost
};

// Pairs “ ” « » „ “ ‹ › ‘ ’ " ' in every habit met in print: reversed (” “, » «), straight, nested, mixed
// (“ … "), spaced (« … »), and unclosed. A pair never crosses a paragraph, save that a paragraph that opens
// with the mark while the one before is unclosed goes on with the same speech (English habit); each is then
// reported unclosed but the last. An apostrophe is no mark. A closing mark with no open one is reported as an
// unclosed quotation that opens there only if its shape can open or it stands right before a word.
// What stands before and after a mark decides, then what marks of its shape do elsewhere in the text.
// Ordered by open_token. Linear, also for a million marks: depth is bounded at 16, deeper marks are taken as
// text.
std::vector<Quotation> PairQuotations(std::string_view folded_text, const std::vector<Token>& tokens);

}  // namespace isnad::text
