#include <algorithm>

#include "plugins/core/noun_phrase.h"

namespace isnad::core {
namespace {

constexpr uint32_t kMaxPhrase = 24;
constexpr uint32_t kMaxName = 5;
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
    if (scene_.Is(at_, kPointer) && scene_.IsWord(at_ + 1)) ++at_;  // this official
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
    if (scene_.time_at[at] != kNone) return true;
    const Sight& sight = See(at);
    if (sight.Is(kGiven | kHeads)) return false;
    if (sight.Is(kThat | kSourceBy | kSourceWhat | kSourceOwn | kRelative | kContrast | kWhile | kAlso |
                 kAside | kNot | kAspect | kAdverb | kSince | kWhat | kDocument | kPersonal | kPointer |
                 kWhether | kCueNoun))
      return true;
    return scene_.IsFinite(at) && !sight.Is(kNamePart);
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
    if (Breaks(at_)) return false;
    return phrase_.named() ? ContinueName() : ContinueTitle();
  }

  bool TakeQuotedName() {
    if (phrase_.named() || !scene_.IsNameLike(at_)) return false;
    at_ = scene_.closing[at_] + 1;
    closed_ = true;
    return true;
  }

  bool ContinueName() {
    const Sight& sight = See(at_);
    if (at_ - phrase_.name_first >= kMaxName) return false;
    if (scene_.Is(at_ - 1, kNamePart) && !sight.Is(kPrep)) return Extend();
    if (sight.Is(kNamePart)) return Extend();
    if (sight.Is(kGiven)) return sight.joined ? false : Extend();
    if (sight.Is(kHeads | kPrep | kOccasion | kAudience | kOutlet | kTopic) || sight.bound || sight.joined)
      return false;
    if (scene_.IsParticiple(at_)) return false;
    const bool two = at_ - phrase_.name_first >= 2;
    if (sight.definite) return at_ - phrase_.name_first < 4 && Extend();
    if (sight.perhaps_joined && (two || !EndsPhrase(at_ + 1))) return false;
    if (sight.perhaps_bound && (two || (sight.possessed && !EndsPhrase(at_ + 1)))) return false;
    if (scene_.rules->IsActionShape(scene_.Stem(at_))) return false;
    if (two && EndsInFamilyName()) return false;
    return Extend();
  }

  // Whether nothing that a name could go on with stands there.
  bool EndsPhrase(uint32_t at) const {
    return at >= limit_ || !scene_.IsWord(at) || Breaks(at) || scene_.Is(at, kPrep) || See(at).bound;
  }

  // ... الطيار: behind a family name with the article no further name stands.
  bool EndsInFamilyName() const { return See(at_ - 1).definite; }

  bool Extend() {
    phrase_.name_end = ++at_;
    return true;
  }

  bool ContinueTitle() {
    const Sight& sight = See(at_);
    const bool after_definite = closed_ || See(at_ - 1).definite || scene_.Is(at_ - 1, kHonorific);
    if (sight.Is(kPrepName) || (sight.Is(kPrep) && !sight.Is(kGiven))) return Attach();
    if (sight.bound && !sight.Is(kGiven)) return AttachBound();
    if (sight.perhaps_bound && after_definite && !sight.Is(kGiven) && IsForWhat()) return TakeTitleWord();
    if (sight.Is(kHonorific) && phrase_.kind == ISNAD_ENTITY_PERSON) return TakeTitleWord();
    if (sight.joined)
      return after_definite && sight.definite && !sight.Is(kTitle) && Joins() && TakeTitleWord();
    if (sight.Is(kGiven) && (after_definite || phrase_.kind != ISNAD_ENTITY_BODY) && MayName()) {
      if (!after_definite && !NamesPerson()) return TakeTitleWord();
      StartName();
      return true;
    }
    if (sight.definite) return !sight.Is(kTitle) || !after_definite ? TakeTitleWord() : false;
    if (sight.Is(kHeads | kOccasion | kAudience)) return !after_definite && TakeTitleWord();
    if (scene_.IsParticiple(at_)) return false;
    if (!after_definite) return TakeTitleWord();  // the second part of a genitive
    if (!MayName() || phrase_.kind == ISNAD_ENTITY_BODY || phrase_.kind == 0) return false;
    if (sight.perhaps_joined && !IsGiven(at_)) return false;
    if (scene_.rules->IsActionShape(scene_.Stem(at_))) return false;
    if (sight.perhaps_bound && !scene_.IsWord(at_ + 1)) return false;
    StartName();
    return true;
  }

