#include "plugins/core/claims_select.h"

#include <algorithm>

namespace isnad::core {
namespace {

constexpr int kShort = 3;
constexpr int kHeadline = 40;       // tokens
constexpr int kHeadlineBegins = 2;  // tokens that may stand before it: a mark, an outlet

int CountWords(const ClaimText& text, const Clause& clause) {
  int words = 0;
  for (int i = clause.first; i < clause.end; ++i) words += text.IsWord(i) || text.IsNumber(i);
  return words;
}

// Whether the clause begins a text that is one sentence, and no longer than a headline: a statement, be it
// without a verb.
bool IsHeadline(const ClaimText& text, const Clause& clause) {
  if (text.part != ISNAD_PART_TEXT || text.size() > kHeadline || clause.first > kHeadlineBegins) return false;
  return text.size() > 0 && text.word(0).sentence == text.word(text.size() - 1).sentence;
}

bool Asks(const ClaimText& text, const Clause& clause) {
  const int last = std::min(clause.end, text.size() - 1);
  return text.word(last).folded == "?" || text.word(last).folded == "؟";
}

}  // namespace

int WorthOf(const ClaimText& text, const Clause& clause, const ClaimReading& claim, const Reading& reading) {
  const bool finite = HasFiniteVerb(text, clause.first, clause.end);
  const bool quoted = claim.quote != kNone;
  const bool direct = quoted && reading.quotes[claim.quote].kind == ISNAD_QUOTE_DIRECT;
  int worth = quoted ? 5 : 0;
  if (finite) worth += 4;
  if (!claim.quantities.empty()) worth += 6;
  if (claim.time != kNone) worth += 3;
  if (claim.polarity == ISNAD_POLARITY_NEGATIVE) worth += 4;
  if (claim.modality != ISNAD_MODALITY_ASSERTED) worth += 4;
  if (!claim.marks.empty()) worth += 2;
  if (direct) worth -= 2;
  int content = 0;
  for (const TermReading& term : claim.terms) {
    if (term.role == ISNAD_TERM_PREDICATE || term.role == ISNAD_TERM_ARGUMENT) ++content;
    if (!term.opposites.empty()) worth += 2;
  }
  worth += std::min(content, 4);
  const bool opposed = std::any_of(claim.terms.begin(), claim.terms.end(),
                                   [](const TermReading& term) { return !term.opposites.empty(); });
  // That the accused is innocent, that a coach was dismissed: little is said, but somebody says it.
  const bool told = quoted && !direct && opposed;
  if (CountWords(text, clause) < kShort && !clause.elliptic) worth -= told ? 1 : 8;
  if (told && !finite) worth += 3;
  if (IsHeadline(text, clause)) {
    worth += 6;
  } else if (!finite && claim.quantities.empty() && !quoted) {
    worth -= 10;
  }
  if (Asks(text, clause)) worth -= 20;
  return worth;
}

}  // namespace isnad::core
