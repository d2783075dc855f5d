#include "plugins/core/claims.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "plugins/core/claims_clauses.h"
#include "plugins/core/claims_rules.h"
#include "plugins/core/claims_select.h"
#include "plugins/core/claims_sense.h"
#include "plugins/core/claims_terms.h"
#include "plugins/core/claims_time.h"

namespace isnad::core {
namespace {

// Words that somebody is speaking in: a quote's content, or the outlet's own.
struct Unit {
  int first = 0, end = 0;
  int quote = kNone;
};

constexpr int kStandsAlone = 4;  // words from which on what is denied can be understood by itself

// What somebody is accused of is told with who accuses whom, and a bare noun that is denied with who denies
// it: the whole of it is the claim.
int BeginOf(const ClaimText& text, const QuoteReading& quote) {
  const int first = static_cast<int>(quote.content.first);
  const int end = static_cast<int>(quote.content.end);
  if (quote.cue.empty() || quote.cue.part != text.part) return first;
  const bool bare = quote.cue_class.starts_with("cue.deny") && end - first < kStandsAlone;
  if (!bare && !quote.cue_class.starts_with("cue.accuse")) return first;
  return std::min(static_cast<int>(quote.cue.first), first);
}

std::vector<Unit> QuoteUnits(const ClaimText& text, const Reading& reading) {
  std::vector<Unit> units;
  for (size_t q = 0; q < reading.quotes.size(); ++q) {
    const QuoteReading& quote = reading.quotes[q];
    if (quote.content.empty() || quote.content.part != text.part) continue;
    units.push_back({BeginOf(text, quote), static_cast<int>(quote.content.end), static_cast<int>(q)});
  }
  return units;
}

// The runs of words that are in no quote's content. A run that reports (it holds a cue) says nothing itself.
std::vector<Unit> NarrationUnits(const ClaimText& text) {
  std::vector<Unit> units;
  Unit unit;
  bool reports = false;
  const auto close = [&](int end) {
    unit.end = end;
    if (unit.end > unit.first && !reports) units.push_back(unit);
    reports = false;
  };
  for (int i = 0; i < text.size(); ++i) {
    const bool outside = text.info[i].content_of != kNone || text.word(i).boilerplate ||
                         text.word(i).kind == ISNAD_TOKEN_LINE_BREAK;
    const bool new_sentence = i > 0 && text.word(i).sentence != text.word(i - 1).sentence;
    // Behind a comma a run may turn from reporting to telling.
    const bool new_stretch = reports && text.IsComma(i);
    if (outside || new_sentence || new_stretch) {
      close(i);
      unit.first = outside ? i + 1 : i;
    }
    reports |= !outside && text.info[i].cue_of != kNone;
  }
  close(text.size());
  return units;
}

// Whether the number at i is told to be the wrong one: "1200, not 850".
bool IsRuledOut(const ClaimText& text, int first, int i) {
  int before = i - 1;
  while (before > first &&
         (text.IsQuoteMark(before) || (text.info[before].stop() && !text.info[before].mark)))
    --before;
  return before >= first && text.info[before].Mark("negation");
}

void AttachMentions(const ClaimText& text, const Reading& reading, ClaimReading& claim) {
  for (int i = static_cast<int>(claim.evidence.first); i < static_cast<int>(claim.evidence.end); ++i) {
    const int quantity = text.info[i].quantity;
    const bool fresh = quantity != kNone &&
                       (i == static_cast<int>(claim.evidence.first) || text.info[i - 1].quantity != quantity);
    if (fresh && (claim.quantities.empty() || !IsRuledOut(text, static_cast<int>(claim.evidence.first), i)))
      claim.quantities.push_back(quantity);
  }
  claim.marks = MarksIn(reading, claim.evidence);
}

// Finds the claims of one article.
class Finder {
 public:
  Finder(const ClaimRules& rules, const Lexicon& lexicon, ClaimMemo& memo, Reading& reading)
      : rules_(rules), reading_(reading) {
    for (uint32_t part = 0; part < ISNAD_PART_COUNT; ++part) {
      texts_.push_back(ReadClaimText(rules, lexicon, memo, reading, part));
    }
    FindMarks(texts_, reading);
    reading.topic = TopicOf(texts_);
    times_.emplace(texts_, reading);
  }

  void Find() {
    for (const ClaimText& text : texts_) {
      for (const Unit& unit : QuoteUnits(text, reading_)) Add(text, unit);
      if (text.part == ISNAD_PART_TITLE) continue;
      for (const Unit& unit : NarrationUnits(text)) Add(text, unit);
    }
    // One evidence, one claim: of nested quotes the innermost speaks, whose unit is the shortest.
    std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      if (a.claim.evidence.part != b.claim.evidence.part)
        return a.claim.evidence.part < b.claim.evidence.part;
      if (a.claim.begin != b.claim.begin) return a.claim.begin < b.claim.begin;
      if (a.claim.end != b.claim.end) return a.claim.end < b.claim.end;
      return a.unit_length < b.unit_length;
    });
    const auto same = [](const Found& a, const Found& b) {
      return a.claim.evidence.part == b.claim.evidence.part && a.claim.begin == b.claim.begin &&
             a.claim.end == b.claim.end;
    };
    found_.erase(std::unique(found_.begin(), found_.end(), same), found_.end());
    for (Found& found : found_) reading_.claims.push_back(std::move(found.claim));
  }

