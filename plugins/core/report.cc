#include "plugins/core/report.h"

#include <algorithm>

namespace isnad::core {
namespace {

constexpr uint32_t kMaxAhead = 70;
constexpr int kMaxUnknown = 10;
constexpr int kMaxUnknownStrict = 5;  // of a verb that reports only now and then
constexpr uint32_t kMaxDoubt = 6;
constexpr uint32_t kMinSpeech = 3;      // words of a quotation right behind a name
constexpr uint32_t kMinClause = 5;      // words of a clause that no `that` begins
constexpr uint32_t kMaxSourceTail = 14;  // words behind a source that tell time and outlet

// موقع الحادث, البرنامج: a word that is seldom an outlet's is one only with a name of its own.
bool IsOutletName(const Scene& scene, const NounPhrase& outlet) {
  bool seldom = false;
  for (const WordAnalysis& analysis : scene.words[outlet.head].analyses) {
    seldom |= analysis.entry->Is("body.outlet") && analysis.entry->Note("outlet") == "seldom";
  }
  if (!seldom) return true;
  for (uint32_t t = outlet.head + 1; t < outlet.end; ++t) {
    if (scene.Opens(t)) return true;
    if (scene.IsWord(t) && !scene.sights[t].definite && !scene.sights[t].known) return true;
  }
  return false;
}

class Reader {
 public:
  Reader(const Scene& scene, const Cast& cast, const Phrases& phrases, uint32_t cue, uint32_t limit)
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
      document_ = occasion_ = true;
    }
    frame_ = scene.sights[cue].frame;
    if (scene.sights[cue].possessed) frame_.bare = false;  // أعلنها: the pronoun is the object
    relay_ = report_.verb != nullptr && report_.verb->entry->Is("cue.relay");
    finite_ = scene.IsFinite(cue);
    subject_open_ = finite_ && SubjectBefore() == nullptr && !HoldsSubject();
  }

  Report Read() {
    if (const NounPhrase* before = finite_ ? SubjectBefore() : nullptr) report_.subject = *before;
    while (at_ < limit_ && Step()) {
    }
    if (document_) FindAuthor();
    if (report_.opening == Opening::kNothing && object_ != 0) Open(Opening::kObject, object_, object_bytes_);
    if (report_.opening == Opening::kObject) {
      if (frame_.needs_own && !IsOwnSaying(report_.content)) report_.opening = Opening::kNothing;
      DeniedNoun();
      Hearsay();
    }
    BareClause();
    ClauseBehindComma();
    report_.end = at_;
    return report_;
  }

 private:
  // وأضاف الولايات المتحدة غدرت بنا: `that` left out. Only behind a cue that begins a sentence and takes no
  // object, where its gender shows that what follows is not who speaks.
  void BareClause() {
    const NounPhrase& subject = report_.subject;
    if (report_.opening != Opening::kNothing || !finite_ || relay_ || document_ || frame_.needs_that) return;
    if (subject.empty() || subject.named() || subject.kind != 0 || subject.first != cue_ + 1) return;
    if (frame_.objects != 0 || frame_.bare || frame_.needs_quote || frame_.to) return;
    if (!See(cue_).joined || scene_.WordsBetween(subject.end, limit_) < 4) return;
    Open(Opening::kBare, subject.first);
    report_.subject = NounPhrase{};
  }

  const Sight& See(uint32_t at) const { return scene_.sights[at]; }

  // قال الناطق فلان، وصلت القافلة: a comma stands for `that`. Only behind a cue that takes nothing but a
  // clause, and where nothing else that was said is found.
  void ClauseBehindComma() {
    if (report_.opening != Opening::kNothing || behind_comma_ == 0 || !finite_ || document_ || relay_) return;
    if (frame_.objects != 0 || frame_.bare || frame_.needs_quote || frame_.needs_that || frame_.to) return;
    if (See(cue_).possessed || report_.subject.paper || behind_comma_ >= limit_) return;
    const Sight& sight = See(behind_comma_);
    const bool clause = scene_.IsWord(behind_comma_) && !sight.bound && !sight.joined &&
                        !sight.Is(kPrep | kRelative | kContrast | kWhile | kAlso | kAside | kSince | kSourceBy |
                                  kSourceWhat | kSourceOwn | kPersonal | kWhat | kTitle | kHonorific) &&
                        !scene_.IsParticiple(behind_comma_) && !scene_.IsFinite(behind_comma_);
    if (clause && scene_.WordsBetween(behind_comma_, limit_) >= kMinClause) Open(Opening::kBare, behind_comma_);
  }

