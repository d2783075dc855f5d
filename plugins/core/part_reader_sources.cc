#include <algorithm>

#include "plugins/core/part_reader.h"

namespace isnad::core {
namespace {

constexpr size_t kShort = 4;  // bytes of به

}  // namespace

uint32_t PartReader::NextSource(Reports& reports, uint32_t at, uint32_t first, uint32_t end) {
  const uint32_t behind = BehindSource(at, end);
  if (behind >= end) return at + 1;
  uint32_t cue = at;
  uint32_t name = behind;
  const WordAnalysis* verb = nullptr;
  if (at < clause_.free_from) return at + 1;  // what somebody else referred to
  if (scene_.Is(at, kSourceOwn) || (scene_.Is(name, kOwnNoun | kCueNoun) && scene_.sights[name].possessed)) {
    return OwnSaying(at, name + 1, end);
  }
  if (scene_.IsFinite(name)) {  // وفق ما أعلن فلان
    cue = name;
    verb = scene_.sights[name].cue;
    ++name;
    if (IsBackReference(name)) ++name;
  } else if (scene_.Is(at, kSourceWhat)) {
    return at + 1;
  }
  Report report = scene_.rules->subject_first() ? ReadSourceSubjectFirst(scene_, phrases_, name, end)
                                                : ReadSource(scene_, cast_, name, end);
  if (report.subject.empty() || (verb == nullptr && !IsSomebody(report.subject))) return at + 1;
  if (verb != nullptr || report.verb == nullptr) {
    report.cue = {scene_.part, cue, cue + scene_.sights[cue].length};
    report.verb = verb;
  }
  const bool relays = verb != nullptr && verb->entry->Is("cue.relay");
  const bool outlet = scene_.Is(report.subject.head, kOutlet);
  if (reading_.quotes.size() > clause_.first_quote && (relays || outlet)) return CarriedBy(report);
  const bool leads = (at <= first + 2 && !IsFurtherNumber(first, at)) ||
                     (scene_.sights[at].joined && scene_.IsComma(at - 1));
  if (leads && !IsParenthesis(first, Trimmed(scene_, first, at), report.subject.end, end))
    return LeadingSource(reports, report, end);
  return TrailingSource(reports, report, at, first, end);
}

// «...»، على حد قوله: the quotation before it is his; of what somebody was quoted with it tells nothing new.
uint32_t PartReader::OwnSaying(uint32_t at, uint32_t behind, uint32_t end) {
  const uint32_t from = clause_.free_from;
  clause_.free_from = std::max(from, behind);
  const uint32_t stop = Trimmed(scene_, from, at);
  if (stop <= from || !scene_.Closes(stop - 1)) return behind;
  const uint32_t open = scene_.opening[stop - 1];
  if (open < from || scene_.WordsBetween(open + 1, stop - 1) < 2) return behind;
  Report report;
  report.cue = {scene_.part, at, behind};
  report.end = behind;
  return EmitBefore(report, open + 1, stop - 1, ISNAD_QUOTE_DIRECT, end);
}

// به, عنه
bool PartReader::IsBackReference(uint32_t at) const {
  if (!scene_.IsWord(at)) return false;
  const Sight& sight = scene_.sights[at];
  if (sight.possessed && (sight.bound || scene_.Is(at, kPrep))) return true;
  return !sight.known && scene_.words[at].folded.size() <= kShort;
}

// حسب الإجراءات المتبعة, وفق ضوابط: a thing that nothing is known of says nothing.
bool PartReader::IsSomebody(const NounPhrase& phrase) const {
  if (scene_.rules->capitals() || cast_.Resolve(scene_, phrase) != kNone) return true;
  if (phrase.kind == 0) return false;
  // نتائج الدراسة looks like a name: behind no title one of its words must be known as one.
  if (!phrase.named() || phrase.name_first > phrase.first) return true;
  for (uint32_t t = phrase.name_first; t < phrase.name_end; ++t) {
    if (scene_.Is(t, kGiven | kNamePart)) return true;
  }
  return false;
}

// One past the words of `according to`, a phrase of several words included.
uint32_t PartReader::BehindSource(uint32_t at, uint32_t end) const {
  uint32_t behind = at + scene_.sights[at].length;
  while (behind < end && scene_.Is(behind, kWhat)) ++behind;
  return behind;
}

uint32_t PartReader::CarriedBy(const Report& report) {
  const int via = speakers_.Via(report.subject);
  for (size_t i = clause_.first_quote; i < reading_.quotes.size(); ++i) {
    auto& known = reading_.quotes[i].via;
    if (std::find(known.begin(), known.end(), via) == known.end()) known.push_back(via);
  }
  return report.end;
}

// بحسب فلان، وقع كذا
uint32_t PartReader::LeadingSource(Reports& reports, const Report& source, uint32_t end) {
  const uint32_t begin = BehindLeadingSource(source, end);
  if (begin >= end) return source.end;
  if (scene_.IsFinite(begin) && reports.At(begin).opening != Opening::kNothing) {
    const Report& report = reports.At(begin);
    const bool relayed = !report.subject.empty() && scene_.Is(report.subject.head, kOutlet) &&
                         !scene_.Is(source.subject.head, kOutlet);
    if (!relayed) {
      AddVia(speakers_.Via(source.subject));
      return begin;
    }
    // نقلا عن فلان، كتبت صحيفة كذا أن: his words
    Report his = report;
    his.source = source.subject;
    const Speaker speaker = speakers_.Of(his, false, false);
    Remember(his, speaker);
    return Emit(reports, his, speaker, /*nested=*/false, end);
  }
  return EmitBehind(reports, source, begin, end);
}

// Behind the first comma, or behind فإن, whatever is told of the source before it.
uint32_t PartReader::BehindLeadingSource(const Report& source, uint32_t end) const {
  uint32_t begin = source.subject.end;
  for (uint32_t t = begin; t < end && t < begin + kMaxLead; ++t) {
    if (scene_.IsThat(t) && scene_.sights[t].joined) return t + 1;
    if (scene_.Opens(t) && scene_.closing[t] < end) t = scene_.closing[t];
    if (!scene_.IsComma(t)) continue;
    return scene_.IsThat(t + 1) ? t + 2 : t + 1;
  }
  return begin;
}

// وقع كذا، بحسب فلان
uint32_t PartReader::TrailingSource(Reports& reports, const Report& source, uint32_t at, uint32_t first,
                                    uint32_t end) {
  uint32_t begin = std::max(first, clause_.free_from);
  uint32_t stop = Trimmed(scene_, begin, at);
  if (stop > begin && scene_.Is(stop - 1, kPointer) && scene_.sights[stop - 1].joined)  // ..., وذلك بحسب
    stop = Trimmed(scene_, begin, stop - 1);
  // A quotation right before it is all that is meant.
  if (stop > begin && scene_.Closes(stop - 1) && !scene_.IsNameLike(scene_.opening[stop - 1])) {
    const uint32_t open = scene_.opening[stop - 1];
    if (open >= begin) return EmitBefore(source, open + 1, stop - 1, ISNAD_QUOTE_DIRECT, end);
  }
  const uint32_t behind = source.subject.end;
  if (IsParenthesis(begin, stop, behind, end))
    return EmitBefore(source, begin, EndOfContentSubjectFirst(scene_, reports, behind + 1, end),
                      ISNAD_QUOTE_INDIRECT, end);
  if (behind < end && scene_.sights[behind].joined && scene_.Is(behind, kPersonal | kThat)) {
    return EmitBehind(reports, source, behind + 1, end);  // أما كذا، بحسب فلان، فهو
  }
  if (begin >= stop) begin = SplitAtContrast(source, stop);
  begin = BehindLead(BehindDateline(begin), stop);
  const bool number = IsFurtherNumber(begin, stop);
  if (scene_.WordsBetween(begin, stop) < 2 && !number) return source.end;
  if (number && scene_.IsGluedToNumber(begin)) ++begin;  // و٢٧
  const int kind = HoldsSpeech(begin, stop) ? ISNAD_QUOTE_MIXED : ISNAD_QUOTE_INDIRECT;
  return EmitBefore(source, begin, stop, kind, end);
}

// ٨٢٪ بحسب النقابة و٢٧٪ بحسب الوزارة: behind what another source is given for, a number is enough.
bool PartReader::IsFurtherNumber(uint32_t begin, uint32_t stop) const {
  if (reading_.quotes.size() == clause_.first_quote) return false;
  for (uint32_t t = begin; t < stop; ++t) {
    if (scene_.words[t].kind == ISNAD_TOKEN_NUMBER) return true;
  }
  return false;
}

// What stands before `كما ذكر فلان`, if nobody has said it yet. Where to go on.
uint32_t PartReader::EmitAsTold(const Report& source, uint32_t first, uint32_t at, uint32_t end) {
  constexpr uint32_t kLeastWords = 3;
  const uint32_t begin = BehindLead(BehindDateline(std::max(first, clause_.free_from)), at);
  const uint32_t stop = Trimmed(scene_, begin, at);
  if (!scene_.IsComma(at - 1) || scene_.WordsBetween(begin, stop) < kLeastWords) return source.end;
  const int kind = HoldsSpeech(begin, stop) ? ISNAD_QUOTE_MIXED : ISNAD_QUOTE_INDIRECT;
  return EmitBefore(source, begin, stop, kind, end);
}

// Turnout, according to the port, had not: the source stands within a clause.
bool PartReader::IsParenthesis(uint32_t begin, uint32_t stop, uint32_t behind, uint32_t end) const {
  constexpr uint32_t kMaxSubject = 8;
  if (!scene_.rules->subject_first()) return false;
  if (stop >= begin + kMaxSubject || stop <= begin || behind + 2 >= end || !scene_.IsComma(behind))
    return false;
  for (uint32_t t = begin; t < stop; ++t) {
    if (scene_.Is(t, kAspect | kPassiveWord) || scene_.IsFinite(t)) return false;
  }
  return scene_.Is(behind + 1, kAspect | kPassiveWord | kAdverb | kNot) ||
         scene_.EndsAs(behind + 1, Ending::kPast) ||
         !scene_.Is(behind + 1, kAlso | kContrast | kPrep | kRelative | kWhen);
}

// قال إن كذا، غير أن كذا، وفق ما أفاد به فلان: what stands behind the contrast is the second speaker's.
// Where it begins; `stop` where there is none.
uint32_t PartReader::SplitAtContrast(const Report& source, uint32_t stop) {
  if (reading_.quotes.size() == clause_.first_quote || source.verb == nullptr) return stop;
  QuoteReading& last = reading_.quotes.back();
  for (uint32_t t = stop; t-- > last.content.first + 2;) {
    if (!scene_.Is(t, kContrast | kWhile) || !scene_.IsComma(t - 1)) continue;
    last.content.end = Trimmed(scene_, last.content.first, t);
    last.end = scene_.words[last.content.end - 1].end;
    return scene_.IsThat(t + 1) ? t + 2 : t + 1;
  }
  return stop;
}

// Behind `المدينة (الوكالة) - `, which opens an agency's text.
uint32_t PartReader::BehindDateline(uint32_t begin) const {
  constexpr uint32_t kMaxDateline = 12;
  if (begin > 0 && scene_.words[begin - 1].kind != ISNAD_TOKEN_LINE_BREAK) return begin;
  for (uint32_t t = begin + 1; t < begin + kMaxDateline && t < scene_.size(); ++t) {
    if (scene_.IsMark(t - 1, ")") &&
        (scene_.IsMark(t, "-") || scene_.IsMark(t, "–") || scene_.IsMark(t, "—")))
      return t + 1;
    if (scene_.IsStop(t)) break;
  }
  return begin;
}

// Behind what only leads into a sentence: يذكر أن, غير أن, and commas.
uint32_t PartReader::BehindLead(uint32_t begin, uint32_t stop) const {
  for (uint32_t t = begin; t < stop && t < begin + 4; ++t) {
    if (scene_.IsThat(t)) return t + 1;
    if ((scene_.IsComma(t) || scene_.Is(t, kContrast)) && t == begin) begin = t + 1;
  }
  return begin;
}

}  // namespace isnad::core
