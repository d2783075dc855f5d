#include <algorithm>

#include "plugins/core/noun_phrase.h"
#include "server/text/fold.h"

namespace isnad::core {
namespace {

constexpr uint32_t kMaxPhrase = 24;
constexpr uint32_t kMaxName = 5;  // words, without parts such as بن
constexpr uint32_t kMaxNameTokens = 9;
constexpr uint32_t kMaxOffice = 14;  // words of an office before the name
constexpr size_t kLetterBytes = 2;
constexpr uint64_t kHeads = kTitle | kBody | kSourceNoun | kHonorific | kPaper;

class Parser {
 public:
  Parser(const Scene& scene, uint32_t at, uint32_t limit)
      : scene_(scene), limit_(std::min({limit, scene.size(), at + kMaxPhrase})), at_(at) {
    phrase_.first = phrase_.end = at;
  }

  NounPhrase ParseBehindClitic() {
    phrase_.head = at_;
    phrase_.kind = ISNAD_ENTITY_BODY;
    if (See(at_).Is(kHeads)) Begin();
    if (at_ == phrase_.head) ++at_;
    phrase_.clitic_bytes = PrepositionBytes(phrase_.head);
    if (!See(phrase_.head).definite && scene_.IsWord(at_) && !Breaks(at_) && !See(at_).bound) ++at_;
    return Finish();
  }

  NounPhrase Parse() {
    // this official; in أعلن ذلك رئيس ... the pointer is what was announced
    if (scene_.Is(at_, kPointer) && at_ + 1 < limit_ && See(at_ + 1).definite) ++at_;
    if (!MayBegin()) return {};
    Begin();
    return Finish();
  }

 private:
  NounPhrase Finish() {
    while (at_ < limit_ && Continue()) {
    }
    phrase_.end = at_;
    if (phrase_.title_end == 0) phrase_.title_end = phrase_.named() ? phrase_.name_first : at_;
    Apposition();
    Settle();
    return phrase_;
  }

  const Sight& See(uint32_t at) const { return scene_.sights[at]; }
  bool IsGiven(uint32_t at) const { return scene_.Is(at, kGiven | kNamePart); }

  // Words that no noun phrase holds or begins with.
  bool Breaks(uint32_t at) const {
    if (!scene_.IsWord(at)) return true;
    if (IsOutletOfTime(at)) return false;
    if (scene_.time_at[at] != kNone) return true;
    const Sight& sight = See(at);
    if (sight.Is(kGiven | kHeads)) return false;
    if (sight.Is(kThat | kSourceBy | kSourceWhat | kSourceOwn | kRelative | kContrast | kWhile | kAlso |
                 kAside | kNot | kAspect | kAdverb | kSince | kWhat | kDocument | kPersonal | kPointer |
                 kWhether | kCueNoun))
      return true;
    return scene_.IsFinite(at) && !sight.Is(kNamePart);
  }

  // صحيفة المساء
  bool IsOutletOfTime(uint32_t at) const {
    return at > phrase_.first && at == phrase_.head + 1 && scene_.Is(phrase_.head, kOutlet) &&
           !See(phrase_.head).definite && See(at).definite;
  }

  bool MayBegin() const {
    if (at_ >= limit_) return false;
    if (scene_.Opens(at_)) return scene_.IsNameLike(at_);
    if (Breaks(at_)) return false;
    const Sight& sight = See(at_);
    if (sight.Is(kPrep) && !sight.Is(kGiven)) return false;
    return !sight.bound && !scene_.IsParticiple(at_);
  }

