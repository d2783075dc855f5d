#include "plugins/core/claims_time.h"

#include <algorithm>

#include "plugins/core/claims_terms.h"

namespace isnad::core {
namespace {

constexpr int kBesideTime = 4;  // words before a time among which the noun is that it dates
constexpr int kReach = 250;     // tokens within which a dated noun is taken up
constexpr int kLookBack = 120;  // tokens of the same paragraph in front of a claim

bool IsNoun(const ClaimText& text, int i) {
  const ClaimWord& here = text.info[i];
  return text.IsWord(i) && here.time == kNone && here.quantity == kNone && !here.stop() && !here.cue() &&
         !here.clause && !here.mark && !(here.sense().finite() && !here.sense().nominal);
}

bool IsDefinite(const ClaimText& text, int i) { return (text.info[i].sense().clitics & kArticle) != 0; }

bool ParagraphBegins(const ClaimText& text, int i) {
  return i == 0 || text.word(i - 1).kind == ISNAD_TOKEN_LINE_BREAK;
}

bool SentenceBegins(const ClaimText& text, int i) {
  return i == 0 || text.word(i).sentence != text.word(i - 1).sentence;
}

}  // namespace

ClaimTimes::ClaimTimes(const std::vector<ClaimText>& texts, const Reading& reading) : reading_(reading) {
  for (const ClaimText& text : texts) {
    if (text.part == ISNAD_PART_TEXT) DateNouns(text);
  }
}

// What somebody claims to have happened is dated by days that have come.
bool ClaimTimes::IsPastDay(int time) const {
  const TimeMention& mention = reading_.times[time];
  const std::string day = mention.start.substr(0, 10);
  return !mention.lasting && mention.start.size() >= 10 && day == mention.end.substr(0, 10) &&
         day <= reading_.publish_time.substr(0, 10);
}

void ClaimTimes::DateNouns(const ClaimText& text) {
  for (int i = 0; i < text.size(); ++i) {
    const int time = text.info[i].time;
    if (time == kNone || (i > 0 && text.info[i - 1].time == time) || !IsPastDay(time)) continue;
    DateNounsBefore(text, i, time);
    DateNounsOfSentence(text, i, time);
  }
  for (auto& [term, nouns] : dated_) {
    std::stable_sort(nouns.begin(), nouns.end(), [](const Dated& a, const Dated& b) { return a.at < b.at; });
  }
}

// A session held on Friday: the nouns right in front of the day, as they are new.
void ClaimTimes::DateNounsBefore(const ClaimText& text, int at, int time) {
  for (int i = at - 1; i >= 0 && i >= at - kBesideTime; --i) {
    if (text.IsComma(i) || text.IsStop(i) || SentenceBegins(text, i + 1)) return;
    if (IsNoun(text, i) && !IsDefinite(text, i))
      dated_[text.info[i].form->key_id].push_back({i, i + kReach, time});
  }
}

// Shells fell on a crossing on Tuesday: where the outlet itself tells it, all new nouns of the sentence are
// of that day up to the paragraph's end.
void ClaimTimes::DateNounsOfSentence(const ClaimText& text, int at, int time) {
  int first = at, end = at;
  while (!SentenceBegins(text, first) && at - first < kLookBack) --first;
  while (end < text.size() && !(end > at && SentenceBegins(text, end)) && end - at < kLookBack) ++end;
  for (int i = first; i < end; ++i) {
    const ClaimWord& here = text.info[i];
    if (here.cue_of != kNone || here.content_of != kNone) return;
    if (here.time != kNone && here.time != time) return;
  }
  int last = end;
  while (last < text.size() && text.word(last).kind != ISNAD_TOKEN_LINE_BREAK && last - end < kReach) ++last;
  for (int i = first; i < end; ++i) {
    if (IsNoun(text, i) && !IsDefinite(text, i)) dated_[text.info[i].form->key_id].push_back({i, last, time});
  }
}

bool ClaimTimes::OwnTime(const ClaimText& text, int first, int end, ClaimReading& claim) const {
  for (int i = first; i < end; ++i) {
    const int time = text.info[i].time;
    if (time == kNone || reading_.times[time].lasting || !TellsWhen(text, first, i)) continue;
    claim.time = time;
    return true;
  }
  return false;
}

// The day of the first noun among the words that was dated before it; of narration only, words that nobody is
// quoted with.
int ClaimTimes::TakenUp(const ClaimText& text, int first, int end, bool narration) const {
  if (dated_.empty()) return kNone;
  for (int i = first; i < end; ++i) {
    if (!IsNoun(text, i) || !IsDefinite(text, i)) continue;
    if (narration && text.info[i].content_of != kNone) continue;
    const auto known = dated_.find(text.info[i].form->key_id);
    if (known == dated_.end()) continue;
    const std::vector<Dated>& nouns = known->second;
    auto noun = std::lower_bound(nouns.begin(), nouns.end(), i,
                                 [](const Dated& dated, int at) { return dated.at < at; });
    if (noun == nouns.begin()) continue;
    --noun;
    if (i < noun->until && text.word(i).sentence != text.word(noun->at).sentence) return noun->time;
  }
  return kNone;
}

// The day that the sentence tells in front of the clause, in the outlet's own words.
int ClaimTimes::ToldBefore(const ClaimText& text, int first) const {
  for (int i = first; !SentenceBegins(text, i) && first - i < kLookBack; --i) {
    const ClaimWord& before = text.info[i - 1];
    if (before.time != kNone && before.content_of == kNone && IsPastDay(before.time)) return before.time;
  }
  return kNone;
}

void ClaimTimes::Tell(const ClaimText& text, const Clause& clause, ClaimReading& claim) const {
  if (OwnTime(text, clause.first, clause.end, claim)) return;
  if (claim.modality != ISNAD_MODALITY_ASSERTED && claim.modality != ISNAD_MODALITY_DENIED) return;
  const bool body = text.part == ISNAD_PART_TEXT;
  int time = body ? TakenUp(text, clause.first, clause.end, /*narration=*/false) : kNone;
  if (time == kNone && claim.quote != kNone) time = reading_.quotes[claim.quote].time;
  if (time == kNone && body && claim.quote == kNone) time = ToldBefore(text, clause.first);
  if (time == kNone && body) {
    int sentence = clause.first, paragraph = clause.first;
    while (!SentenceBegins(text, sentence) && clause.first - sentence < kLookBack) --sentence;
    while (!ParagraphBegins(text, paragraph) && clause.first - paragraph < kLookBack) --paragraph;
    time = TakenUp(text, sentence, clause.first, /*narration=*/false);
    if (time == kNone) time = TakenUp(text, paragraph, sentence, /*narration=*/true);
  }
  if (time != kNone) {
    claim.derived_time = reading_.times[time];
    return;
  }
  if (reading_.publish_time.size() < 10) return;
  TimeMention today;
  today.range = claim.evidence;
  today.start = today.end = reading_.publish_time.substr(0, 10);
  today.grain = ISNAD_GRAIN_DAY;
  claim.derived_time = today;
}

}  // namespace isnad::core
