#include "plugins/core/place_parser.h"

#include <algorithm>

#include "server/text/fold.h"

namespace isnad::core {
namespace {

constexpr uint32_t kMaxPhrase = 24;
constexpr size_t kLetterBytes = 2;

}  // namespace

PlaceParser::PlaceParser(const Scene& scene, uint32_t at, uint32_t limit)
    : scene_(scene), limit_(std::min({limit, scene.size(), at + kMaxPhrase})), at_(at) {
  phrase_.first = phrase_.end = at;
}

NounPhrase PlaceParser::ParseBehindClitic() {
  phrase_.head = at_;
  phrase_.kind = ISNAD_ENTITY_BODY;
  if (See(at_).Is(kHeads)) Begin();
  if (at_ == phrase_.head) ++at_;
  phrase_.clitic_bytes = PrepositionBytes(phrase_.head);
  if (!See(phrase_.head).definite && scene_.IsWord(at_) && !Breaks(at_) && !See(at_).bound) ++at_;
  return Finish();
}

NounPhrase PlaceParser::Parse() {
  // this official; in أعلن ذلك رئيس ... the pointer is what was announced
  if (scene_.Is(at_, kPointer) && at_ + 1 < limit_ && See(at_ + 1).definite) ++at_;
  if (scene_.IsWord(at_) && scene_.words[at_].As("pronoun.respect") != nullptr) {  // معاليه
    phrase_.head = at_;
    phrase_.end = phrase_.title_end = ++at_;
    phrase_.pronoun = phrase_.definite = true;
    return phrase_;
  }
  if (!MayBegin()) return {};
  Begin();
  return Finish();
}

NounPhrase PlaceParser::Finish() {
  while (at_ < limit_ && Continue()) {
  }
  phrase_.end = at_;
  if (phrase_.title_end == 0) phrase_.title_end = phrase_.named() ? phrase_.name_first : at_;
  Apposition();
  Settle();
  return phrase_;
}

// Words that no noun phrase holds or begins with.
bool PlaceParser::Breaks(uint32_t at) const {
  if (!scene_.IsWord(at)) return true;
  if (IsOutletOfTime(at)) return false;
  if (scene_.time_at[at] != kNone) return true;
  const Sight& sight = See(at);
  if (sight.Is(kGiven | kHeads)) return false;
  if (sight.Is(kThat | kSourceBy | kSourceWhat | kSourceOwn | kRelative | kContrast | kWhile | kAlso |
               kAside | kNot | kAspect | kAdverb | kSince | kWhat | kDocument | kPersonal | kPointer |
               kWhether | kCueNoun | kSame))
    return true;
  if (!sight.known && scene_.rules->IsVerbShape(scene_.words[at].folded)) return true;
  return scene_.IsFinite(at) && !sight.Is(kNamePart);
}

// صحيفة المساء
bool PlaceParser::IsOutletOfTime(uint32_t at) const {
  return at > phrase_.first && at == phrase_.head + 1 && scene_.Is(phrase_.head, kOutlet) &&
         !See(phrase_.head).definite && See(at).definite;
}

bool PlaceParser::MayBegin() const {
  if (at_ >= limit_) return false;
  if (scene_.Opens(at_)) return scene_.IsNameLike(at_);
  if (Breaks(at_)) return false;
  const Sight& sight = See(at_);
  if (sight.Is(kPrep) && !sight.Is(kGiven)) return false;
  if (scene_.IsOfOccasion(at_)) return false;
  if (!sight.known && IsOwned(at_) && !NameFollows(at_)) return false;  // أعراضها
  if (!sight.known && scene_.HasTanwin(at_)) return false;              // مخاطبةً
  if (IsObjectOfVerb()) return false;
  return !sight.bound && !scene_.IsParticiple(at_);
}

// وتعهد بنشر الأسماء: a word that may carry the preposition that the verb before it takes, where nothing
// further on does (ودعا لافروف إلى).
bool PlaceParser::IsObjectOfVerb() const {
  constexpr uint32_t kNear = 10;
  if (See(at_).known || !See(at_).perhaps_bound || at_ == 0 || !scene_.IsFinite(at_ - 1)) return false;
  const Sight& verb = See(at_ - 1);
  if (!verb.joined || !(See(at_).perhaps_preposition & verb.frame.objects)) return false;
  for (uint32_t t = at_ + 1; t < scene_.size() && t < at_ + kNear; ++t) {
    if (scene_.IsComma(t) || scene_.IsStop(t)) return true;
    const bool takes = (See(t).preposition & verb.frame.objects) != 0 && See(t).known;
    const bool may_take = (See(t).perhaps_preposition & verb.frame.objects) != 0 && HidesAction(t);
    if (scene_.IsThat(t) || takes || may_take) return false;
  }
  return true;
}

void PlaceParser::Begin() {
  phrase_.head = at_;
  if (scene_.Opens(at_)) {  // a body that is known by a quoted name
    at_ = scene_.closing[at_] + 1;
    phrase_.kind = ISNAD_ENTITY_BODY;
    phrase_.title_end = at_;
    quoted_ = true;
    return;
  }
  const Sight& sight = See(at_);
  if (sight.joined) phrase_.clitic_bytes = ConjunctionBytes(at_);
  phrase_.definite = sight.definite;
  phrase_.gender = GenderOf(scene_, at_);
  if (sight.Is(kHeads)) {
    phrase_.kind = sight.Is(kBody) && !sight.Is(kTitle) ? ISNAD_ENTITY_BODY
                   : sight.Is(kSourceNoun)              ? ISNAD_ENTITY_ANONYMOUS
                                                        : ISNAD_ENTITY_PERSON;
    phrase_.paper = sight.Is(kPaper);
    for (const WordAnalysis& analysis : scene_.words[at_].analyses) {
      if (scene_.rules->ClassesOf(*analysis.entry) & kHeads)
        phrase_.plural |= (analysis.features & kPlural) != 0;
    }
    ++at_;
    return;
  }
  if (sight.possessed && !sight.known && NameFollows(at_)) {  // جارها الستيني فلان
    phrase_.kind = ISNAD_ENTITY_PERSON;
    ++at_;
    return;
  }
  if (sight.definite) {  // الناشطة, الشاب, حماس's kin: known by its place alone
    ++at_;
    return;
  }
  StartName();
}

uint32_t PlaceParser::ConjunctionBytes(uint32_t at) const {
  uint32_t bytes = 0;
  for (const Division& division : scene_.words[at].divisions) {
    if (division.clitics == kConjunction) bytes = division.stem_begin;
  }
  return bytes;
}

// A preposition that is written apart from the article can be cut off; لل can't.
uint32_t PlaceParser::PrepositionBytes(uint32_t at) const {
  uint32_t bytes = 0;
  for (const Division& division : scene_.words[at].divisions) {
    if (division.clitics & kFused) return 0;
    if ((division.clitics & kPreposition) && !(division.clitics & (kPronoun | kArticle)))
      bytes = division.stem_begin;
  }
  return bytes;
}

bool PlaceParser::Continue() {
  if (scene_.Opens(at_)) return TakeQuotedName();
  const uint32_t after_bracket = scene_.AfterBracket(at_);
  if (after_bracket != at_) return TakeBracketedName(after_bracket);
  if (phrase_.named() && phrase_.name_end != at_) return false;  // the name stood in marks
  if (EndsAbbreviation(at_)) return TakeTitleWord();
  if (Breaks(at_)) return false;
  if (quoted_)
    return See(at_).definite && !See(at_).bound && !See(at_).Is(kHeads | kGiven) && TakeTitleWord();
  return phrase_.named() ? ContinueName() : ContinueTitle();
}

// The full stop of د. and م.
bool PlaceParser::EndsAbbreviation(uint32_t at) const {
  return at > phrase_.first && scene_.IsMark(at, ".") && scene_.IsAbbreviation(at - 1) && !phrase_.named();
}

bool PlaceParser::ContinueTitle() {
  const Sight& sight = See(at_);
  const bool after_definite = closed_ || See(at_ - 1).definite || scene_.Is(at_ - 1, kHonorific) ||
                              (See(at_ - 1).possessed && at_ - 1 == phrase_.head);
  if (sight.Is(kPrepName) || (sight.Is(kPrep) && !sight.Is(kGiven))) return Attach();
  if (sight.bound && !sight.Is(kGiven)) return AttachBound();
  if (sight.perhaps_bound && after_definite && !sight.Is(kGiven) && IsForWhat()) return TakeTitleWord();
  if (sight.Is(kHonorific) && phrase_.kind == ISNAD_ENTITY_PERSON) return TakeTitleWord();
  if (sight.joined) return after_definite && ContinueJoined();
  if (BeginsLineage(at_) && MayName()) {  // غالي بن ناجي
    StartName();
    return true;
  }
  const bool given = IsGiven(at_) && !(sight.definite && sight.Is(kOrigin));
  // بنادي النصر حسين نجم: a given name with the article may be the end of the office.
  if (given && sight.definite && at_ + 1 < limit_ && IsGiven(at_ + 1) && !See(at_ + 1).definite)
    return TakeTitleWord();
  if (given && (after_definite || phrase_.kind != ISNAD_ENTITY_BODY) && MayName()) {
    if (!after_definite && !NamesPerson()) return TakeTitleWord();
    StartName();
    return true;
  }
  // نفت وزارة العدل الاتهامات: no adjective of one body ends so
  const bool things = after_definite && sight.definite && !sight.Is(kField | kHeads | kGiven) &&
                      !phrase_.plural && scene_.rules->IsFeminineShape(scene_.words[at_].folded);
  if (things && phrase_.kind == ISNAD_ENTITY_BODY) return false;
  // عزت الجمعية الارتفاع إلى: no adjective of a feminine noun
  if (phrase_.kind == ISNAD_ENTITY_BODY && at_ == phrase_.head + 1 && sight.definite && !sight.Is(kField) &&
      See(phrase_.head).definite && scene_.HasTaMarbuta(phrase_.head) && !scene_.MayEndFeminine(at_))
    return false;
  // اتهمت الحركة القوات: another body
  if (sight.definite && IsBodyItself(at_) && phrase_.kind == ISNAD_ENTITY_BODY && See(phrase_.head).definite)
    return false;
  if (IsFamilyAlone()) {
    StartName();
    return true;
  }
  if (sight.definite)
    return (!sight.Is(kTitle) || sight.Is(kBody) || !after_definite || NameFollows(at_)) && TakeTitleWord();
  if (sight.Is(kTitle) && scene_.Is(at_ - 1, kHonorific)) {  // معالي وزير كذا
    phrase_.head = at_;
    return TakeTitleWord();
  }
  if (phrase_.kind == ISNAD_ENTITY_ANONYMOUS && sight.Is(kOutlet) && at_ > phrase_.head + 1) return false;
  if (sight.Is(kHeads | kOccasion | kAudience))
    return (!after_definite || IsFurtherTitle()) && TakeTitleWord();
  if (scene_.IsParticiple(at_)) return false;
  // مسؤولون يمنيون إعادة كذا: behind what tells which people they are, what they announced
  const bool announced = phrase_.plural && at_ > phrase_.head + 1 && !See(at_ - 1).known;
  if (announced && scene_.rules->IsActionShape(scene_.Stem(at_))) return false;
  if (!after_definite) return TakeTitleWord();  // the second part of a genitive
  return MayStartName() && (StartName(), true);
}

// نائب رئيس الاتحاد رئيس البعثة فلان: a further office before the name.
bool PlaceParser::IsFurtherTitle() const {
  return phrase_.kind == ISNAD_ENTITY_PERSON && See(at_).Is(kTitle) && NameFollows(at_);
}

// القوات, and not المركزي, which is made of a body's word.
bool PlaceParser::IsBodyItself(uint32_t at) const {
  for (const WordAnalysis& analysis : scene_.words[at].analyses) {
    if (analysis.entry->Is("body") && text::FoldText(analysis.entry->lemma) == scene_.Stem(at)) return true;
  }
  return false;
}

// الخارجية والمغتربين; المدير ونائب رئيس الجمعية فلان
bool PlaceParser::ContinueJoined() {
  const Sight& sight = See(at_);
  if (sight.Is(kTitle)) return phrase_.kind == ISNAD_ENTITY_PERSON && NameFollows(at_) && TakeTitleWord();
  return sight.definite && Joins() && TakeTitleWord();
}

bool PlaceParser::TakeTitleWord() {
  ++at_;
  closed_ = false;
  return true;
}

// A preposition belongs to the phrase where it tells the office, and not the occasion.
bool PlaceParser::Attach() {
  if (scene_.Is(at_, kPrepName)) return TakeTitleWord();
  // مقرب منها
  if (phrase_.kind == ISNAD_ENTITY_ANONYMOUS && See(at_).possessed && at_ == phrase_.head + 1)
    return TakeTitleWord();
  const uint32_t next = at_ + 1;
  if (next < limit_ && scene_.Opens(next) && scene_.IsNameLike(next) &&
      !scene_.Is(phrase_.head, kSourceNoun) &&
      (scene_.Is(at_, kPrepOf) || scene_.words[at_].folded.size() <= kLetterBytes)) {
    return TakeTitleWord();  // القائد العام لـ«القوات»
  }
  if (next >= limit_ || Breaks(next) || scene_.Is(next, kOccasion | kAudience)) return false;
  if (scene_.Is(next, kOutlet))  // المشرف على برنامج «كذا» فلان
    return phrase_.kind == ISNAD_ENTITY_PERSON && scene_.Opens(next + 1) && NameFollows(next) &&
           TakeTitleWord();
  if (phrase_.kind == ISNAD_ENTITY_ANONYMOUS) return scene_.Is(at_, kPrepOf) && TakeTitleWord();
  if (phrase_.kind == ISNAD_ENTITY_BODY) return scene_.Is(next, kBody) && TakeTitleWord();
  if (phrase_.kind != ISNAD_ENTITY_PERSON) return false;
  if (NameFollows(next)) return TakeTitleWord();
  return scene_.Is(at_, kPrepOf) && IsSomebody() && BecomeSomebody();
}

// مسؤول في الوزارة: an office without the article, and nobody's in particular.
bool PlaceParser::IsSomebody() const {
  if (at_ - phrase_.head > 2 || phrase_.plural) return false;
  for (uint32_t t = phrase_.head; t < at_; ++t) {
    if (See(t).definite || See(t).possessed || scene_.Is(t, kBody | kField)) return false;
  }
  return scene_.Is(at_ + 1, kBody | kField | kHeads) || See(at_ + 1).definite;
}

bool PlaceParser::BecomeSomebody() {
  phrase_.kind = ISNAD_ENTITY_ANONYMOUS;
  somebody_ = true;
  return TakeTitleWord();
}

bool PlaceParser::AttachBound() {
  const Sight& sight = See(at_);
  if (sight.joined || sight.Is(kOccasion | kAudience | kOutlet)) return false;
  if (phrase_.kind == ISNAD_ENTITY_BODY)
    return sight.Is(kBody | kField) || IsFor(at_) ? TakeTitleWord() : false;
  if (phrase_.kind == ISNAD_ENTITY_ANONYMOUS)  // مصادر بالوزارة, not مصادر بخرق الهدنة
    return (sight.definite || sight.Is(kBody | kField | kTitle)) && TakeTitleWord();
  if (phrase_.kind != ISNAD_ENTITY_PERSON) return false;
  if (IsFor(at_) || NameFollows(at_)) return TakeTitleWord();
  // المتحدث بوزارة الداخلية
  return sight.Is(kBody | kField) && at_ + 1 < limit_ && See(at_ + 1).definite && TakeTitleWord();
}

bool PlaceParser::IsFor(uint32_t at) const {
  if (!See(at).definite || scene_.Is(at, kTitle | kSourceNoun)) return false;
  for (const Division& division : scene_.words[at].divisions) {
    if ((division.clitics & kPreposition) && scene_.rules->IsPurpose(division.preposition)) return true;
  }
  return false;
}

// المركز الوطني لرصد الزلازل: what a body or an office is for.
bool PlaceParser::IsForWhat() const {
  if (phrase_.kind != ISNAD_ENTITY_BODY && phrase_.kind != ISNAD_ENTITY_PERSON) return false;
  if (at_ + 1 >= limit_ || Breaks(at_ + 1) || !See(at_ + 1).definite || See(at_ + 1).bound) return false;
  for (const Division& division : scene_.words[at_].divisions) {
    if (division.clitics == kPreposition && scene_.rules->IsPurpose(division.preposition))
      return !scene_.rules->IsActionShape(scene_.words[at_].folded);
  }
  return false;
}

void PlaceParser::Settle() {
  if (phrase_.kind == ISNAD_ENTITY_ANONYMOUS && phrase_.named()) phrase_.kind = ISNAD_ENTITY_PERSON;
  // متحدث باسم الشركة: who is not named, and not the only one
  if (phrase_.kind == ISNAD_ENTITY_PERSON && !phrase_.named() && !phrase_.definite &&
      !See(phrase_.head).possessed && phrase_.head + 1 < at_ && scene_.Is(phrase_.head + 1, kPrepName))
    phrase_.kind = ISNAD_ENTITY_ANONYMOUS;
  if (phrase_.named() && phrase_.gender == Gender::kUnknown)
    phrase_.gender = GenderOf(scene_, phrase_.name_first);
  if (phrase_.named()) {  // عضو المكتب سنية نجم: the name tells more than the office
    for (const WordAnalysis& analysis : scene_.words[phrase_.name_first].analyses) {
      if (analysis.division.clitics & kPronoun) continue;
      if (analysis.entry->Is("name.masculine")) phrase_.gender = Gender::kMasculine;
      if (analysis.entry->Is("name.feminine")) phrase_.gender = Gender::kFeminine;
    }
  }
  if (phrase_.plural) phrase_.gender = Gender::kUnknown;
}

}  // namespace isnad::core