  // Behind an indefinite word a given name begins the name only if the next word may go on with it.
  bool NamesPerson() const {
    return phrase_.kind == ISNAD_ENTITY_PERSON && at_ > phrase_.head + 1 && at_ + 1 < limit_ &&
           scene_.IsWord(at_ + 1) && !Breaks(at_ + 1);
  }

  bool MayName() const { return phrase_.kind != ISNAD_ENTITY_ANONYMOUS || scene_.Is(phrase_.head, kTitle); }

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
        !scene_.Is(phrase_.head, kSourceNoun)) {
      return TakeTitleWord();  // القائد العام لـ«القوات»
    }
    if (next >= limit_ || Breaks(next) || scene_.Is(next, kOccasion | kAudience | kOutlet)) return false;
    if (phrase_.kind == ISNAD_ENTITY_ANONYMOUS) return scene_.Is(at_, kPrepOf) && TakeTitleWord();
    if (phrase_.kind == ISNAD_ENTITY_BODY) return scene_.Is(next, kBody) && TakeTitleWord();
    return phrase_.kind == ISNAD_ENTITY_PERSON && NameFollows(next) && TakeTitleWord();
  }

  bool AttachBound() {
    const Sight& sight = See(at_);
    if (sight.joined || sight.Is(kOccasion | kAudience | kOutlet)) return false;
    if (phrase_.kind == ISNAD_ENTITY_BODY) return sight.Is(kBody) || IsFor(at_) ? TakeTitleWord() : false;
    if (phrase_.kind == ISNAD_ENTITY_ANONYMOUS) return TakeTitleWord();
    if (phrase_.kind != ISNAD_ENTITY_PERSON) return false;
    return (IsFor(at_) || NameFollows(at_)) && TakeTitleWord();
  }

  // المركز الوطني لرصد الزلازل: what a body or an office is for.
  bool IsForWhat() const {
    if (phrase_.kind != ISNAD_ENTITY_BODY && phrase_.kind != ISNAD_ENTITY_PERSON) return false;
    return at_ + 1 < limit_ && !Breaks(at_ + 1) && See(at_ + 1).definite && !See(at_ + 1).bound &&
           See(at_).perhaps_preposition != 0 && !scene_.rules->IsActionShape(scene_.words[at_].folded);
  }

  // ل with the article: what an office is for (الأمين العام للنقابة).
  bool IsFor(uint32_t at) const { return See(at).definite && !scene_.Is(at, kTitle | kSourceNoun); }

  // Whether, behind the genitive that begins at `at`, a word stands that can only begin a name.
  bool NameFollows(uint32_t at) const {
    for (uint32_t t = at + 1; t < limit_ && t < at + 6; ++t) {
      if (Breaks(t)) return false;
      const Sight& sight = See(t);
      if (sight.Is(kGiven) && !sight.bound) return true;
      if (sight.Is(kHonorific)) return true;
      if (sight.Is(kPrep) || sight.bound) return false;
      if (!sight.definite && See(t - 1).definite) return !scene_.rules->IsActionShape(scene_.Stem(t));
    }
    return false;
  }

  // محافظ المدينة، سامي نجم، and القائد (قسد)، فلان
  void Apposition() {
    uint32_t t = scene_.AfterBracket(at_);
    if (!scene_.IsComma(t) || t + 1 >= scene_.size()) return;
    if (phrase_.kind != ISNAD_ENTITY_PERSON && phrase_.kind != 0) return;
    ++t;
    if (phrase_.named()) return;
    const uint32_t begin = t;
    while (scene_.Is(t, kHonorific) && !See(t).bound) ++t;
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
    const uint32_t end = name.at_;
    if (!told && end < scene_.size() && !scene_.IsComma(end) && !scene_.IsThat(end) && !scene_.IsColon(end) &&
        !scene_.Opens(end) && !scene_.IsStop(end) && scene_.time_at[end] == kNone && !scene_.Is(end, kPrep) &&
        !See(end).bound)
      return;
    phrase_.name_first = t;
    phrase_.name_end = phrase_.end = end;
    phrase_.kind = ISNAD_ENTITY_PERSON;
  }

  void Settle() {
    if (phrase_.kind == ISNAD_ENTITY_ANONYMOUS && phrase_.named()) phrase_.kind = ISNAD_ENTITY_PERSON;
    if (phrase_.named() && phrase_.gender == Gender::kUnknown)
      phrase_.gender = GenderOf(scene_, phrase_.name_first);
    if (phrase_.named() && phrase_.name_first == phrase_.head) {
      for (const WordAnalysis& analysis : scene_.words[phrase_.head].analyses) {
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