  // قالوا: before its subject a verb stands in the singular.
  bool HoldsSubject() const {
    return report_.verb != nullptr && (report_.verb->features & (kPlural | kDual)) && See(cue_).joined;
  }

  // ودعا المنظمات إلى: a verb and its subject have one gender, so this one is spoken to.
  bool Disagrees(const NounPhrase& phrase) const {
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
    return (features & kFeminine) && phrase.gender == Gender::kMasculine && phrase.kind != 0;
  }

  // جاء في بيان للوزارة: the document's author is who says it.
  void FindAuthor() {
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
  }

  // فالوزير يؤكد; ... الوزير رأفت القليني أبلغ: the subject stands right before the verb.
  const NounPhrase* SubjectBefore() {
    uint32_t end = cue_;
    if (See(cue_).joined) return nullptr;
    // ... في المسجد الكبير أكد الشيخ: a title right behind the verb is its subject.
    if (scene_.Is(cue_ + 1, kTitle | kHonorific) && See(cue_ + 1).definite) return nullptr;
    while (end > 0 && scene_.Is(end - 1, kAspect)) --end;
    for (uint32_t back = 1; end > 1 && scene_.IsMark(end - 1, ")") && back < 8 && back < end; ++back) {
      if (scene_.IsMark(end - 1 - back, "(")) end -= back + 1;
    }
    if (end > 0 && scene_.Closes(end - 1) && scene_.IsNameLike(scene_.opening[end - 1])) {
      quoted_ = PhraseAt(scene_, scene_.opening[end - 1], end);
      return quoted_.empty() ? nullptr : &quoted_;
    }
    const NounPhrase* before = phrases_.EndingAt(end);
    if (before == nullptr) return nullptr;
    if (before->paper) return HasAuthor(*before) ? before : nullptr;
    if (See(before->first).bound) return nullptr;
    if (before->first > 0 && scene_.Is(before->first - 1, kPrep)) return nullptr;
    return before;
  }

  bool HasAuthor(const NounPhrase& paper) const {
    for (uint32_t t = paper.first + 1; t < paper.end; ++t) {
      if (scene_.Is(t, kBody | kTitle)) return true;
    }
    return false;
  }

  void Open(Opening opening, uint32_t content, uint32_t bytes = 0) {
    report_.opening = opening;
    report_.content = content;
    report_.content_bytes = bytes;
  }

  bool MayOpenClause() const { return !frame_.needs_quote; }

  // ودعا الله أن: not behind a word that may be the first of a name (عطا الله).
  bool MayBePrayer() const {
    if (scene_.Is(at_ - 1, kGiven | kNamePart)) return false;
    return at_ == cue_ + 1 || See(at_ - 1).known || See(at_ - 1).definite;
  }

