#include <algorithm>

#include "plugins/core/place_parser.h"

namespace isnad::core {
namespace {

constexpr uint32_t kMaxName = 5;  // words, without parts such as بن
constexpr uint32_t kMaxNameTokens = 9;
constexpr uint32_t kMaxOffice = 14;  // words of an office before the name

}  // namespace

// Takes the word at at_ as the first of a name.
void PlaceParser::StartName() {
  phrase_.name_first = at_;
  if (phrase_.title_end == 0) phrase_.title_end = at_;
  if (phrase_.kind == 0 || phrase_.kind == ISNAD_ENTITY_ANONYMOUS) phrase_.kind = ISNAD_ENTITY_PERSON;
  phrase_.name_end = ++at_;
}

bool PlaceParser::TakeQuotedName() {
  if (phrase_.named() || !scene_.IsNameLike(at_)) return false;
  const uint32_t close = scene_.closing[at_];
  if (phrase_.kind == ISNAD_ENTITY_PERSON && scene_.HoldsName(at_ + 1, close)) {
    phrase_.title_end = at_;
    TakeName(at_ + 1, close);
  }
  at_ = close + 1;
  closed_ = true;
  return true;
}

// المتحدث باسم الاتحاد (فلان الفلاني)
bool PlaceParser::TakeBracketedName(uint32_t after) {
  if (phrase_.named() || phrase_.kind != ISNAD_ENTITY_PERSON || !scene_.HoldsName(at_ + 1, after - 1))
    return false;
  phrase_.title_end = at_;
  TakeName(at_ + 1, after - 1);
  at_ = after;
  return true;
}

bool PlaceParser::ContinueName() {
  const Sight& sight = See(at_);
  const uint32_t words = NameWords();
  if (scene_.Is(at_ - 1, kNamePart) && !sight.Is(kPrep)) return Extend();
  if (words >= kMaxName || at_ - phrase_.name_first >= kMaxNameTokens) return false;
  if (sight.Is(kNamePart)) return Extend();
  if (sight.Is(kNameTail)) return Extend();
  const bool behind_family = EndsInFamilyName();
  // سامي نجم الأمين العام: an office that is a given name too
  if (sight.definite && sight.Is(kTitle) && at_ + 1 < limit_ && See(at_ + 1).definite) return false;
  if (sight.Is(kGiven)) return sight.joined || (sight.definite && behind_family) ? false : Extend();
  if (words >= 2 && sight.definite && IsSpokenTo(at_)) return false;
  if (IsTradeName(at_, words)) return Extend();
  // خليل الحاج توفيق: a form of address within a name
  if (sight.Is(kHonorific) && sight.definite && !sight.bound && !sight.joined && IsGiven(at_ - 1) &&
      at_ + 1 < limit_ && IsGiven(at_ + 1) && !See(at_ + 1).bound && !See(at_ + 1).joined)
    return Extend();
  if (sight.Is(kHeads | kPrep | kOccasion | kAudience | kOutlet | kTopic) || sight.bound || sight.joined)
    return false;
  if (scene_.IsParticiple(at_) || scene_.HasTanwin(at_)) return false;
  const bool two = words >= 2;
  if (sight.definite) return !behind_family && words < 4 && Extend();
  if (sight.perhaps_joined && (two || !EndsPhrase(at_ + 1))) return false;
  if (sight.perhaps_bound && HidesAction(at_)) return false;
  if (sight.perhaps_bound && (two || (IsOwned(at_) && !EndsPhrase(at_ + 1)))) return false;
  if (scene_.rules->IsActionShape(scene_.Stem(at_))) return false;
  if (sight.possessed && scene_.rules->IsActionShape(scene_.WithoutPossessive(at_))) return false;  // امتعاضه
  if (two && !IsGiven(at_ - 1) && scene_.HasTaMarbuta(at_)) return false;  // ديفيد كاميرون خطة
  if (two && (behind_family || IsOwned(at_) || !(IsGiven(at_ - 1) || MayEndName(at_ + 1)))) return false;
  return Extend();
}

// طمأن سامي نجم المساهمين: a plural that is the object, and long enough for no name (الأمين).
bool PlaceParser::IsSpokenTo(uint32_t at) const {
  constexpr size_t kLeastBytes = 12;
  const std::string_view stem = scene_.Stem(at);
  return stem.size() >= kLeastBytes && scene_.rules->IsObjectShape(stem);
}

// بوجود, لاستئناف: a preposition and what is done, and no name.
bool PlaceParser::HidesAction(uint32_t at) const {
  for (const Division& division : scene_.words[at].divisions) {
    if (division.clitics == kPreposition &&
        scene_.rules->IsActionShape(scene_.words[at].folded.substr(division.stem_begin)))
      return true;
  }
  return false;
}

// Words of the name so far; عبد الله and بن علي count once.
uint32_t PlaceParser::NameWords() const {
  uint32_t words = 0;
  for (uint32_t t = phrase_.name_first; t < at_; ++t) words += !scene_.Is(t, kNamePart);
  return words;
}

// سامي النجار: a trade that is a family name, as nothing goes on with it.
bool PlaceParser::IsTradeName(uint32_t at, uint32_t words) const {
  const Sight& sight = See(at);
  if (!sight.Is(kTitle | kOccasion | kAudience | kBody | kHonorific) || !sight.definite || sight.bound ||
      sight.joined || words > 2)
    return false;
  if (!IsGiven(phrase_.name_first) || scene_.Is(at - 1, kTitle) || EndsInFamilyName()) return false;
  const uint32_t next = at + 1;
  return next >= limit_ || !scene_.IsWord(next) || Breaks(next) ||
         (scene_.Is(next, kPrep) && !scene_.Is(next, kPrepName) &&
          !(scene_.Is(next, kPrepOf) && scene_.Is(next + 1, kBody | kField)));
}

// Whether a third word that nothing is known of may be the name's: سامي نجم حارس المرمى tells what he is, and
// سامي نجم قدم رواية what he did.
bool PlaceParser::MayEndName(uint32_t at) const {
  return EndsPhrase(at) || IsGiven(at) || (See(at).Is(kHeads) && See(at).definite);
}

// Whether nothing that a name could go on with stands there.
bool PlaceParser::EndsPhrase(uint32_t at) const {
  return at >= limit_ || !scene_.IsWord(at) || Breaks(at) || scene_.Is(at, kPrep) || See(at).bound;
}

// ... الطيار: behind a family name with the article no further name stands.
bool PlaceParser::EndsInFamilyName() const {
  return See(at_ - 1).definite && !IsGiven(at_ - 1) && at_ - 1 > phrase_.name_first &&
         !scene_.Is(at_ - 2, kNamePart);
}

bool PlaceParser::Extend() {
  phrase_.name_end = ++at_;
  return true;
}

// الدكتور النجمي: behind a form of address a family name alone.
bool PlaceParser::IsFamilyAlone() const {
  const Sight& sight = See(at_);
  const bool address = scene_.Is(at_ - 1, kHonorific) || EndsAbbreviation(at_ - 1);
  return address && sight.definite && !sight.known && !sight.bound && !sight.joined && EndsPhrase(at_ + 1);
}

// Whether an indefinite word that nothing is known of begins the name.
bool PlaceParser::MayStartName() const {
  const Sight& sight = See(at_);
  if (!MayName() || phrase_.kind == ISNAD_ENTITY_BODY || phrase_.kind == 0) return false;
  if (sight.perhaps_joined || IsOwned(at_) || scene_.HasTanwin(at_) ||
      scene_.rules->IsFeminineShape(scene_.words[at_].folded) ||
      scene_.rules->IsAdverbShape(scene_.words[at_].folded))
    return false;
  if (sight.perhaps_bound && HidesAction(at_)) return false;
  const bool at_end = at_ + 1 < limit_ && (scene_.IsThat(at_ + 1) || scene_.Opens(at_ + 1));
  if (scene_.rules->IsActionShape(scene_.Stem(at_)) && !at_end) return false;
  return !sight.perhaps_bound || scene_.IsWord(at_ + 1) || at_end;
}

// Behind an indefinite word a given name begins the name only if the next word may go on with it.
bool PlaceParser::NamesPerson() const {
  return phrase_.kind == ISNAD_ENTITY_PERSON && at_ > phrase_.head + 1 && at_ + 1 < limit_ &&
         scene_.IsWord(at_ + 1) && !Breaks(at_ + 1);
}

// Whether, behind the genitive that begins at `at`, a word stands that can only begin a name.
bool PlaceParser::NameFollows(uint32_t at) const {
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
    if ((IsGiven(t) && !sight.bound && !sight.definite) || BeginsLineage(t)) return true;
    if (sight.Is(kHonorific) && !sight.bound) return true;
    if (sight.Is(kBody | kField | kTitle) || (sight.bound && sight.definite)) continue;
    if (sight.joined && sight.definite && See(t - 1).definite) continue;  // البرامج والأنشطة
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
void PlaceParser::Apposition() {
  if (NameBehindComplement()) return;
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
  const uint32_t end = EndOfName(t);
  if (!told && phrase_.kind == 0) return;
  // The name ends where a comma, or what was said, follows.
  if (!told && !EndsApposition(end)) return;
  TakeName(t, end);
}

// الخبير في الهيئة، الدكتور سامي نجم، and المدير لشركة «كذا» للنقل، سامي نجم، : a name that can be nothing
// else, between commas behind what the office is in or for.
bool PlaceParser::NameBehindComplement() {
  constexpr uint32_t kMaxComplement = 8;
  if (phrase_.kind != ISNAD_ENTITY_PERSON || phrase_.named() || nested_ || phrase_.plural) return false;
  uint32_t comma = at_;
  if (!scene_.Is(comma, kPrep) && !(comma < scene_.size() && See(comma).bound)) return false;
  while (comma < scene_.size() && comma < at_ + kMaxComplement && !scene_.IsComma(comma)) {
    if (scene_.Opens(comma) && scene_.IsNameLike(comma)) {
      comma = scene_.closing[comma] + 1;
      continue;
    }
    if (!scene_.IsWord(comma) || scene_.time_at[comma] != kNone || scene_.IsFinite(comma) ||
        scene_.Is(comma, kThat | kRelative | kSourceBy | kOutlet | kOccasion))
      return false;
    ++comma;
  }
  if (!scene_.IsComma(comma) || comma + 1 >= scene_.size()) return false;
  uint32_t first = comma + 1;
  while ((scene_.Is(first, kHonorific) && !See(first).bound) ||
         (first > comma + 1 && EndsAbbreviation(first)))
    ++first;
  if (!scene_.IsWord(first) || See(first).bound || See(first).joined || Breaks(first)) return false;
  if (first == comma + 1 && !IsGiven(first)) return false;
  const uint32_t end = EndOfName(first);
  if (end < first + 2 ||
      !(scene_.IsComma(end) || scene_.IsThat(end) || scene_.IsColon(end) || scene_.Opens(end)))
    return false;
  TakeName(first, end);
  return true;
}

// One past the words of the name that begins at `first`.
uint32_t PlaceParser::EndOfName(uint32_t first) const {
  PlaceParser name(scene_, first, std::min(first + kMaxName, scene_.size()));
  name.phrase_.kind = ISNAD_ENTITY_PERSON;
  name.StartName();
  while (name.at_ < name.limit_ && !name.Breaks(name.at_) && name.ContinueName()) {
  }
  return name.at_;
}

// أمين المدينة، رئيس اللجنة المحلية سامي نجم، ...
bool PlaceParser::SecondTitle(uint32_t t) {
  if (phrase_.kind != ISNAD_ENTITY_PERSON || !scene_.Is(t, kTitle) || See(t).bound || See(t).joined)
    return false;
  PlaceParser second(scene_, t, scene_.size());
  second.nested_ = true;
  const NounPhrase title = second.Parse();
  if (!title.named() || !EndsApposition(title.name_end)) return false;
  TakeName(title.name_first, title.name_end);
  return true;
}

bool PlaceParser::EndsApposition(uint32_t end) const {
  return end >= scene_.size() || scene_.IsComma(end) || scene_.IsThat(end) || scene_.IsColon(end) ||
         scene_.Opens(end) || scene_.IsStop(end) || scene_.time_at[end] != kNone || scene_.Is(end, kPrep) ||
         See(end).bound;
}

void PlaceParser::TakeName(uint32_t first, uint32_t end) {
  phrase_.name_first = first;
  phrase_.name_end = phrase_.end = end;
  phrase_.kind = ISNAD_ENTITY_PERSON;
}

bool PlaceParser::MayName() const {
  return !somebody_ && (phrase_.kind != ISNAD_ENTITY_ANONYMOUS || scene_.Is(phrase_.head, kTitle));
}

}  // namespace isnad::core
