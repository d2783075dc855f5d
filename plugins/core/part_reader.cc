#include "plugins/core/part_reader.h"

#include <algorithm>

namespace isnad::core {
namespace {

constexpr uint32_t kMaxOccasion = 10;  // words of the occasion that a sentence begins with

}  // namespace

void PartReader::ReadPart() {
  const isnad_part* input = reading_.parts[scene_.part].input;
  if (input == nullptr) return;
  uint32_t read = 0;  // tokens that an answer took
  for (uint64_t s = 0; s < input->n_sentences; ++s) {
    const isnad_sentence& sentence = input->sentences[s];
    if (sentence.first_token >= sentence.end_token || sentence.first_token < read) continue;
    if (scene_.words[sentence.first_token].boilerplate) continue;
    read = ReadNamedLine(sentence.first_token, static_cast<uint32_t>(s));
    if (read > sentence.first_token) continue;
    uint32_t end = sentence.end_token;
    const auto index = static_cast<uint32_t>(s);
    while (s + 1 < input->n_sentences && scene_.EndsInTitle(end)) end = input->sentences[++s].end_token;
    ReadSentence(sentence.first_token, end, index);
  }
}

// فلان: ... at the head of a line, as interviews print an answer and headlines a statement: the whole line is
// what he says. One past it; `first` where the line begins otherwise.
uint32_t PartReader::ReadNamedLine(uint32_t first, uint32_t index) {
  constexpr uint32_t kLeastWords = 3;
  if (scene_.rules->subject_first()) return first;
  if (first > 0 && scene_.words[first - 1].kind != ISNAD_TOKEN_LINE_BREAK) return first;
  const NounPhrase* phrase = phrases_.Covering(first);
  if (phrase == nullptr || phrase->first != first || !scene_.IsColon(phrase->end)) return first;
  if (phrase->kind != ISNAD_ENTITY_PERSON || cast_.Resolve(scene_, *phrase) == kNone) return first;
  uint32_t end = phrase->end + 1;
  while (end < scene_.size() && scene_.words[end].kind != ISNAD_TOKEN_LINE_BREAK) ++end;
  if (scene_.WordsBetween(phrase->end + 1, end) < kLeastWords || scene_.IsMark(end - 1, "؟")) return first;
  sentence_ = index;
  clause_ = Clause{};
  speakers_.Begin(first, end, index);
  Report report;
  report.subject = *phrase;
  report.cue = {scene_.part, phrase->first, phrase->end};
  report.end = end;
  uint32_t begin = phrase->end + 1;
  const bool direct = scene_.Opens(begin) && scene_.closing[begin] + 1 == Trimmed(scene_, begin, end);
  if (direct) ++begin;
  const uint32_t stop = direct ? scene_.closing[begin - 1] : end;
  const int kind = direct                     ? ISNAD_QUOTE_DIRECT
                   : HoldsSpeech(begin, stop) ? ISNAD_QUOTE_MIXED
                                              : ISNAD_QUOTE_INDIRECT;
  return EmitBefore(report, begin, stop, kind, end);
}

void PartReader::ReadSentence(uint32_t first, uint32_t end, uint32_t index) {
  if (scene_.rules->capitals()) first = BehindCapitalDateline(first, end);
  Reports reports(scene_, cast_, phrases_, end);
  clause_ = Clause{};
  clause_.first_quote = reading_.quotes.size();
  clause_.free_from = first;
  sentence_ = index;
  speakers_.Begin(first, end, index);
  if (scene_.part == ISNAD_PART_TITLE && scene_.rules->subject_first()) first = HeadlineColon(first, end);
  DateBackward(first, end);
  for (uint32_t t = first; t < end;) t = Next(reports, t, first, end);
  if (reading_.quotes.size() == clause_.first_quote) speakers_.Mentioned(first, end);
  occasions_.Remember(first, end);
}

// جاء ذلك في كلمة ألقاها أمس: when what was told right before was said.
void PartReader::DateBackward(uint32_t first, uint32_t end) {
  constexpr uint32_t kNear = 3;  // sentences
  if (!scene_.Is(first, kBackward) || reading_.quotes.empty()) return;
  int time = kNone;
  for (uint32_t t = first; t < end && time == kNone; ++t) {
    if (scene_.IsThat(t) || scene_.Opens(t)) return;
    time = scene_.time_at[t];
  }
  if (time == kNone) return;
  const int speaker = reading_.quotes.back().speaker;
  for (auto quote = reading_.quotes.rbegin(); quote != reading_.quotes.rend(); ++quote) {
    if (quote->content.part != scene_.part || quote->speaker != speaker || quote->time != kNone) return;
    if (scene_.words[quote->cue.first].sentence + kNear < sentence_) return;
    quote->time = time;
  }
}

// Reads what stands at `t`; where to go on.
uint32_t PartReader::Next(Reports& reports, uint32_t t, uint32_t first, uint32_t end) {
  if (scene_.words[t].boilerplate) return t + 1;
  if (const uint32_t behind = LeadingOutlet(t, first, end); behind > t) return behind;
  if (scene_.Opens(t)) return NextQuotation(reports, t, first, end);
  if (scene_.time_at[t] != kNone && reading_.quotes.size() == clause_.first_quote && clause_.time == kNone &&
      t < first + 12 && !IsAboutSomebody(t, first)) {
    clause_.time = scene_.time_at[t];
  }
  if (scene_.Is(t, kSourceBy | kSourceWhat | kSourceOwn) && !scene_.IsFinite(t) &&
      !scene_.sights[t].possessed)
    return NextSource(reports, t, first, end);
  const bool cue = scene_.IsFinite(t) || scene_.Is(t, kDocument) ||
                   (scene_.IsParticiple(t) && (t > first || !reading_.quotes.empty())) ||
                   scene_.IsSayingNoun(t) ||
                   (scene_.Is(t, kCueNoun) && (scene_.sights[t].bound || scene_.sights[t].possessed));
  // عادت لتقول إن: a verb behind a preposition reports where a clause or speech follows
  const bool purpose =
      scene_.IsFinite(t) && scene_.sights[t].bound && !scene_.IsThat(t + 1) && !scene_.IsColon(t + 1);
  if (cue && !scene_.IsNegated(t) && !IsProof(t) && !purpose) return NextCue(reports, t, first, end);
  return t + 1;
}

// ..., ما يؤكد كذا: what was told before shows it, and nobody says it.
bool PartReader::IsProof(uint32_t cue) const {
  if (cue < 2 || !scene_.IsFinite(cue) || scene_.sights[cue].possessed || !scene_.Is(cue - 1, kWhat))
    return false;
  const CueFrame& frame = scene_.sights[cue].frame;
  const bool takes_things = frame.bare || frame.objects != 0;
  return takes_things && (scene_.sights[cue].cue->features & kImperfect) &&
         (scene_.IsComma(cue - 2) || scene_.words[cue - 1].As("what.of") != nullptr);
}

// وفي مقابلة مع قناة كذا، قال: who carried what is said behind it. One past the outlet; `t` where there is
// none.
uint32_t PartReader::LeadingOutlet(uint32_t t, uint32_t first, uint32_t end) {
  if (scene_.rules->subject_first() && reading_.quotes.size() == clause_.first_quote)
    return LeadingOutletBehindBy(t, end);
  if (t > first + kMaxOccasion || reading_.quotes.size() > clause_.first_quote) return t;
  clause_.occasion |= scene_.Is(t, kOccasion);
  const bool told = clause_.occasion && t > first && (scene_.Is(t - 1, kPrep) || scene_.sights[t].bound) &&
                    !scene_.Is(t, kOccasion);
  if (!told || !(scene_.Is(t, kOutlet) || (scene_.Opens(t) && scene_.IsNameLike(t)))) return t;
  const NounPhrase outlet =
      scene_.sights[t].bound ? PhraseBehindClitic(scene_, t, end) : PhraseAt(scene_, t, end);
  if (outlet.empty()) return t;
  AddVia(speakers_.Via(outlet));
  return outlet.end;
}

uint32_t PartReader::NextCue(Reports& reports, uint32_t cue, uint32_t first, uint32_t end) {
  if (const uint32_t behind = InvertedSubject(cue, first, end); behind > cue)
    return EmitInverted(cue, behind, first, end);
  const Report& report = reports.At(cue);
  const bool nested = cue < clause_.free_from;
  if (nested && (report.opening == Opening::kNothing || report.opening == Opening::kObject)) return cue + 1;
  if (nested && ++clause_.nested > kMaxNested) return cue + 1;
  if (nested && IsThing(report.subject)) return cue + 1;
  const bool participle = !scene_.IsFinite(cue);
  if (participle && scene_.rules->subject_first() && (IsLead(report, first) || IsManner(report)))
    return cue + 1;
  if (!nested && StandsBehind(report, first)) return EmitClauseBefore(report, first, end);
  const Speaker speaker = speakers_.Of(report, participle, nested);
  if (report.opening == Opening::kNothing) {
    if (nested || report.subject.empty() || speaker.mention == kNone) return cue + 1;
    const bool aside = scene_.sights[cue].possessed || (cue > 0 && scene_.Is(cue - 1, kWhat | kRelative));
    // وقع كذا، كما ذكر فلان
    if (!aside && cue > first + 3 && scene_.Is(cue - 1, kAlso) && scene_.IsFinite(cue)) {
      Report source = report;
      source.end = std::max(report.subject.end, cue + 1);
      return EmitAsTold(source, first, cue - 1, end);
    }
    const bool relays = report.verb != nullptr && report.verb->entry->Is("cue.relay");
    if (relays || scene_.Is(report.subject.head, kOutlet)) {
      AddVia(speaker.mention);  // في تصريح نقلته وكالة كذا
      speakers_.Carried(speaker.mention);
      if (scene_.sights[cue].possessed) CarriedBy(report);  // what it carried may stand before it
    } else if (!aside && scene_.IsFinite(cue) && IsSomebody(report.subject) &&
               !report.verb->entry->Is("cue.question")) {
      if (!scene_.rules->subject_first()) Remember(report, speaker);
      speakers_.Spoke(speaker, kNone);
    }
    return cue + 1;
  }
  if (nested && (speaker.mention == kNone || IsHimself(report, speaker))) return cue + 1;
  if (!nested) {
    Remember(report, speaker);
    FindOccasion(report, speaker, std::max(first, clause_.free_from));
  }
  return Emit(reports, report, speaker, nested, end);
}

// Nothing tells when: the occasion may, of which [first, content) speaks.
void PartReader::FindOccasion(const Report& report, const Speaker& speaker, uint32_t first) {
  if (clause_.time != kNone) return;
  if (!scene_.IsFinite(report.cue.first) && reading_.quotes.size() == clause_.first_quote) {
    // أدلت فلانة بشهادتها أمام المحكمة يوم الاثنين، مؤكدة أن: the day of the verb that it goes on with
    for (uint32_t t = first; t < report.cue.first && clause_.time == kNone; ++t) {
      if (scene_.time_at[t] != kNone && !reading_.times[scene_.time_at[t]].lasting)
        clause_.time = scene_.time_at[t];
    }
    if (clause_.time != kNone) return;
  }
  clause_.time = occasions_.TimeOf(first, report.content);
  if (clause_.time == kNone) clause_.time = occasions_.TimeOfDay(first, report.content);
  if (clause_.time == kNone && occasions_.GoesOn(first, report.content))
    clause_.time = speakers_.LastTimeOf(speaker);
}

// The cuts begin in July, the company said: the cue stands behind or within a clause that it reports.
bool PartReader::StandsBehind(const Report& report, uint32_t first) const {
  if (!scene_.rules->subject_first() || report.subject.empty() || !scene_.IsFinite(report.cue.first))
    return false;
  if (scene_.IsComma(report.cue.end) && scene_.Opens(report.cue.end + 1)) return false;
  if (scene_.sights[report.cue.first].frame.needs == Needs::kQuotation) return false;
  const bool nothing = report.opening == Opening::kNothing || scene_.IsComma(report.cue.end);
  const uint32_t begin = std::max(first, clause_.free_from);
  const uint32_t reporting = VerbOfPronoun(report);
  if (!nothing || reporting < begin + 3 || !scene_.IsComma(reporting - 1)) return false;
  return reading_.quotes.size() == clause_.first_quote;
}

void PartReader::Remember(const Report& report, const Speaker& speaker) {
  if (speaker.mention != kNone) {
    clause_.speaker = speaker.mention;
    clause_.gender = speaker.gender;
    speakers_.SetClauseSpeaker(speaker);
  }
  for (const int via : speaker.via) AddVia(via);
  if (report.time != kNone) clause_.time = report.time;
}

void PartReader::AddVia(int via) {
  if (std::find(clause_.via.begin(), clause_.via.end(), via) == clause_.via.end()) clause_.via.push_back(via);
}

}  // namespace isnad::core