  // One step through the words behind the cue; false at the content or where there is none.
  bool Step() {
    if (scene_.IsStop(at_) || scene_.words[at_].kind == ISNAD_TOKEN_LINE_BREAK) return false;
    if (scene_.IsThat(at_)) return StepThat();
    if (scene_.IsColon(at_)) return StepColon();
    if (scene_.Opens(at_)) return StepQuotation();
    if (scene_.Closes(at_)) return false;
    if (const uint32_t after = scene_.AfterBracket(at_); after != at_) return Skip(after);
    if (scene_.IsComma(at_)) return StepComma();
    if (scene_.time_at[at_] != kNone) return StepTime();
    if (scene_.words[at_].kind != ISNAD_TOKEN_WORD) return StepOther();
    if (scene_.Is(at_, kWhether | kSourceBy | kSourceWhat) && !scene_.Is(at_, kPrep)) return StepSource();
    if (scene_.Is(at_, kRelative)) return SkipToComma();
    if (scene_.Is(at_, kContrast | kWhile | kAside)) return false;
    if (scene_.Is(at_, kDeity) && !scene_.Is(at_, kGiven) && MayBePrayer()) return false;
    if (scene_.Is(at_, kCueNoun) && (See(at_).bound || See(at_).possessed || relay_)) return StepCueNoun();
    if (scene_.IsParticiple(at_) && at_ > cue_ + 1) return false;
    if (scene_.Is(at_, kAdverb | kAspect)) return Skip(at_ + 1);
    if (IsSubjectsOffice()) return Skip(std::max(at_ + 1, PhraseAt(scene_, at_, limit_).end));
    if (TakesObjectAtOnce()) subject_open_ = false;
    if (MayTakeSubject()) {
      if (StepSubject()) return true;
    }
    if (frame_.bare && object_ == 0 && !occasion_ && Settled() && IsObject(at_)) return StepOther();
    if (scene_.IsFinite(at_) && !scene_.Is(at_, kPrep | kGiven | kTitle)) return StepVerb();
    if (scene_.Is(at_, kPrep) || See(at_).bound || See(at_).perhaps_bound) return StepPreposition();
    return StepOther();
  }

  bool Skip(uint32_t to) {
    at_ = to;
    return true;
  }

  bool StepThat() {
    // بعد أن, منذ أن tell a time; غير أن begins another clause.
    if (at_ > cue_ + 1 && scene_.Is(at_ - 1, kPrep) && See(at_ - 1).preposition == 0 && !See(at_ - 1).possessed)
      return Skip(at_ + 1);
    if (scene_.Is(at_ - 1, kContrast) || !MayOpenClause()) return false;
    Open(Opening::kThat, at_ + 1);
    return false;
  }

  bool StepColon() {
    uint32_t next = at_ + 1;
    // قال: إنّ “...”
    if (scene_.IsThat(next) && next < limit_) ++next;
    if (next >= limit_) {  // the speech is a paragraph of its own
      if (next < scene_.size() && scene_.words[next].kind == ISNAD_TOKEN_LINE_BREAK &&
          scene_.Opens(next + 1)) {
        Open(Opening::kQuotation, next + 1);
      }
      return false;
    }
    Open(scene_.Opens(next) ? Opening::kQuotation : Opening::kColon, next);
    return false;
  }

  bool StepQuotation() {
    if (object_ != 0) return false;
    const bool behind_name = report_.subject.end == at_ && report_.subject.named() &&
                             scene_.WordsBetween(at_ + 1, scene_.closing[at_]) >= kMinSpeech;
    const bool behind_comma = scene_.IsComma(at_ - 1) && !scene_.IsParticiple(cue_);
    if (scene_.IsNameLike(at_) && !behind_name) {
      if (MayTakeSubject() && StepSubject()) return true;
      if (!behind_comma || scene_.WordsBetween(at_ + 1, scene_.closing[at_]) < 2) {
        if (occasion_ || AfterTo(at_)) AddVia(at_);
        return Skip(scene_.closing[at_] + 1);
      }
    }
    Open(Opening::kQuotation, at_);
    return false;
  }

  // Whether the word before can hand something over to an outlet: لـ«...», مع «...».
  bool AfterTo(uint32_t at) const {
    return at > 0 && (scene_.Is(at - 1, kPrep | kOutlet) || scene_.words[at - 1].folded.size() <= 2 ||
                      (at > 1 && scene_.Is(at - 2, kPrep) && scene_.Is(at - 1, kOutlet)));
  }

  void AddVia(uint32_t at) {
    const NounPhrase outlet = PhraseAt(scene_, at, limit_);
    if (!outlet.empty()) report_.via.push_back(outlet);
  }

  bool StepComma() {
    const uint32_t next = at_ + 1;
    occasion_ = false;
    if (object_ != 0) return false;
    if (behind_comma_ == 0 && !report_.subject.empty()) behind_comma_ = next;
    if (next < limit_ && scene_.IsFinite(next) && See(next).joined) return false;
    return Skip(next);
  }

