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

bool Within(const Range& inner, const Range& outer) {
  return inner.part == outer.part && inner.first >= outer.first && inner.end <= outer.end;
}

// Whether the word belongs to a date: May is no hedge there.
bool InTime(const Reading& reading, uint32_t part, int i) {
  const auto at = static_cast<uint32_t>(i);
  return std::any_of(reading.times.begin(), reading.times.end(), [&](const TimeMention& time) {
    return time.range.part == part && time.range.first <= at && at < time.range.end;
  });
}

}  // namespace

void FindMarks(const ClaimRules& rules, const Lexicon& lexicon, Reading& reading) {
  for (uint32_t part = 0; part < ISNAD_PART_COUNT; ++part) {
    const std::vector<Word>& words = reading.parts[part].words;
    const int size = static_cast<int>(words.size());
    for (int i = 0; i < size;) {
      PhraseMatch match;
      if (words[i].kind == ISNAD_TOKEN_WORD && !InTime(reading, part, i))
        match = rules.data().marks.Match(words, i, size, lexicon.clitics());
      if (!match.phrase) {
        ++i;
        continue;
      }
      if (const int kind = KindOf(match.phrase->meaning)) {
        reading.marks.push_back(
            {Range{part, static_cast<uint32_t>(i), static_cast<uint32_t>(i + match.length)}, kind, match.clitic_bytes});
      }
      i += match.length;
    }
  }
  for (QuoteReading& quote : reading.quotes) {
    quote.marks.clear();
    for (size_t m = 0; m < reading.marks.size(); ++m) {
      if (Within(reading.marks[m].range, quote.content)) quote.marks.push_back(static_cast<int>(m));
    }
  }
}

}  // namespace isnad::core
