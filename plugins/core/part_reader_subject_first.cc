// What only languages with the subject before the verb, and capitals, ask of the reader.
#include <algorithm>

#include "plugins/core/part_reader.h"
#include "plugins/core/subject_finder.h"

namespace isnad::core {
namespace {

constexpr uint32_t kMaxLeading = 10;  // words before a participle that leads into a sentence

}  // namespace

// PORT ELLERY, Ohio (AP) — The yard: where the sentence begins behind the place that it was written at.
uint32_t PartReader::BehindCapitalDateline(uint32_t first, uint32_t end) const {
  constexpr uint32_t kMaxDateline = 10;
  for (uint32_t t = first; t < end && t < first + kMaxDateline; ++t) {
    if (t > first && (scene_.IsMark(t, "—") || scene_.IsMark(t, "–") || scene_.IsMark(t, "-")))
      return t + 1 < end ? t + 1 : first;
    const bool part = scene_.IsWord(t) ? scene_.IsCapital(t) || scene_.time_at[t] != kNone : !scene_.Opens(t);
    if (!part) return first;
  }
  return first;
}

// Mayor: “We will not pay”: a headline that only names who speaks. Where reading goes on.
uint32_t PartReader::HeadlineColon(uint32_t first, uint32_t end) {
  const NounPhrase subject = PhraseAt(scene_, first, end);
  const uint32_t open = subject.end + 1;
  if (subject.empty() || subject.paper || !scene_.IsColon(subject.end) || open >= end ||
      !scene_.Opens(open) || (subject.kind == 0 && !subject.named()))
    return first;
  Report report;
  report.opening = Opening::kQuotation;
  report.subject = subject;
  report.cue = {scene_.part, subject.head, subject.head + 1};
  report.content = open;
  Reports reports(scene_, cast_, phrases_, end);
  return Emit(reports, report, speakers_.Of(report, false, false), false, end);
}

// Ann Poe, who took office on Monday, said; records found last year show: a time that tells of who speaks.
bool PartReader::IsAboutSomebody(uint32_t time, uint32_t first) const {
  if (!scene_.rules->subject_first()) return false;
  const int grain = reading_.times[static_cast<size_t>(scene_.time_at[time])].grain;
  constexpr uint32_t kNear = 3;  // In 2022, she said; in a 2022 interview
  const bool leads = time < first + kNear && (time == first || scene_.Is(time - 1, kPrep | kIndefiniteWord));
  if ((grain == ISNAD_GRAIN_YEAR || grain == ISNAD_GRAIN_MONTH) && !leads) return true;
  for (uint32_t t = first; t < time; ++t) {
    if (scene_.Is(t, kRelative)) return true;
  }
  return false;
}

// A memo seen by the Ledger says; in an interview with the Herald, she said
uint32_t PartReader::LeadingOutletBehindBy(uint32_t t, uint32_t end) {
  if (t < 2 || !scene_.Is(t - 1, kPrep)) return t;
  const bool carried = scene_.words[t - 2].As("carried") != nullptr;
  const bool interview = scene_.words[t - 2].As("occasion.interview") != nullptr ||
                         scene_.words[t - 2].As("speaking") != nullptr;
  const bool paper = scene_.Is(t - 2, kOccasion);  // in an essay for the Review
  const NounPhrase outlet = carried || interview || paper ? PhraseAt(scene_, t, end) : NounPhrase{};
  if (outlet.empty() || (paper && !carried && !interview && !HasOutlet(outlet)) ||
      (interview && (outlet.kind == ISNAD_ENTITY_PERSON || !outlet.named())))
    return t;
  AddVia(speakers_.Via(outlet));
  return outlet.end;
}

bool PartReader::HasOutlet(const NounPhrase& phrase) const {
  for (uint32_t t = phrase.name_first; t < phrase.name_end; ++t) {
    if (scene_.Is(t, kOutlet)) return true;
  }
  return false;
}

// Where the verb of a cue begins, its auxiliaries included: a également ajouté.
uint32_t PartReader::VerbBegin(uint32_t cue, uint32_t first) const {
  uint32_t begin = cue;
  while (begin > first && (scene_.IsAuxiliary(begin - 1) || scene_.Is(begin - 1, kAdverb))) --begin;
  const bool reflexive = scene_.words[begin].As("adverb.reflexive") != nullptr;
  while (begin < cue && !reflexive && !scene_.Is(begin, kAspect)) ++begin;
  return begin;
}

// Where the reporting words begin: with the subject, or with the auxiliary before a pronoun, a-t-il ajouté.
uint32_t PartReader::VerbOfPronoun(const Report& report) const {
  const uint32_t first = report.subject.first;
  return report.subject.pronoun ? VerbBegin(first, 0) : first;
}

// Paul Roy, le maire, a exhorté les habitants: whether all that stands before the verb is who does it.
bool PartReader::HasSubjectBefore(uint32_t cue, uint32_t begin) const {
  while (begin < cue && (scene_.Is(begin, kAdverb | kAlso | kContrast) || scene_.time_at[begin] != kNone))
    ++begin;
  const Subject subject = SubjectFinder(scene_, phrases_).Of(cue);
  if (subject.is != Subject::Is::kTold || subject.phrase.pronoun || subject.phrase.first != begin)
    return false;
  for (uint32_t t = subject.phrase.end; t < VerbBegin(cue, begin); ++t) {
    if (scene_.Is(t, kAspect | kPassiveWord) || scene_.EndsAs(t, Ending::kFinite)) return false;
  }
  return true;
}

// The maps are gone, said Ravi Anand, who leads the search: one past the words that name him; `cue` where the
// clause goes on behind the name, which is no speaker's then.
uint32_t PartReader::InvertedSubject(uint32_t cue, uint32_t first, uint32_t end) const {
  const uint32_t begin = std::max(first, clause_.free_from);
  if (!scene_.rules->subject_first() || !scene_.IsFinite(cue) || cue < begin + 2 ||
      !scene_.IsComma(VerbBegin(cue, begin) - 1) || reading_.quotes.size() > clause_.first_quote)
    return cue;
  // Where a clause that is reported always has a `that`, one without stands before the verb, whichever it is.
  const bool surely = scene_.rules->that_always() && scene_.sights[cue].frame.needs != Needs::kQuotation;
  const Entry& verb = *scene_.sights[cue].cue->entry;
  if (!surely && (scene_.sights[cue].frame.to || !verb.Is("cue.say"))) return cue;
  const NounPhrase subject = ReadReportBehind(scene_, phrases_, cue, cue, end).subject;
  if (subject.first <= cue || (subject.pronoun && !surely) || (surely && HasSubjectBefore(cue, begin)))
    return cue;
  if (!subject.pronoun && subject.kind == 0 && !subject.named()) return cue;
  const uint32_t behind = subject.end;
  const bool ends = behind >= end || scene_.IsComma(behind) || scene_.IsStop(behind) ||
                    scene_.Is(behind, kPrep) || scene_.time_at[behind] != kNone;
  const bool goes_on = scene_.Is(behind, kAspect | kPassiveWord | kThat | kNot);
  return ends || (surely && !goes_on) ? behind : cue;
}

uint32_t PartReader::EmitInverted(uint32_t cue, uint32_t subject_end, uint32_t first, uint32_t end) {
  const uint32_t begin = std::max(first, clause_.free_from);
  const Report report = ReadReportBehind(scene_, phrases_, cue, cue, end);
  // Recipients, said Mauer, are required: the clause goes on behind him.
  const bool within =
      scene_.IsComma(subject_end) && scene_.Is(subject_end + 1, kAspect | kPassiveWord | kNot);
  const uint32_t stop = within ? end : VerbBegin(cue, begin);
  return EmitBefore(report, begin, stop, HoldsSpeech(begin, stop) ? ISNAD_QUOTE_MIXED : ISNAD_QUOTE_INDIRECT,
                    end);
}

// After promising to keep it, the firm said: a participle before the subject of its sentence.
bool PartReader::IsLead(const Report& report, uint32_t first) const {
  const uint32_t cue = report.cue.first;
  if (!report.subject.empty() || report.opening == Opening::kQuotation || cue >= first + kMaxLeading)
    return false;
  for (uint32_t t = first; t < cue; ++t) {
    if (scene_.IsComma(t)) return false;
  }
  return cue == first || scene_.Is(cue - 1, kPrep);
}

// “...,” she said, laughing, “...”: how it was said; the quotation goes on by itself.
bool PartReader::IsManner(const Report& report) const {
  return reading_.quotes.size() > clause_.first_quote && scene_.IsComma(report.cue.end) &&
         scene_.Opens(report.cue.end + 1);
}

// she said that the log showed: within what somebody says a thing speaks for itself, and for nobody.
bool PartReader::IsThing(const NounPhrase& subject) const {
  if (!scene_.rules->subject_first() || subject.pronoun || subject.named()) return false;
  return subject.paper || subject.kind == 0;
}

// he said that he expected: what he thinks is told within what he says.
bool PartReader::IsHimself(const Report& report, const Speaker& speaker) const {
  return scene_.rules->subject_first() && report.subject.pronoun && speaker.mention == clause_.speaker;
}

}  // namespace isnad::core