  bool StepTime() {
    const int time = scene_.time_at[at_];
    if (report_.time == kNone) report_.time = time;
    uint32_t end = at_;
    while (end < limit_ && scene_.time_at[end] == time) ++end;
    return Skip(end);
  }

  bool StepSource() {
    if (scene_.Is(at_, kWhether)) return false;
    const Report source = ReadSource(scene_, cast_, at_ + See(at_).length, limit_);
    if (source.subject.empty()) return false;
    // ذكرت قناة كذا نقلا عن فلان أن: the outlet carries his words.
    if (report_.source.empty() && scene_.Is(report_.subject.head, kOutlet) && !report_.subject.empty() &&
        !scene_.Is(source.subject.head, kOutlet)) {
      report_.source = source.subject;
    } else {
      report_.via.push_back(source.subject);
    }
    return Skip(source.subject.end);
  }

  bool SkipToComma() {
    for (uint32_t t = at_ + 1; t < limit_; ++t) {
      if (scene_.IsStop(t) || scene_.IsThat(t) || scene_.IsColon(t) || scene_.Opens(t)) return Skip(t);
      if (scene_.IsComma(t)) return Skip(t + 1);
    }
    return false;
  }

  bool StepCueNoun() {
    report_.cue = {scene_.part, at_, at_ + 1};
    frame_ = CueFrame{};
    subject_open_ = false;
    if (!See(at_).possessed && !See(at_).bound) return Skip(at_ + 1);
    return Skip(at_ + 1);
  }

  bool StepVerb() {
    const bool aside = scene_.IsComma(at_ - 1) && !See(at_).joined && !report_.subject.empty();
    if (aside && (!See(cue_).possessed || frame_.to)) return SkipToComma();
    // في تصريح نقلته وكالة كذا: whoever carried it.
    if (!See(at_).possessed || See(at_).joined) return false;
    const NounPhrase carrier = PhraseAt(scene_, at_ + 1, limit_);
    if (carrier.empty()) return Skip(at_ + 1);
    report_.via.push_back(carrier);
    return Skip(carrier.end);
  }

  // وأكد سامي نجم، المتحدث الرسمي للمركز: what he is.
  bool IsSubjectsOffice() const {
    const NounPhrase& subject = report_.subject;
    if (!subject.named() || !scene_.Is(at_, kTitle) || See(at_).bound || See(at_).joined) return false;
    return (at_ == subject.end && See(at_).definite && !frame_.to) || (at_ == subject.end + 1 && scene_.IsComma(at_ - 1));
  }

  // وطالب بصرف, ودعا إلى وقف: the preposition that the verb wants follows it, and the subject is dropped.
  bool TakesObjectAtOnce() const {
    if (!See(cue_).joined || at_ != cue_ + 1 || relay_) return false;
    const Sight& sight = See(at_);
    if (sight.known) return (sight.preposition & frame_.objects) != 0 && !sight.Is(kGiven) && !sight.possessed;
    const uint32_t preposition = sight.preposition | sight.perhaps_preposition;
    return (preposition & frame_.objects) && cast_.KnownNameAt(scene_, at_) == 0 &&
           !scene_.Is(at_ + 1, kAspect);
  }

  bool MayTakeSubject() const {
    if (!subject_open_ || !report_.subject.empty() || scene_.Is(at_, kPrep) || See(at_).bound) return false;
    // Further on only what can be nothing else is the subject: قال في بيان رئيس ...
    return !passed_ || scene_.Is(at_, kTitle | kBody | kSourceNoun | kHonorific | kGiven) ||
           cast_.KnownNameAt(scene_, at_) > 0;
  }

