#include "plugins/core/report_reader.h"

#include <algorithm>

namespace isnad::core {
namespace {

constexpr uint32_t kMaxAhead = 70;
constexpr uint32_t kMinSpeech = 3;  // words of a quotation right behind a name

}  // namespace

ReportReader::ReportReader(const Scene& scene, const Cast& cast, const Phrases& phrases, uint32_t cue,
                           uint32_t limit)
    : scene_(scene),
      cast_(cast),
      phrases_(phrases),
      cue_(cue),
      limit_(std::min({limit, scene.size(), cue + kMaxAhead})),
      at_(cue + 1) {
  report_.cue = {scene.part, cue, cue + 1};
  report_.verb = scene.sights[cue].cue;
  if (scene.Is(cue, kDocument)) {  // جاء في بيان
    at_ = cue + scene.sights[cue].length;
    document_ = occasion_ = paper_ = true;
  }
  frame_ = scene.sights[cue].frame;
  if (scene.sights[cue].possessed) frame_.bare = false;  // أعلنها: the pronoun is the object
  relay_ = report_.verb != nullptr && report_.verb->entry->Is("cue.relay");
  finite_ = scene.IsFinite(cue);
  uint32_t head = cue;
  while (head > 0 && scene.Is(head - 1, kAspect)) --head;
  continuing_ = scene.sights[head].joined || (head > 0 && scene.Is(head - 1, kAlso));
  subject_open_ = finite_ && SubjectBefore() == nullptr && !HoldsSubject();
}

Report ReportReader::Read() {
  if (const NounPhrase* before = finite_ ? SubjectBefore() : nullptr) report_.subject = *before;
  if (const NounPhrase* topic = finite_ ? SubjectTurnedTo() : nullptr) {
    report_.subject = *topic;
    subject_open_ = false;
  }
  while (at_ < limit_ && Step()) {
  }
  if (document_) FindAuthor();
  if (report_.opening == Opening::kNothing && object_ != 0) Open(Opening::kObject, object_, object_bytes_);
  if (report_.opening == Opening::kObject) {
    if (frame_.needs_own && !IsOwnSaying(report_.content)) report_.opening = Opening::kNothing;
    if (KeepsName()) report_.opening = Opening::kNothing;
    OwnSayingThat();
    DeniedNoun();
    Hearsay();
  }
  BareClause();
  ClauseBehindComma();
  report_.end = at_;
  return report_;
}

void ReportReader::Open(Opening opening, uint32_t content, uint32_t bytes) {
  report_.opening = opening;
  report_.content = content;
  report_.content_bytes = bytes;
}

// One step through the words behind the cue; false at the content or where there is none.
bool ReportReader::Step() {
  if (scene_.IsStop(at_) || scene_.words[at_].kind == ISNAD_TOKEN_LINE_BREAK) return false;
  if (scene_.IsThat(at_)) return StepThat();
  if (scene_.IsColon(at_)) return StepColon();
  if (scene_.Opens(at_)) return StepQuotation();
  if (scene_.Closes(at_)) return false;
  if (const uint32_t after = scene_.AfterBracket(at_); after != at_) return Skip(after);
  if (scene_.IsComma(at_)) return StepComma();
  if (scene_.time_at[at_] != kNone) return StepTime();
  if (scene_.words[at_].kind != ISNAD_TOKEN_WORD) return (MayTakeSubject() && StepSubject()) || StepOther();
  if (scene_.Is(at_, kWhether | kSourceBy | kSourceWhat) && !scene_.Is(at_, kPrep)) return StepSource();
  if (scene_.Is(at_, kMouth)) return StepMouth();
  if (scene_.Is(at_, kRelative)) {
    const bool carried = scene_.IsFinite(at_ + 1) && See(at_ + 1).possessed;  // في تقرير نقلته وكالة كذا
    if (occasion_ && !carried) TakeTimeOfOccasion();
    return carried ? Skip(at_ + 1) : SkipToComma();
  }
  if (scene_.Is(at_, kContrast | kWhile | kAside)) return false;
  if (scene_.Is(at_, kDeity) && !scene_.Is(at_, kGiven) && MayBePrayer()) return false;
  if (scene_.Is(at_, kCueNoun) && (See(at_).bound || See(at_).possessed || relay_)) return StepCueNoun();
  if (scene_.IsParticiple(at_)) return StepParticiple();
  if (scene_.Is(at_, kAdverb | kAspect)) return Skip(at_ + 1);
  if (IsSubjectsOffice()) return Skip(std::max(at_ + 1, PhraseAt(scene_, at_, limit_).end));
  if (IsSpokenTo()) return Skip(std::max(at_ + 1, PhraseAt(scene_, at_, limit_).end));
  if (TakesObjectAtOnce()) subject_open_ = false;
  if (MayTakeSubject()) {
    if (StepSubject()) return true;
  }
  if (frame_.bare && object_ == 0 && !occasion_ && Settled() && IsObject(at_)) return StepOther();
  if (scene_.IsFinite(at_) && !scene_.Is(at_, kPrep | kGiven | kTitle)) return StepVerb();
  if (scene_.Is(at_, kPrep) || See(at_).bound || See(at_).perhaps_bound) return StepPreposition();
  return StepOther();
}

bool ReportReader::Skip(uint32_t to) {
  at_ = to;
  return true;
}

bool ReportReader::StepThat() {
  if (See(at_).joined && See(cue_).possessed) return false;  // تكذبه ...، ولهذا فإن
  // ما يقوله ... أن: the pronoun is what is said
  if (finite_ && See(cue_).possessed && !frame_.to && !relay_ && scene_.Is(cue_ - 1, kWhat | kRelative))
    return false;
  // بعد أن, منذ أن tell a time; غير أن begins another clause.
  if (at_ > cue_ + 1 && scene_.Is(at_ - 1, kPrep) && See(at_ - 1).preposition == 0 && !See(at_ - 1).possessed)
    return Skip(at_ + 1);
  if (scene_.Is(at_ - 1, kContrast) || !MayOpenClause()) return false;
  if (scene_.words[at_].As("that.not") != nullptr) {  // بألا: the negation is said
    Open(Opening::kThat, at_, BytesOfPreposition(at_));
  } else {
    Open(Opening::kThat, at_ + 1);
  }
  return false;
}

bool ReportReader::StepColon() {
  uint32_t next = at_ + 1;
  // قال: إنّ “...”
  if (scene_.IsThat(next) && next < limit_) ++next;
  if (next >= limit_) {  // the speech is a paragraph of its own
    if (next < scene_.size() && scene_.words[next].kind == ISNAD_TOKEN_LINE_BREAK && scene_.Opens(next + 1)) {
      Open(Opening::kQuotation, next + 1);
    }
    return false;
  }
  Open(scene_.Opens(next) ? Opening::kQuotation : Opening::kColon, next);
  return false;
}

bool ReportReader::StepQuotation() {
  if (object_ != 0) return false;
  const bool behind_name = report_.subject.end == at_ && report_.subject.named() &&
                           scene_.WordsBetween(at_ + 1, scene_.closing[at_]) >= kMinSpeech;
  const bool behind_comma = scene_.IsComma(at_ - 1) && !scene_.IsParticiple(cue_);
  if (scene_.IsNameLike(at_) && !behind_name) {
    if (MayTakeSubject() && StepSubject()) return true;
    if (!behind_comma || scene_.WordsBetween(at_ + 1, scene_.closing[at_]) < 2) {
      // في بيان تلقت «كذا» نسخة منه; أبلغ فلان «كذا» بأن
      const bool told = !report_.subject.empty() && report_.subject.end == at_ &&
                        (frame_.to || scene_.IsThat(scene_.closing[at_] + 1));
      if (AfterTo(at_) || paper_ || told) AddVia(at_);
      return Skip(scene_.closing[at_] + 1);
    }
  }
  Open(Opening::kQuotation, at_);
  return false;
}

// Whether the word before can hand something over to an outlet: لـ«...», مع «...».
bool ReportReader::AfterTo(uint32_t at) const {
  return at > 0 && (scene_.Is(at - 1, kPrep | kOutlet) || scene_.words[at - 1].folded.size() <= 2 ||
                    (at > 1 && scene_.Is(at - 2, kPrep) && scene_.Is(at - 1, kOutlet)));
}

void ReportReader::AddVia(uint32_t at) {
  const NounPhrase outlet = PhraseAt(scene_, at, limit_);
  if (!outlet.empty()) report_.via.push_back(outlet);
}

bool ReportReader::StepComma() {
  const uint32_t next = at_ + 1;
  occasion_ = paper_ = false;
  if (object_ != 0 && !(scene_.IsThat(next) && !See(next).joined)) return false;
  if (behind_comma_ == 0 && !report_.subject.empty()) behind_comma_ = next;
  if (next < limit_ && scene_.IsFinite(next) && See(next).joined) return false;
  return Skip(next);
}

bool ReportReader::StepTime() {
  const int time = scene_.time_at[at_];
  if (report_.time == kNone) report_.time = time;
  uint32_t end = at_;
  while (end < limit_ && scene_.time_at[end] == time) ++end;
  return Skip(end);
}

// خلال الجلسة التي عقدت أمس: the day that a clause about the occasion tells.
void ReportReader::TakeTimeOfOccasion() {
  for (uint32_t t = at_ + 1; t < limit_ && report_.time == kNone; ++t) {
    if (scene_.IsStop(t) || scene_.IsThat(t) || scene_.IsColon(t) || scene_.Opens(t) || scene_.IsComma(t))
      return;
    report_.time = scene_.time_at[t];
  }
}

bool ReportReader::StepSource() {
  if (scene_.Is(at_, kWhether)) return occasion_ && SkipToComma();  // ردا على سؤال عما إذا كان ...: «...»
  const Report source = ReadSource(scene_, cast_, at_ + See(at_).length, limit_);
  if (source.subject.empty()) return false;
  // ذكرت قناة كذا نقلا عن فلان أن: the outlet carries his words.
  const NounPhrase& subject = report_.subject;
  const bool carries = !subject.empty() && (scene_.Is(subject.head, kOutlet) || subject.kind == 0);
  if (report_.source.empty() && carries && !scene_.Is(source.subject.head, kOutlet)) {
    report_.source = source.subject;
  } else {
    report_.via.push_back(source.subject);
  }
  return Skip(source.subject.end);
}

// قالت مخاطبة الأهالي: how she said it. ..., رافضاً الإفصاح عن هويته، أن: an aside, where what was said begins
// right behind the next comma. Any other participle is a report of its own.
bool ReportReader::StepParticiple() {
  constexpr uint32_t kMaxAside = 10;
  if (at_ == cue_ + 1) {
    subject_open_ = false;
    return SkipToComma();
  }
  if (report_.subject.empty() || !scene_.IsComma(at_ - 1)) return false;
  for (uint32_t t = at_ + 1; t < limit_ && t < at_ + kMaxAside; ++t) {
    if (scene_.IsThat(t) || scene_.IsColon(t) || scene_.Opens(t)) return false;
    if (scene_.IsComma(t)) return scene_.IsThat(t + 1) && !See(t + 1).joined && Skip(t + 1);
  }
  return false;
}

// أعلن النادي على لسان مديره فلان: the mouth is who says it.
bool ReportReader::StepMouth() {
  const NounPhrase mouth = PhraseAt(scene_, at_ + See(at_).length, limit_);
  if (mouth.empty()) return Skip(at_ + See(at_).length);
  if (mouth.named() || report_.subject.empty()) report_.subject = mouth;
  subject_open_ = false;
  return Skip(mouth.end);
}

bool ReportReader::SkipToComma() {
  for (uint32_t t = at_ + 1; t < limit_; ++t) {
    if (scene_.IsStop(t) || scene_.IsThat(t) || scene_.IsColon(t) || scene_.Opens(t)) return Skip(t);
    if (scene_.IsComma(t)) return Skip(t + 1);
  }
  return false;
}

bool ReportReader::StepCueNoun() {
  report_.cue = {scene_.part, at_, at_ + 1};
  frame_ = CueFrame{};
  subject_open_ = false;
  if (!See(at_).possessed && !See(at_).bound) return Skip(at_ + 1);
  return Skip(at_ + 1);
}

}  // namespace isnad::core
