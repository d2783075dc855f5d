#include "plugins/core/claims_clauses.h"

#include <algorithm>

namespace isnad::core {
namespace {

constexpr int kLongClause = 40;     // tokens from which on a clause is cut at its last comma
constexpr int kLongest = 400;       // tokens; what no mark cuts before is no sentence that anybody reads
constexpr int kNearVerb = 7;        // tokens within which a joined clause shows its verb
constexpr int kLeastStatement = 3;  // words

bool IsBreak(const ClaimText& text, int i) { return text.IsComma(i) || text.IsStop(i); }

int Words(const ClaimText& text, int first, int end) {
  int words = 0;
  for (int i = first; i < end; ++i) words += text.IsWord(i) || text.IsNumber(i);
  return words;
}

int EndOfStretch(const ClaimText& text, int i, int end) {
  end = std::min(end, i + kLongest);
  while (i < end && !IsBreak(text, i)) ++i;
  return i;
}

bool HasQuantity(const ClaimText& text, int first, int end) {
  for (int i = first; i < end; ++i) {
    if (text.info[i].quantity != kNone) return true;
  }
  return false;
}

bool StandsAlone(const ClaimText& text, int first, int end) {
  const ClaimWord& begin = text.info[first];
  const bool that = begin.Clause("cut") && begin.clause->note.starts_with("that");
  return HasFiniteVerb(text, first, end) || (that && Words(text, first, end) >= kLeastStatement) ||
         (HasQuantity(text, first, end) && Words(text, first, end) >= kLeastStatement);
}

// Whether the clause begins with a condition, whose answer belongs to it.
bool Conditional(const ClaimText& text, int first) {
  while (first + 1 < text.size() && (text.IsQuoteMark(first) || text.info[first].Clause("lead"))) ++first;
  return text.info[first].Mark("condition");
}

// The last token before i that is no quotation mark.
int Before(const ClaimText& text, int i, int first) {
  int k = i - 1;
  while (k > first && text.IsQuoteMark(k)) --k;
  return k;
}

bool CarriesConjunction(const ClaimText& text, int i) { return text.info[i].sense().conjunction_bytes > 0; }

// Whether a further number with its unit begins at i: "… 540 dead and about 1,500 injured".
bool BeginsFurtherQuantity(const ClaimText& text, int first, int i, int end) {
  const ClaimWord& here = text.info[i];
  if (here.quantity == kNone || text.info[i - 1].quantity == here.quantity) return false;
  const int before = Before(text, i, first);
  const bool joined = CarriesConjunction(text, i) || text.IsComma(before) || text.info[before].Clause("join");
  if (!joined || !HasQuantity(text, first, i)) return false;
  const int stretch = EndOfStretch(text, i, end);
  return Words(text, i, stretch) >= 2 && !HasFiniteVerb(text, i, stretch);
}

// Whether a clause of its own begins at i, a word with a conjunction before it or one that follows a
// conjunction.
bool BeginsJoinedClause(const ClaimText& text, int first, int i, int end) {
  const ClaimWord& here = text.info[i];
  const bool join = here.Clause("join");
  if (!join && !CarriesConjunction(text, i)) return false;
  const int before = Before(text, i, first);
  const bool comma = IsBreak(text, before);
  if (!StandsAlone(text, first, i) || Conditional(text, first)) return false;
  const int stretch = EndOfStretch(text, i, end);
  if (join) {
    const int next = i + here.clause_length;
    if (next >= end || text.info[next].sense().finite()) return comma && HasQuantity(text, first, i);
    if (!HasFiniteVerb(text, next, std::min(stretch, next + kNearVerb))) return false;
    return comma || text.info[next].stop() || (HasQuantity(text, first, i) && HasQuantity(text, i, stretch));
  }
  const bool verb = here.sense().finite() && !(here.sense().nominal && !comma);
  const bool negated = here.Mark("negation");
  if (comma) return verb || negated || HasFiniteVerb(text, i, std::min(stretch, i + kNearVerb));
  return verb && HasQuantity(text, first, i) && HasQuantity(text, i, stretch);
}

// Whether, behind a comma, a definite noun and its verb begin at i: "…, the people are digging …".
bool BeginsUnjoinedClause(const ClaimText& text, int i, int end) {
  if (!text.IsComma(i - 1) || i + 1 >= end) return false;
  const ClaimWord& here = text.info[i];
  return (here.sense().clitics & kArticle) && !here.stop() && !here.clause && text.info[i + 1].Verb();
}

bool BeginsClause(const ClaimText& text, int first, int i, int end) {
  if (text.word(i).sentence != text.word(i - 1).sentence) return true;
  if (text.IsStop(i - 1) && text.word(i - 1).folded != ":") return true;
  if (!text.IsWord(i) && !text.IsNumber(i)) return false;
  if (text.info[i].Clause("cut") && (text.info[i].clause->note != "comma" || text.IsComma(i - 1)))
    return true;
  if (BeginsUnjoinedClause(text, i, end)) return true;
  return BeginsFurtherQuantity(text, first, i, end) || BeginsJoinedClause(text, first, i, end);
}

// Where what follows is no part of the statement, or `end`.
int TrailOf(const ClaimText& text, int first, int end) {
  for (int i = first + 1; i < end; ++i) {
    const ClaimWord& here = text.info[i];
    const bool comma = text.IsComma(Before(text, i, first));
    const bool reporting = comma && here.cue() && !here.sense().finite();
    const bool trail = here.Clause("trail") && (comma || here.clause->note == "anywhere");
    if ((reporting || trail) && Words(text, first, i) >= 2) return i;
  }
  return end;
}

// Drops quotation marks and punctuation at both ends, but not the mark whose partner stands inside.
void TrimMarks(const ClaimText& text, int& first, int& end) {
  const auto count_marks = [&](int from, int to) {
    int marks = 0;
    for (int i = from; i < to; ++i) marks += text.IsQuoteMark(i);
    return marks;
  };
  bool changed = true;
  while (changed && first < end) {
    changed = false;
    const int marks = count_marks(first, end);
    const bool both = text.IsQuoteMark(first) && text.IsQuoteMark(end - 1);
    if (IsBreak(text, first) || (text.IsQuoteMark(first) && (marks % 2 == 1 || (both && marks == 2)))) {
      ++first;
      changed = true;
    } else if (IsBreak(text, end - 1) || (text.IsQuoteMark(end - 1) && marks % 2 == 1)) {
      --end;
      changed = true;
    }
  }
}

Clause Finish(const ClaimText& text, int first, int end) {
  bool changed = true;
  while (changed) {
    const int before = first;
    TrimMarks(text, first, end);
    if (first < end) {
      const ClaimWord& here = text.info[first];
      if ((here.Clause("lead") || here.Clause("cut") || here.Clause("join")) &&
          first + here.clause_length < end)
        first += here.clause_length;
    }
    changed = first != before;
  }
  end = TrailOf(text, first, end);
  TrimMarks(text, first, end);
  Clause clause;
  clause.first = first;
  clause.end = end;
  if (clause.empty()) return clause;
  clause.begin = text.ByteBehind(first, text.info[first].sense().conjunction_bytes);
  clause.end_byte = text.word(end - 1).end;
  return clause;
}

}  // namespace

bool HasFiniteVerb(const ClaimText& text, int first, int end) {
  for (int i = first; i < end; ++i) {
    const ClaimWord& here = text.info[i];
    if (!text.IsWord(i) || here.time != kNone || here.quantity != kNone) continue;
    if (here.Verb()) return true;
    // A word that can be a noun too is a verb where a clause begins, and behind what only verbs follow.
    if (here.sense().finite() && (i == first || CarriesConjunction(text, i))) return true;
    if (i > first && here.sense().finite() && (text.info[i - 1].mark || text.info[i - 1].clause)) return true;
    if (here.Mark("negation") || here.Clause("verb") || here.Clause("planned")) return true;
  }
  return false;
}

std::vector<Clause> SplitClauses(const ClaimText& text, int first, int end) {
  struct Stretch {
    int first, end;
    bool further;
  };
  std::vector<Stretch> stretches;
  int begin = first;
  bool further = false;
  for (int i = first + 1; i <= end; ++i) {
    const bool long_comma = i < end && text.IsComma(i - 1) && i - begin > kLongClause;
    const bool longest = i - begin >= kLongest;
    if (i < end && !long_comma && !longest && !BeginsClause(text, begin, i, end)) continue;
    const bool fresh_sentence = begin > first && text.word(begin).sentence != text.word(begin - 1).sentence;
    const bool room = !stretches.empty() && i - stretches.back().first <= kLongest;
    if (room && !fresh_sentence && !further && !StandsAlone(text, begin, i)) {
      stretches.back().end = i;
    } else {
      stretches.push_back({begin, i, further});
    }
    further = i < end && BeginsFurtherQuantity(text, begin, i, end);
    begin = i;
  }
  std::vector<Clause> clauses;
  for (const Stretch& stretch : stretches) {
    Clause clause = Finish(text, stretch.first, stretch.end);
    clause.elliptic = stretch.further;
    clause.continued = !stretch.further && !clauses.empty() && !clause.empty() &&
                       CarriesConjunction(text, clause.first) && text.info[clause.first].sense().finite() &&
                       text.word(clause.first).sentence == text.word(clauses.back().first).sentence;
    if (!clause.empty()) clauses.push_back(clause);
  }
  return clauses;
}

}  // namespace isnad::core