  bool StepSubject() {
    if (frame_.bare && IsObject(at_) && !scene_.Is(at_, kTitle | kBody | kSourceNoun | kGiven) &&
        cast_.KnownNameAt(scene_, at_) == 0) {
      subject_open_ = false;  // نفى وجود: the subject is dropped
      return false;
    }
    NounPhrase subject;
    if (const uint32_t known = cast_.KnownNameAt(scene_, at_); known > 0) {
      subject = PhraseAt(scene_, at_, at_ + known);
    } else {
      subject = PhraseAt(scene_, at_, limit_);
    }
    if (subject.empty()) return false;
    if ((frame_.to || frame_.bare || frame_.objects != 0) && See(cue_).joined && Disagrees(subject)) {
      subject_open_ = false;
      return frame_.bare ? false : Skip(subject.end);
    }
    if (frame_.to && !subject.named() && subject.definite && See(cue_).joined &&
        scene_.rules->IsObjectShape(scene_.words[at_].folded)) {
      subject_open_ = false;  // ودعا الجانبين إلى: who is spoken to
      return Skip(subject.end);
    }
    report_.subject = subject;
    subject_open_ = false;
    return Skip(subject.end);
  }

  bool IsObject(uint32_t at) const {
    if (!scene_.IsWord(at)) return scene_.words[at].kind == ISNAD_TOKEN_NUMBER;
    const Sight& sight = See(at);
    if (sight.joined || sight.bound) return false;
    return sight.Is(kWhat) || scene_.rules->IsActionShape(scene_.Stem(at)) || IsMasdarOfCue(at) ||
           (sight.possessed && scene_.rules->IsActionShape(WithoutPronoun(at)));
  }

  std::string_view WithoutPronoun(uint32_t at) const {
    for (const Division& division : scene_.words[at].divisions) {
      if (division.clitics == kPronoun) return scene_.words[at].folded.substr(0, division.stem_end);
    }
    return scene_.words[at].folded;
  }

  bool IsMasdarOfCue(uint32_t at) const {
    const WordAnalysis* cue = See(at).cue;
    if (cue != nullptr && !(cue->features & (kPerfect | kImperfect | kParticiple))) return true;
    return IsMasdarLike(at);
  }

  // جدد تأكيده, not جدد عقده
  bool IsOwnSaying(uint32_t at) const {
    if (!See(at).possessed) return false;
    for (const WordAnalysis& analysis : scene_.words[at].analyses) {
      if ((scene_.rules->ClassesOf(*analysis.entry) & kCue) && (analysis.division.clitics & kPronoun) &&
          !analysis.entry->Is("cue.react"))
        return true;
    }
    return false;
  }

  // جدد نفيه مسؤولية: the noun denies, and what follows it is denied.
  void DeniedNoun() {
    const uint32_t at = report_.content;
    if (report_.content_bytes != 0 || !IsMasdarLike(at) || at + 1 >= limit_) return;
    report_.cue = {scene_.part, at, at + 1};
    for (const WordAnalysis& analysis : scene_.words[at].analyses) {
      if (analysis.entry->Is("cue.deny")) report_.verb = &analysis;
    }
    report_.content = at + 1;
  }

  // نفى ما تردد عن: what went round is what is denied.
  void Hearsay() {
    const uint32_t at = report_.content;
    if (scene_.Is(at, kWhat) && scene_.Is(at + 1, kRumour) && scene_.Is(at + 2, kPrep) && at + 3 < limit_) {
      report_.content = at + 3;
    }
  }

  bool IsMasdarLike(uint32_t at) const {
    if (!See(at).possessed) return false;
    for (const WordAnalysis& analysis : scene_.words[at].analyses) {
      if (analysis.entry->Is("cue.deny") && (analysis.division.clitics & kPronoun)) return true;
    }
    return false;
  }

