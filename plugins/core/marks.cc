// Marks: negations, conditions, exceptions, hedges, contrasts and words that shut out all else.
#include <algorithm>
#include <string_view>

#include "plugins/core/claims_rules.h"

namespace isnad::core {
namespace {

int KindOf(std::string_view meaning) {
  if (meaning == "negation") return ISNAD_MARK_NEGATION;
  if (meaning == "condition") return ISNAD_MARK_CONDITION;
  if (meaning == "exception") return ISNAD_MARK_EXCEPTION;
  if (meaning == "hedge") return ISNAD_MARK_HEDGE;
  if (meaning == "contrast") return ISNAD_MARK_CONTRAST;
  if (meaning == "exclusive") return ISNAD_MARK_EXCLUSIVE;
  return 0;  // a phrase that only looks like a mark
}

}  // namespace

std::vector<int> MarksIn(const Reading& reading, const Range& range) {
  const auto before = [](const MarkReading& mark, const Range& r) {
    return mark.range.part != r.part ? mark.range.part < r.part : mark.range.first < r.first;
  };
  std::vector<int> marks;
  auto mark = std::lower_bound(reading.marks.begin(), reading.marks.end(), range, before);
  for (; mark != reading.marks.end() && mark->range.part == range.part && mark->range.first < range.end;
       ++mark) {
    if (mark->range.end <= range.end) marks.push_back(static_cast<int>(mark - reading.marks.begin()));
  }
  return marks;
}

void FindMarks(const std::vector<ClaimText>& texts, Reading& reading) {
  for (const ClaimText& text : texts) {
    for (int i = 0; i < text.size();) {
      const ClaimWord& here = text.info[i];
      if (!here.mark) {
        ++i;
        continue;
      }
      const Range range{text.part, static_cast<uint32_t>(i), static_cast<uint32_t>(i + here.mark_length)};
      if (const int kind = KindOf(here.mark->meaning))
        reading.marks.push_back({range, kind, here.mark_clitic_bytes});
      i += here.mark_length;
    }
  }
  for (QuoteReading& quote : reading.quotes) quote.marks = MarksIn(reading, quote.content);
}

}  // namespace isnad::core
