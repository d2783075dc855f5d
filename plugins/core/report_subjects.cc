#include "plugins/core/report_reader.h"

namespace isnad::core {

// قالوا: before its subject a verb stands in the singular.
bool ReportReader::HoldsSubject() const {
  return report_.verb != nullptr && (report_.verb->features & (kPlural | kDual)) && continuing_;
}

// ودعا المنظمات إلى: a verb and its subject have one gender, so this one is spoken to.
bool ReportReader::Disagrees(const NounPhrase& phrase) const {
  if (report_.verb == nullptr || phrase.named()) return false;
  const uint32_t features = report_.verb->features;
  if (!(features & kSingular)) return false;
  if (phrase.plural) {
    return (features & kMasculine) && phrase.definite &&
           scene_.rules->IsFeminineShape(scene_.words[phrase.head].folded);
  }
  if (phrase.kind == ISNAD_ENTITY_ANONYMOUS) return false;
  const bool feminine = phrase.gender == Gender::kFeminine ||
                        (phrase.gender == Gender::kUnknown && phrase.definite && phrase.kind == 0 &&
                         scene_.rules->IsFeminineShape(scene_.words[phrase.head].folded));
  if ((features & kMasculine) && feminine) return true;
  if (!(features & kFeminine)) return false;
  // ودعت المراجع إلى: a noun without a feminine ending behind a verb that speaks to somebody
  const bool plain = frame_.to && phrase.kind == 0 && phrase.definite && phrase.gender == Gender::kUnknown &&
                     scene_.words[phrase.head].analyses.empty() && !See(phrase.head).possessed;
  return plain || (phrase.gender == Gender::kMasculine && phrase.kind != 0);
}

// جاء في بيان للوزارة: the document's author is who says it.
void ReportReader::FindAuthor() {
  for (uint32_t t = cue_ + 2; t < at_; ++t) {
    if (See(t).bound && scene_.Is(t, kBody | kTitle)) {  // في بيان لوزارة كذا
      report_.subject = PhraseBehindClitic(scene_, t, at_);
      return;
    }
    const NounPhrase* phrase = phrases_.Covering(t);
    if (phrase == nullptr) continue;
    if (!phrase->paper) {
      report_.subject = *phrase;
      return;
    }
    for (uint32_t inner = phrase->first + 1; inner < phrase->end; ++inner) {
      if (!scene_.Is(inner, kBody | kTitle)) continue;
      report_.subject = PhraseAt(scene_, inner, phrase->end);
      if (!report_.subject.empty()) return;
    }
  }
  const uint32_t paper = cue_ + See(cue_).length;
  if (!See(paper).possessed)
    report_.subject = PhraseAt(scene_, paper, at_);  // nobody's: it speaks for itself
}

// فالوزير يؤكد; ... الوزير رأفت القليني أبلغ: the subject stands right before the verb.
const NounPhrase* ReportReader::SubjectBefore() {
  uint32_t end = cue_;
  if (See(cue_).joined) return nullptr;
  // ... في المسجد الكبير أكد الشيخ: a title right behind the verb is its subject.
  if (scene_.Is(cue_ + 1, kTitle | kHonorific) && See(cue_ + 1).definite) return nullptr;
  while (end > 0 && scene_.Is(end - 1, kAspect | kSame)) --end;  // الوزير نفسه كتب
  for (uint32_t back = 1; end > 1 && scene_.IsMark(end - 1, ")") && back < 8 && back < end; ++back) {
    if (scene_.IsMark(end - 1 - back, "(")) end -= back + 1;
  }
  if (end > 0 && scene_.Closes(end - 1) && scene_.IsNameLike(scene_.opening[end - 1])) {
    quoted_ = PhraseAt(scene_, scene_.opening[end - 1], end);
    return quoted_.empty() ? nullptr : &quoted_;
  }
  const NounPhrase* before = phrases_.EndingAt(end);
  if (before == nullptr) return nullptr;
  // بثت القناة تسجيلا مصورا قالت إنه: what stands there is of the other gender
  if (before->kind == ISNAD_ENTITY_PERSON && !before->plural && !before->named() &&
      !Agrees(before->gender, VerbGender(report_)))
    return nullptr;
  if (before->paper) return HasAuthor(*before) ? before : nullptr;
  if (See(before->first).bound) return nullptr;
  if (before->first > 0 && scene_.Is(before->first - 1, kPrep)) return nullptr;
  return before;
}

// أما الخبير في كذا، فلان، فيعزو: whoever the sentence turns to, and not أما المصارف فقال الوزير. The name
// may stand behind a comma.
const NounPhrase* ReportReader::SubjectTurnedTo() const {
  constexpr uint32_t kMaxTopic = 20;
  if (!See(cue_).joined || (scene_.Is(cue_ + 1, kSomebody) && !frame_.to)) return nullptr;
  uint32_t topic = cue_;
  while (topic > 0 && cue_ - topic < kMaxTopic && !scene_.Is(topic, kTopic)) {
    --topic;
    if (scene_.IsStop(topic) || scene_.IsFinite(topic)) return nullptr;
  }
  if (!scene_.Is(topic, kTopic)) return nullptr;
  const NounPhrase* found = phrases_.Covering(topic + 1);
  if (found == nullptr || found->first != topic + 1 || found->paper) return nullptr;
  for (uint32_t t = found->end; t < cue_ && !found->named(); ++t) {
    const NounPhrase* name = phrases_.Covering(t);
    if (name != nullptr && name->first == t && name->named() && scene_.IsComma(t - 1)) found = name;
  }
  if (found->kind == 0 || !Agrees(found->gender, VerbGender(report_))) return nullptr;
  return found;
}

bool ReportReader::HasAuthor(const NounPhrase& paper) const {
  for (uint32_t t = paper.first + 1; t < paper.end; ++t) {
    if (scene_.Is(t, kBody | kTitle)) return true;
  }
  return false;
}

// ودعا الله أن: not behind a word that may be the first of a name (عطا الله).
bool ReportReader::MayBePrayer() const {
  if (scene_.Is(at_ - 1, kGiven | kNamePart)) return false;
  return at_ == cue_ + 1 || See(at_ - 1).known || See(at_ - 1).definite;
}

bool ReportReader::StepVerb() {
  // أظهرت دراسة نُشرت أمس أن: a clause about the paper
  if (report_.subject.paper && !report_.subject.definite && at_ == report_.subject.end && !See(at_).joined)
    return SkipToComma();
  const bool aside = scene_.IsComma(at_ - 1) && !See(at_).joined && !report_.subject.empty();
  if (aside && (!See(cue_).possessed || frame_.to)) return SkipToComma();
  if (occasion_ && !See(at_).possessed && !See(at_).joined) return SkipToComma();  // في بلاغ نُشر على الصفحة
  // في تصريح نقلته وكالة كذا: whoever carried it.
  if (!See(at_).possessed || See(at_).joined) return false;
  const NounPhrase carrier = PhraseAt(scene_, at_ + 1, limit_);
  if (carrier.empty()) return Skip(at_ + 1);
  report_.via.push_back(carrier);
  return Skip(carrier.end);
}

// وأكد سامي نجم، المتحدث الرسمي للمركز: what he is.
bool ReportReader::IsSubjectsOffice() const {
  const NounPhrase& subject = report_.subject;
  if (!subject.named() || !scene_.Is(at_, kTitle) || See(at_).bound || See(at_).joined) return false;
  return (at_ == subject.end && See(at_).definite && !frame_.to) ||
         (at_ == subject.end + 1 && scene_.IsComma(at_ - 1));
}

// وناشد المواطنون وزير الصحة توفير الدواء: whoever stands right behind the subject is spoken to.
bool ReportReader::IsSpokenTo() const {
  const NounPhrase& subject = report_.subject;
  return frame_.to && !subject.empty() && at_ == subject.end && !See(at_).bound && !See(at_).joined &&
         scene_.Is(at_, kSomebody);
}

// وطالب بصرف, ودعا إلى وقف: the preposition that the verb wants follows it, and the subject is dropped.
bool ReportReader::TakesObjectAtOnce() const {
  if (!continuing_ || at_ != cue_ + 1 || relay_ || ClauseAhead()) return false;
  const Sight& sight = See(at_);
  if (sight.known) return (sight.preposition & frame_.objects) != 0 && !sight.Is(kGiven) && !sight.possessed;
  const uint32_t preposition = sight.preposition | sight.perhaps_preposition;
  return (preposition & frame_.objects) && cast_.KnownNameAt(scene_, at_) == 0 &&
         !scene_.Is(at_ + 1, kAspect);
}

// وأكد على مدار اللقاء أن: what is said is the clause.
bool ReportReader::ClauseAhead() const {
  constexpr uint32_t kNear = 12;
  for (uint32_t t = at_ + 1; t < limit_ && t < at_ + kNear; ++t) {
    if (scene_.IsComma(t) || scene_.IsStop(t) || scene_.Opens(t)) return false;
    if (scene_.IsThat(t)) return !See(t).joined && !scene_.Is(t - 1, kPrep | kContrast);
  }
  return false;
}

// Whether the preposition that the verb wants stands at `at`.
bool ReportReader::TakesObject(uint32_t at) const {
  if (at >= limit_) return false;
  const Sight& sight = See(at);
  const uint32_t preposition =
      sight.known ? sight.preposition : sight.preposition | sight.perhaps_preposition;
  return (preposition & frame_.objects) != 0 && !sight.Is(kGiven) && !sight.possessed;
}

bool ReportReader::MayTakeSubject() const {
  if (!subject_open_ || !report_.subject.empty() || scene_.Is(at_, kPrep) || See(at_).bound) return false;
  // Further on only what can be nothing else is the subject: قال في بيان رئيس ...
  return !passed_ || scene_.Is(at_, kSomebody) || cast_.KnownNameAt(scene_, at_) > 0;
}

// قال 57 في المئة من المستطلعين إن: so many of them, up to where what was said begins.
NounPhrase ReportReader::NumberOfPeople() const {
  constexpr uint32_t kMaxWords = 9;
  NounPhrase people;
  if (scene_.words[at_].kind != ISNAD_TOKEN_NUMBER) return people;
  uint32_t t = at_;
  while (t < limit_ && t < at_ + kMaxWords && (scene_.IsWord(t) || t == at_) && !scene_.IsThat(t) &&
         !scene_.IsFinite(t))
    ++t;
  if (t < at_ + 2 || t >= limit_ || !(scene_.IsThat(t) || scene_.IsColon(t) || scene_.Opens(t)))
    return people;
  people.first = people.head = at_;
  people.end = people.title_end = t;
  people.kind = ISNAD_ENTITY_ANONYMOUS;
  people.plural = true;
  return people;
}

bool ReportReader::StepSubject() {
  if (const NounPhrase pronoun = PhraseAt(scene_, at_, limit_); pronoun.pronoun) {
    report_.subject = pronoun;
    subject_open_ = false;
    return Skip(pronoun.end);
  }
  if (frame_.bare && IsObject(at_) && !scene_.Is(at_, kTitle | kBody | kSourceNoun | kGiven | kPaper) &&
      cast_.KnownNameAt(scene_, at_) == 0) {
    subject_open_ = false;  // نفى وجود: the subject is dropped
    return false;
  }
  NounPhrase subject = NumberOfPeople();
  if (!subject.empty()) {
    report_.subject = subject;
    subject_open_ = false;
    return Skip(subject.end);
  }
  if (const uint32_t known = cast_.KnownNameAt(scene_, at_); known > 0) {
    subject = PhraseAt(scene_, at_, at_ + known);
  } else {
    subject = PhraseAt(scene_, at_, limit_);
  }
  if (subject.empty()) return false;
  if ((frame_.to || frame_.bare || frame_.objects != 0) && continuing_ && Disagrees(subject)) {
    subject_open_ = false;
    return frame_.bare ? false : Skip(subject.end);
  }
  if (scene_.Is(subject.head, kAudience) && scene_.rules->IsObjectShape(scene_.words[subject.head].folded)) {
    subject_open_ = false;  // يمازح الصحافيين
    return Skip(subject.end);
  }
  if (frame_.to && !subject.named() && subject.definite && continuing_ &&
      scene_.rules->IsObjectShape(scene_.words[at_].folded)) {
    subject_open_ = false;  // ودعا الجانبين إلى: who is spoken to
    return Skip(subject.end);
  }
  // كما اتهم الحزب بأن: who is accused, as nobody else is named
  if (continuing_ && report_.verb->entry->Is("cue.accuse") && TakesObject(subject.end)) {
    subject_open_ = false;
    return Skip(subject.end);
  }
  report_.subject = subject;
  subject_open_ = false;
  TakePartner();
  return Skip(report_.subject.end);
}

// وقال الوزير ونائبه إن: two who say one thing, told by what they say right behind them.
void ReportReader::TakePartner() {
  const NounPhrase& one = report_.subject;
  const uint32_t at = one.end;
  if (one.kind != ISNAD_ENTITY_PERSON || one.plural || one.pronoun || !scene_.IsWord(at) || at >= limit_ ||
      scene_.IsFinite(at))
    return;
  if (!See(at).joined && !(See(at).perhaps_joined && cast_.KnownNameAt(scene_, at) == 0)) return;
  const NounPhrase other = PhraseAt(scene_, at, limit_);
  if (other.empty() || other.kind != ISNAD_ENTITY_PERSON || other.paper) return;
  if (!scene_.IsThat(other.end) && !scene_.IsColon(other.end) && !scene_.Opens(other.end)) return;
  NounPhrase both = one;
  both.end = both.title_end = other.end;
  both.name_first = both.name_end = both.apposition_first = both.apposition_end = 0;
  both.kind = ISNAD_ENTITY_ANONYMOUS;
  both.plural = true;
  both.gender = Gender::kUnknown;
  report_.subject = both;
}

}  // namespace isnad::core