  bool StepPreposition() {
    const Sight& sight = See(at_);
    const uint32_t preposition =
        sight.known ? sight.preposition : sight.preposition | sight.perhaps_preposition;
    const bool word = sight.Is(kPrep) && !sight.bound;
    passed_ = true;
    const uint32_t noun = word ? at_ + 1 : at_;
    if (noun >= limit_) return false;
    if (word && sight.possessed && !relay_ && !scene_.Is(noun, kOutlet)) {
      if (preposition & frame_.objects) frame_.objects = 0;  // دعا إليه: the pronoun is the object
      return Skip(at_ + 1);
    }  // به, عنه
    if (relay_ && (preposition & frame_.objects)) return StepRelayed(word);
    const bool apart =
        scene_.IsThat(noun) || scene_.time_at[noun] != kNone || scene_.Is(noun, kOutlet | kAudience);
    const bool occasion = scene_.Is(noun, kOccasion);
    if ((preposition & frame_.objects) && Settled() && !apart && !occasion && !frame_.needs_that) {
      Open(Opening::kObject, noun, word ? 0 : BytesOfPreposition(at_));
      return false;
    }
    if (word && scene_.IsThat(noun)) return Skip(noun);
    occasion_ |= occasion;
    if (scene_.Is(noun, kOutlet) || (word && scene_.Opens(noun) && scene_.IsNameLike(noun)))
      return StepOutlet(noun);
    if (word && scene_.IsWord(noun)) {
      // The noun of a preposition is passed over, and no subject any more stands behind `قال في`.
      return Skip(noun + (scene_.time_at[noun] == kNone && !scene_.IsThat(noun) ? 1 : 0));
    }
    if (!word && !sight.known) return StepPerhapsBound();
    return Skip(noun + (word ? 0 : 1));
  }

  // لحصاد: a single unknown word between a speaker and what he said is who was told, if it carries a
  // preposition.
  bool StepPerhapsBound() {
    if (!report_.subject.empty() && at_ == report_.subject.end && at_ + 1 < limit_ && OpensNext(at_ + 1)) {
      NounPhrase told;
      told.first = told.head = at_;
      told.end = told.title_end = at_ + 1;
      told.kind = ISNAD_ENTITY_BODY;
      for (const Division& division : scene_.words[at_].divisions) {
        if (division.clitics == kPreposition) told.clitic_bytes = division.stem_begin;
      }
      report_.via.push_back(told);
    }
    return StepOther();
  }

  bool OpensNext(uint32_t at) const {
    return scene_.IsThat(at) || scene_.IsColon(at) || (scene_.Opens(at) && !scene_.IsNameLike(at));
  }

  bool StepOutlet(uint32_t noun) {
    NounPhrase outlet;
    if (scene_.Opens(noun) || !See(noun).bound) {
      outlet = PhraseAt(scene_, noun, limit_);
    } else {
      outlet = PhraseBehindClitic(scene_, noun, limit_);
    }
    if (outlet.empty()) return Skip(noun + 1);
    if (IsOutletName(scene_, outlet)) report_.via.push_back(outlet);
    return Skip(outlet.end);
  }

  uint32_t BytesOfPreposition(uint32_t at) const {
    for (const Division& division : scene_.words[at].divisions) {
      if ((division.clitics & kPreposition) && !(division.clitics & (kPronoun | kArticle)))
        return division.stem_begin;
    }
    return 0;
  }

  // نقلت وكالة كذا عن فلان قوله
  bool StepRelayed(bool word) {
    if (!word && See(at_).possessed) {
      report_.source_is_known = true;
      return Skip(at_ + 1);
    }
    if (See(at_).possessed) {
      report_.source_is_known = true;
      return Skip(at_ + 1);
    }
    const uint32_t noun = word ? at_ + 1 : at_;
    report_.source = PhraseAt(scene_, noun, limit_);
    if (report_.source.empty()) return false;
    return Skip(report_.source.end);
  }

  bool StepOther() {
    if (scene_.Is(at_, kWhat)) passed_ = true;
    if (frame_.needs_that && ++unknown_ > kMaxUnknownStrict) return false;
    if (frame_.bare && object_ == 0 && !occasion_ && Settled()) {
      const bool certain = IsObject(at_);
      if (certain || !frame_.needs_that) object_ = at_;
      if (certain) return false;
    }
    // A noun may still turn out to belong to what stands before a clause: أكد الوزير الأول أن.
    if (object_ != 0 && at_ > object_ + kMaxDoubt) return false;
    if (++unknown_ > kMaxUnknown) return false;
    return Skip(at_ + 1);
  }

  // Whether it is known who speaks, so that what follows can be said and not the speaker.
  bool Settled() const { return !subject_open_ || !report_.subject.empty(); }