 private:
  struct Found {
    ClaimReading claim;
    int unit_length = 0;
  };

  void Add(const ClaimText& text, const Unit& unit) {
    std::vector<TermReading> before;  // of the clause that an elliptic one completes
    for (Clause& clause : SplitClauses(text, unit.first, unit.end)) {
      // "82 percent according to the union, 27 according to the ministry": what somebody else says goes on.
      if (IsBareNumber(text, clause) && GoesOn(text, unit.first)) {
        clause.elliptic = true;
        before = last_terms_;
      }
      ClaimReading claim = Make(text, clause, unit, before);
      last_terms_ = claim.terms;
      last_end_ = Range{text.part, static_cast<uint32_t>(clause.first), static_cast<uint32_t>(clause.end)};
      if (!clause.elliptic) before = claim.terms;
      const int worth = WorthOf(text, clause, claim, reading_);
      if (worth < kLeastWorth) continue;
      claim.confidence = std::min(0.95, 0.5 + 0.02 * worth);
      found_.push_back({std::move(claim), unit.end - unit.first});
    }
  }

  ClaimReading Make(const ClaimText& text, const Clause& clause, const Unit& unit,
                    const std::vector<TermReading>& before) {
    ClaimReading claim;
    claim.evidence = Range{text.part, static_cast<uint32_t>(clause.first), static_cast<uint32_t>(clause.end)};
    claim.begin = clause.begin;
    claim.end = clause.end_byte;
    claim.quote = unit.quote;
    std::string_view cue_class;
    if (unit.quote != kNone) {
      claim.holder = reading_.quotes[unit.quote].speaker;
      cue_class = reading_.quotes[unit.quote].cue_class;
    }
    const ClauseSense sense = SenseOf(text, clause, cue_class, reading_);
    claim.polarity = sense.polarity;
    claim.modality = sense.modality;
    // Who denies is no part of what is denied.
    Clause said = clause;
    const bool denied = cue_class.starts_with("cue.deny");
    if (denied)
      said.first = std::max(said.first, static_cast<int>(reading_.quotes[unit.quote].content.first));
    claim.terms = TermsOf(rules_, text, said.empty() ? clause : said, reading_);
    if (clause.elliptic) {
      for (const TermReading& term : before) {
        if (!OfHead(before, term) && term.key != "c:dated") claim.terms.push_back(term);
      }
    }
    if (clause.continued) AddSubject(before, claim.terms);
    AttachMentions(text, reading_, claim);
    times_->Tell(text, clause, claim);
    return claim;
  }

  // Whether the clause is no more than a number with its unit.
  static bool IsBareNumber(const ClaimText& text, const Clause& clause) {
    bool counts = false;
    for (int i = clause.first; i < clause.end; ++i) {
      counts |= text.info[i].quantity != kNone;
      if (text.info[i].quantity == kNone && text.IsWord(i) && !text.info[i].stop()) return false;
    }
    return counts;
  }

  // Whether the unit that begins at `first` stands in the sentence of the claim before it.
  bool GoesOn(const ClaimText& text, int first) const {
    return !last_end_.empty() && last_end_.part == text.part && static_cast<int>(last_end_.end) <= first &&
           text.word(static_cast<int>(last_end_.end) - 1).sentence == text.word(first).sentence;
  }

  // Whether a term stands in the word that the number counts.
  static bool OfHead(const std::vector<TermReading>& terms, const TermReading& term) {
    return std::any_of(terms.begin(), terms.end(), [&](const TermReading& other) {
      return other.head && other.range.first == term.range.first;
    });
  }

  // What stands before the predicate of the clause before is the subject of a further verb, too.
  static void AddSubject(const std::vector<TermReading>& before, std::vector<TermReading>& terms) {
    uint32_t predicate = 0;
    for (const TermReading& term : before) {
      if (term.role == ISNAD_TERM_PREDICATE) predicate = std::max(predicate, term.range.first);
    }
    for (const TermReading& term : before) {
      if (term.role == ISNAD_TERM_ARGUMENT && term.range.first < predicate && !term.head)
        terms.push_back(term);
    }
  }

  const ClaimRules& rules_;
  Reading& reading_;
  std::vector<ClaimText> texts_;
  std::optional<ClaimTimes> times_;
  std::vector<Found> found_;
  Range last_end_;  // the clause read last, and its terms
  std::vector<TermReading> last_terms_;
};

}  // namespace

void FindClaims(const ClaimRules& rules, const Lexicon& lexicon, ClaimMemo& memo, Reading& reading) {
  Finder(rules, lexicon, memo, reading).Find();
}

}  // namespace isnad::core