  void Begin() {
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

  uint32_t ConjunctionBytes(uint32_t at) const {
    uint32_t bytes = 0;
    for (const Division& division : scene_.words[at].divisions) {
      if (division.clitics == kConjunction) bytes = division.stem_begin;
    }
    return bytes;
  }

  // A preposition that is written apart from the article can be cut off; لل can't.
  uint32_t PrepositionBytes(uint32_t at) const {
    uint32_t bytes = 0;
    for (const Division& division : scene_.words[at].divisions) {
      if (division.clitics & kFused) return 0;
      if ((division.clitics & kPreposition) && !(division.clitics & (kPronoun | kArticle)))
        bytes = division.stem_begin;
    }
    return bytes;
  }

  // Takes the word at at_ as the first of a name.
  void StartName() {
    phrase_.name_first = at_;
    if (phrase_.title_end == 0) phrase_.title_end = at_;
    if (phrase_.kind == 0 || phrase_.kind == ISNAD_ENTITY_ANONYMOUS) phrase_.kind = ISNAD_ENTITY_PERSON;
    phrase_.name_end = ++at_;
  }

  bool Continue() {
    if (scene_.Opens(at_)) return TakeQuotedName();
    const uint32_t after_bracket = scene_.AfterBracket(at_);
    if (after_bracket != at_) return false;
    if (EndsAbbreviation(at_)) return TakeTitleWord();
    if (Breaks(at_)) return false;
    if (quoted_) return See(at_).definite && !See(at_).bound && !See(at_).Is(kHeads | kGiven) && TakeTitleWord();
    return phrase_.named() ? ContinueName() : ContinueTitle();
  }

  // The full stop of د. and م.
  bool EndsAbbreviation(uint32_t at) const {
    return at > phrase_.first && scene_.IsMark(at, ".") && scene_.IsAbbreviation(at - 1) && !phrase_.named();
  }

  bool TakeQuotedName() {
    if (phrase_.named() || !scene_.IsNameLike(at_)) return false;
    at_ = scene_.closing[at_] + 1;
    closed_ = true;
    return true;
  }

  bool ContinueName() {
    const Sight& sight = See(at_);
    const uint32_t words = NameWords();
    if (scene_.Is(at_ - 1, kNamePart) && !sight.Is(kPrep)) return Extend();
    if (words >= kMaxName || at_ - phrase_.name_first >= kMaxNameTokens) return false;
    if (sight.Is(kNamePart)) return Extend();
    if (sight.Is(kNameTail)) return Extend();
    const bool behind_family = EndsInFamilyName();
    if (sight.Is(kGiven)) return sight.joined || (sight.definite && behind_family) ? false : Extend();
    if (IsTradeName(at_, words)) return Extend();
    if (sight.Is(kHeads | kPrep | kOccasion | kAudience | kOutlet | kTopic) || sight.bound || sight.joined)
      return false;
    if (scene_.IsParticiple(at_) || scene_.HasTanwin(at_)) return false;
    const bool two = words >= 2;
    if (sight.definite) return !behind_family && words < 4 && Extend();
    if (sight.perhaps_joined && (two || !EndsPhrase(at_ + 1))) return false;
    if (sight.perhaps_bound && HidesAction(at_)) return false;
    if (sight.perhaps_bound && (two || (sight.possessed && !EndsPhrase(at_ + 1)))) return false;
    if (scene_.rules->IsActionShape(scene_.Stem(at_))) return false;
    if (two && (behind_family || sight.possessed || !(IsGiven(at_ - 1) || MayEndName(at_ + 1)))) return false;
    return Extend();
  }

  // بوجود, لاستئناف: a preposition and what is done, and no name.
  bool HidesAction(uint32_t at) const {
    for (const Division& division : scene_.words[at].divisions) {
      if (division.clitics == kPreposition &&
          scene_.rules->IsActionShape(scene_.words[at].folded.substr(division.stem_begin)))
        return true;
    }
    return false;
  }

  // Words of the name so far; عبد الله and بن علي count once.
  uint32_t NameWords() const {
    uint32_t words = 0;
    for (uint32_t t = phrase_.name_first; t < at_; ++t) words += !scene_.Is(t, kNamePart);
    return words;
  }

  // سامي النجار: a trade that is a family name, as nothing goes on with it.
  bool IsTradeName(uint32_t at, uint32_t words) const {
    const Sight& sight = See(at);
    if (!sight.Is(kTitle | kOccasion | kAudience | kBody) || !sight.definite || sight.bound || sight.joined ||
        words > 2)
      return false;
    if (!IsGiven(phrase_.name_first) || scene_.Is(at - 1, kTitle) || EndsInFamilyName()) return false;
    const uint32_t next = at + 1;
    return next >= limit_ || !scene_.IsWord(next) || Breaks(next) ||
           (scene_.Is(next, kPrep) && !scene_.Is(next, kPrepName) &&
            !(scene_.Is(next, kPrepOf) && scene_.Is(next + 1, kBody | kField)));
  }

  // Whether a third word that nothing is known of may be the name's: سامي نجم حارس المرمى tells what he is, and
  // سامي نجم قدم رواية what he did.
  bool MayEndName(uint32_t at) const {
    return EndsPhrase(at) || IsGiven(at) || (See(at).Is(kHeads) && See(at).definite);
  }

  // Whether nothing that a name could go on with stands there.
  bool EndsPhrase(uint32_t at) const {
    return at >= limit_ || !scene_.IsWord(at) || Breaks(at) || scene_.Is(at, kPrep) || See(at).bound;
  }

  // ... الطيار: behind a family name with the article no further name stands.
  bool EndsInFamilyName() const {
    return See(at_ - 1).definite && !IsGiven(at_ - 1) && at_ - 1 > phrase_.name_first && !scene_.Is(at_ - 2, kNamePart);
  }

  bool Extend() {
    phrase_.name_end = ++at_;
    return true;
  }

  bool ContinueTitle() {
    const Sight& sight = See(at_);
    const bool after_definite = closed_ || See(at_ - 1).definite || scene_.Is(at_ - 1, kHonorific) ||
                                (See(at_ - 1).possessed && at_ - 1 == phrase_.head);
    if (sight.Is(kPrepName) || (sight.Is(kPrep) && !sight.Is(kGiven))) return Attach();
    if (sight.bound && !sight.Is(kGiven)) return AttachBound();
    if (sight.perhaps_bound && after_definite && !sight.Is(kGiven) && IsForWhat()) return TakeTitleWord();
    if (sight.Is(kHonorific) && phrase_.kind == ISNAD_ENTITY_PERSON) return TakeTitleWord();
    if (sight.joined) return after_definite && ContinueJoined();
    const bool given = IsGiven(at_);
    // بنادي النصر حسين نجم: a given name with the article may be the end of the office.
    if (given && sight.definite && at_ + 1 < limit_ && IsGiven(at_ + 1) && !See(at_ + 1).definite)
      return TakeTitleWord();
    if (given && (after_definite || phrase_.kind != ISNAD_ENTITY_BODY) && MayName()) {
      if (!after_definite && !NamesPerson()) return TakeTitleWord();
      StartName();
      return true;
    }
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
    if (sight.Is(kHeads | kOccasion | kAudience)) return !after_definite && TakeTitleWord();
    if (scene_.IsParticiple(at_)) return false;
    if (!after_definite) return TakeTitleWord();  // the second part of a genitive
    return MayStartName() && (StartName(), true);
  }

  // القوات, and not المركزي, which is made of a body's word.
  bool IsBodyItself(uint32_t at) const {
    for (const WordAnalysis& analysis : scene_.words[at].analyses) {
      if (analysis.entry->Is("body") && text::FoldText(analysis.entry->lemma) == scene_.Stem(at)) return true;
    }
    return false;
  }

  // الدكتور النجمي: behind a form of address a family name alone.
  bool IsFamilyAlone() const {
    const Sight& sight = See(at_);
    const bool address = scene_.Is(at_ - 1, kHonorific) || EndsAbbreviation(at_ - 1);
    return address && sight.definite && !sight.known && !sight.bound && !sight.joined && EndsPhrase(at_ + 1);
  }

  // الخارجية والمغتربين; المدير ونائب رئيس الجمعية فلان
  bool ContinueJoined() {
    const Sight& sight = See(at_);
    if (sight.Is(kTitle)) return phrase_.kind == ISNAD_ENTITY_PERSON && NameFollows(at_) && TakeTitleWord();
    return sight.definite && Joins() && TakeTitleWord();
  }

  // Whether an indefinite word that nothing is known of begins the name.
  bool MayStartName() const {
    const Sight& sight = See(at_);
    if (!MayName() || phrase_.kind == ISNAD_ENTITY_BODY || phrase_.kind == 0) return false;
    if (sight.perhaps_joined || scene_.HasTanwin(at_) ||
        scene_.rules->IsFeminineShape(scene_.words[at_].folded) || scene_.rules->IsAdverbShape(scene_.words[at_].folded))
      return false;
    if (sight.perhaps_bound && HidesAction(at_)) return false;
    const bool at_end = at_ + 1 < limit_ && (scene_.IsThat(at_ + 1) || scene_.Opens(at_ + 1));
    if (scene_.rules->IsActionShape(scene_.Stem(at_)) && !at_end) return false;
    return !sight.perhaps_bound || scene_.IsWord(at_ + 1) || at_end;
  }

  // Behind an indefinite word a given name begins the name only if the next word may go on with it.
  bool NamesPerson() const {
    return phrase_.kind == ISNAD_ENTITY_PERSON && at_ > phrase_.head + 1 && at_ + 1 < limit_ &&
           scene_.IsWord(at_ + 1) && !Breaks(at_ + 1);
  }

  bool MayName() const { return !somebody_ && (phrase_.kind != ISNAD_ENTITY_ANONYMOUS || scene_.Is(phrase_.head, kTitle)); }

  // الخارجية والمغتربين: a second genitive, told by a name or the end of the phrase behind it.
  bool Joins() const { return phrase_.kind == ISNAD_ENTITY_PERSON || phrase_.kind == ISNAD_ENTITY_BODY; }

  bool TakeTitleWord() {
    ++at_;
    closed_ = false;
    return true;
  }

  // A preposition belongs to the phrase where it tells the office, and not the occasion.
  bool Attach() {
    if (scene_.Is(at_, kPrepName)) return TakeTitleWord();
    const uint32_t next = at_ + 1;
    if (next < limit_ && scene_.Opens(next) && scene_.IsNameLike(next) &&
        !scene_.Is(phrase_.head, kSourceNoun) &&
        (scene_.Is(at_, kPrepOf) || scene_.words[at_].folded.size() <= kLetterBytes)) {
      return TakeTitleWord();  // القائد العام لـ«القوات»
    }
    if (next >= limit_ || Breaks(next) || scene_.Is(next, kOccasion | kAudience)) return false;
    if (scene_.Is(next, kOutlet))  // المشرف على برنامج «كذا» فلان
      return phrase_.kind == ISNAD_ENTITY_PERSON && scene_.Opens(next + 1) && NameFollows(next) && TakeTitleWord();
    if (phrase_.kind == ISNAD_ENTITY_ANONYMOUS) return scene_.Is(at_, kPrepOf) && TakeTitleWord();
    if (phrase_.kind == ISNAD_ENTITY_BODY) return scene_.Is(next, kBody) && TakeTitleWord();
    if (phrase_.kind != ISNAD_ENTITY_PERSON) return false;
    if (NameFollows(next)) return TakeTitleWord();
    return scene_.Is(at_, kPrepOf) && IsSomebody() && BecomeSomebody();
  }

  // مسؤول في الوزارة: an office without the article, and nobody's in particular.
  bool IsSomebody() const {
    if (at_ - phrase_.head > 2 || phrase_.plural) return false;
    for (uint32_t t = phrase_.head; t < at_; ++t) {
      if (See(t).definite || See(t).possessed || scene_.Is(t, kBody | kField)) return false;
    }
    return scene_.Is(at_ + 1, kBody | kField | kHeads) || See(at_ + 1).definite;
  }

  bool BecomeSomebody() {
    phrase_.kind = ISNAD_ENTITY_ANONYMOUS;
    somebody_ = true;
    return TakeTitleWord();
  }

  bool AttachBound() {
    const Sight& sight = See(at_);
    if (sight.joined || sight.Is(kOccasion | kAudience | kOutlet)) return false;
    if (phrase_.kind == ISNAD_ENTITY_BODY)
      return sight.Is(kBody | kField) || IsFor(at_) ? TakeTitleWord() : false;
    if (phrase_.kind == ISNAD_ENTITY_ANONYMOUS) return TakeTitleWord();
    if (phrase_.kind != ISNAD_ENTITY_PERSON) return false;
    if (IsFor(at_) || NameFollows(at_)) return TakeTitleWord();
    // المتحدث بوزارة الداخلية
    return sight.Is(kBody | kField) && at_ + 1 < limit_ && See(at_ + 1).definite && TakeTitleWord();
  }

  // المركز الوطني لرصد الزلازل: what a body or an office is for.
  bool IsForWhat() const {
    if (phrase_.kind != ISNAD_ENTITY_BODY && phrase_.kind != ISNAD_ENTITY_PERSON) return false;
    if (at_ + 1 >= limit_ || Breaks(at_ + 1) || !See(at_ + 1).definite || See(at_ + 1).bound) return false;
    for (const Division& division : scene_.words[at_].divisions) {
      if (division.clitics == kPreposition && scene_.rules->IsPurpose(division.preposition))
        return !scene_.rules->IsActionShape(scene_.words[at_].folded);
    }
    return false;
  }

  // ل with the article: what an office is for (الأمين العام للنقابة).
  bool IsFor(uint32_t at) const { return See(at).definite && !scene_.Is(at, kTitle | kSourceNoun); }

  // Whether, behind the genitive that begins at `at`, a word stands that can only begin a name.
  bool NameFollows(uint32_t at) const {
    bool closed = false;  // a quoted name has closed the genitive
    for (uint32_t t = at + 1; t < limit_ && t < at + kMaxOffice; ++t) {
      if (scene_.Is(t - 1, kHonorific) && scene_.IsMark(t, ".")) continue;
      if (scene_.Opens(t) && scene_.IsNameLike(t)) {
        t = scene_.closing[t];
        closed = true;
        continue;
      }
      if (Breaks(t)) return false;
      const Sight& sight = See(t);
      if (IsGiven(t) && !sight.bound && !sight.definite) return true;
      if (sight.Is(kHonorific) && !sight.bound) return true;
      if (sight.Is(kBody | kField | kTitle) || (sight.bound && sight.definite)) continue;
      if (sight.Is(kPrep) || sight.bound || sight.joined) return false;
      if (sight.perhaps_bound) continue;
      if (!sight.definite && (closed || See(t - 1).definite)) {
        return !scene_.rules->IsActionShape(scene_.Stem(t)) && !scene_.HasTanwin(t) &&
               !scene_.rules->IsAdverbShape(scene_.words[t].folded);
      }
    }
    return false;
  }

  // محافظ المدينة، سامي نجم, and القائد (قسد)، فلان
  void Apposition() {
    uint32_t t = scene_.AfterBracket(at_);
    if (!scene_.IsComma(t) || t + 1 >= scene_.size()) return;
    if (phrase_.kind != ISNAD_ENTITY_PERSON && phrase_.kind != 0) return;
    ++t;
    if (phrase_.named() || nested_) return;
    if (SecondTitle(t)) return;
    const uint32_t begin = t;
    while ((scene_.Is(t, kHonorific) && !See(t).bound) || (t > begin && EndsAbbreviation(t))) ++t;
    if (!scene_.IsWord(t) || Breaks(t) || scene_.Is(t, kPrep) || See(t).bound || See(t).joined) return;
    const bool told = t > begin || IsGiven(t);
    if (!told && (See(t).definite || scene_.Is(t, kHeads | kOccasion) || scene_.IsParticiple(t) ||
                  scene_.rules->IsActionShape(scene_.Stem(t))))
      return;
    Parser name(scene_, t, std::min(t + kMaxName, scene_.size()));
    name.phrase_.kind = ISNAD_ENTITY_PERSON;
    name.StartName();
    while (name.at_ < name.limit_ && !name.Breaks(name.at_) && name.ContinueName()) {
    }
    if (!told && name.at_ - t < 2 && phrase_.kind == 0) return;
    // The name ends where a comma, or what was said, follows.
    if (!told && !EndsApposition(name.at_)) return;
    TakeName(t, name.at_);
  }

  // أمين المدينة، رئيس اللجنة المحلية سامي نجم، ...
  bool SecondTitle(uint32_t t) {
    if (phrase_.kind != ISNAD_ENTITY_PERSON || !scene_.Is(t, kTitle) || See(t).bound || See(t).joined) return false;
    Parser second(scene_, t, scene_.size());
    second.nested_ = true;
    const NounPhrase title = second.Parse();
    if (!title.named() || !EndsApposition(title.name_end)) return false;
    TakeName(title.name_first, title.name_end);
    return true;
  }

  bool EndsApposition(uint32_t end) const {
    return end >= scene_.size() || scene_.IsComma(end) || scene_.IsThat(end) || scene_.IsColon(end) ||
           scene_.Opens(end) || scene_.IsStop(end) || scene_.time_at[end] != kNone || scene_.Is(end, kPrep) ||
           See(end).bound;
  }

  void TakeName(uint32_t first, uint32_t end) {
    phrase_.name_first = first;
    phrase_.name_end = phrase_.end = end;
    phrase_.kind = ISNAD_ENTITY_PERSON;
  }

  void Settle() {
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

  const Scene& scene_;
  const uint32_t limit_;
  uint32_t at_;
  bool closed_ = false;  // a quoted name has closed the genitive
  bool quoted_ = false;  // the phrase is a quoted name
  bool somebody_ = false;  // an office that is nobody's in particular
  bool nested_ = false;  // read within another phrase
  NounPhrase phrase_;
};

}  // namespace

NounPhrase PhraseBehindClitic(const Scene& scene, uint32_t at, uint32_t limit) {
  return Parser(scene, at, limit).ParseBehindClitic();
}

NounPhrase PhraseByPlace(const Scene& scene, uint32_t at, uint32_t limit) {
  return Parser(scene, at, limit).Parse();
}

Gender GenderOf(const Scene& scene, uint32_t at) {
  for (const WordAnalysis& analysis : scene.words[at].analyses) {
    if (analysis.division.clitics & kPronoun) continue;
    if (analysis.entry->Is("name.masculine")) return Gender::kMasculine;
    if (analysis.entry->Is("name.feminine")) return Gender::kFeminine;
    if (analysis.features & kFeminine) return Gender::kFeminine;
    if (analysis.features & kMasculine) return Gender::kMasculine;
  }
  return Gender::kUnknown;
}

}  // namespace isnad::core