  const Scene& scene_;
  const Cast& cast_;
  const Phrases& phrases_;
  const uint32_t cue_;
  const uint32_t limit_;
  uint32_t at_;
  CueFrame frame_;
  bool relay_ = false;
  bool finite_ = false;
  bool document_ = false;
  bool subject_open_ = false;
  bool occasion_ = false;
  bool passed_ = false;  // a preposition stands between the cue and here
  uint32_t object_ = 0;
  uint32_t object_bytes_ = 0;
  NounPhrase quoted_;
  int unknown_ = 0;
  uint32_t behind_comma_ = 0;  // the first comma behind the subject, one past it
  Report report_;
};

}  // namespace

void Phrases::Add(const NounPhrase& phrase, size_t size) {
  if (at_.empty()) at_.assign(size, kNoPhrase);
  const auto index = static_cast<uint32_t>(all_.size());
  for (uint32_t t = phrase.first; t < phrase.end && t < at_.size(); ++t) at_[t] = index;
  all_.push_back(phrase);
}

const NounPhrase* Phrases::Covering(uint32_t at) const {
  return at < at_.size() && at_[at] != kNoPhrase ? &all_[at_[at]] : nullptr;
}

const NounPhrase* Phrases::EndingAt(uint32_t end) const {
  const NounPhrase* phrase = end == 0 ? nullptr : Covering(end - 1);
  return phrase != nullptr && phrase->end == end ? phrase : nullptr;
}

Report ReadReport(const Scene& scene, const Cast& cast, const Phrases& phrases, uint32_t cue,
                  uint32_t limit) {
  if (scene.rules->subject_first()) return ReadReportSubjectFirst(scene, phrases, cue, limit);
  return Reader(scene, cast, phrases, cue, limit).Read();
}

Report ReadSource(const Scene& scene, const Cast& cast, uint32_t at, uint32_t limit) {
  Report report;
  report.cue = {scene.part, at, at};
  uint32_t t = at;
  if (t >= limit) return report;
  const bool bound = scene.sights[t].bound;
  if (const uint32_t known = cast.KnownNameAt(scene, t); known > 0) {
    report.subject = PhraseAt(scene, t, t + known);
  } else if (bound && scene.Is(t, kTitle | kBody | kSourceNoun | kPaper)) {  // وفقا لوزارة كذا
    report.subject = PhraseBehindClitic(scene, t, limit);
  } else {
    report.subject = PhraseAt(scene, t, limit);
  }
  if (!report.subject.empty()) t = report.subject.end;
  // وفق حصيلة أعلنها فلان
  if (t < limit && scene.IsFinite(t) && scene.sights[t].possessed) {
    report.cue = {scene.part, t, t + 1};
    report.verb = scene.sights[t].cue;
    const NounPhrase subject = PhraseAt(scene, t + 1, limit);
    if (!subject.empty()) {
      report.subject = subject;
      t = subject.end;
    }
  }
  // مصدر تحدث إلى كذا, مسؤول طلب عدم ذكر اسمه: a clause about who it is.
  if (t == report.subject.end && t < limit && scene.IsFinite(t) && !scene.sights[t].joined) ++t;
  // What follows until the sentence's end tells time and outlet: في مقابلة مع وكالة «كذا» أمس.
  for (uint32_t steps = 0; t < limit && steps < kMaxSourceTail && !scene.IsStop(t); ++steps) {
    if (scene.IsComma(t) && !scene.Is(t + 1, kPrep | kOutlet) && (t + 1 >= limit || scene.time_at[t + 1] == kNone))
      break;
    if (scene.time_at[t] != kNone) {
      if (report.time == kNone) report.time = scene.time_at[t];
      ++t;
      continue;
    }
    if (scene.Is(t, kCue | kContrast | kWhile | kThat) && !scene.Is(t, kPrep)) break;
    if (scene.Is(t, kOutlet) || (scene.Opens(t) && scene.IsNameLike(t))) {
      const NounPhrase outlet = PhraseAt(scene, t, limit);
      if (!outlet.empty()) {
        if (IsOutletName(scene, outlet)) report.via.push_back(outlet);
        t = outlet.end;
        continue;
      }
    }
    if (scene.Opens(t)) break;
    ++t;
  }
  report.end = t;
  return report;
}

}  // namespace isnad::core
