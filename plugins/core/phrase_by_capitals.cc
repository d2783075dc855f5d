#include <algorithm>

#include "plugins/core/capitals_parser.h"

namespace isnad::core {
namespace {

constexpr uint32_t kMaxPhrase = 24;
constexpr uint32_t kMaxModifiers = 4;  // unknown words before what they belong to
constexpr uint64_t kBreaks = kPrep | kThat | kRelative | kContrast | kWhile | kAspect | kAdverb | kNot |
                             kSince | kPersonal | kDefiniteWord | kIndefiniteWord | kSourceBy | kWhat |
                             kPassiveWord | kAlso | kWhether | kUs | kObjectPronoun;

}  // namespace

CapitalsParser::CapitalsParser(const Scene& scene, uint32_t at, uint32_t limit, bool nested)
    : scene_(scene), limit_(std::min({limit, scene.size(), at + kMaxPhrase})), nested_(nested), at_(at) {
  phrase_.first = phrase_.head = at;
}

NounPhrase CapitalsParser::Parse() {
  if (at_ >= limit_) return {};
  if (scene_.Is(at_, kPersonal | kObjectPronoun) && !scene_.Is(at_, kPossessive)) return Pronoun();
  Determiners();
  const uint32_t begin = at_;
  while (at_ < limit_ && Take()) {
  }
  while (at_ > begin && scene_.Is(at_ - 1, kPrep | kAlso)) --at_;
  const bool quantified = begin > phrase_.first && scene_.Is(begin - 1, kQuantifier);
  if (at_ == begin && !quantified) return {};
  phrase_.end = at_;
  FindHead();
  FindName();
  SettleKind();
  // Headlines drop the article.
  phrase_.definite |= scene_.part == ISNAD_PART_TITLE && begin == phrase_.first && !phrase_.named();
  const bool somebody = phrase_.kind != 0 || phrase_.named() || phrase_.definite || quantified;
  if (!somebody) return {};
  phrase_.title_end = phrase_.named() ? phrase_.name_first : phrase_.end;
  if (!nested_) Apposition();
  return phrase_;
}

NounPhrase CapitalsParser::Pronoun() {
  phrase_.end = phrase_.title_end = at_ + 1;
  phrase_.pronoun = phrase_.definite = true;
  phrase_.gender = GenderOf(scene_, at_);
  for (const WordAnalysis& analysis : scene_.words[at_].analyses)
    phrase_.plural |= (analysis.features & kPlural) != 0;
  return phrase_;
}

// the, its; two of the, some, one of
void CapitalsParser::Determiners() {
  while (at_ < limit_) {
    const bool number = scene_.words[at_].kind == ISNAD_TOKEN_NUMBER && scene_.time_at[at_] == kNone;
    if (scene_.Is(at_, kDefiniteWord | kPossessive)) {
      phrase_.definite = true;
    } else if (number || scene_.Is(at_, kQuantifier)) {
      phrase_.plural = true;
    } else if (!scene_.Is(at_, kIndefiniteWord) &&
               !(at_ > phrase_.first && scene_.Is(at_ - 1, kQuantifier) && scene_.Is(at_, kPrepOf))) {
      return;
    }
    ++at_;
    if (phrase_.plural && scene_.Is(at_, kObjectPronoun)) {  // one of them
      ++at_;
      return;
    }
  }
}

bool CapitalsParser::Take() {
  if (!scene_.IsWord(at_)) return TakeMark();
  if (scene_.time_at[at_] != kNone && !(name_ && scene_.IsCapital(at_))) return false;
  return TakeWord();
}

// Local 88, Rail & Road, St. Ann's, workers’
bool CapitalsParser::TakeMark() {
  const bool number = scene_.words[at_].kind == ISNAD_TOKEN_NUMBER && scene_.time_at[at_] == kNone;
  const bool point = at_ > phrase_.first && scene_.IsMark(at_, ".") && scene_.IsWord(at_ + 1) &&
                     (scene_.IsCapital(at_ + 1) || scene_.words[at_ + 1].begin == scene_.words[at_].end) &&
                     scene_.EndsInitial(at_) && (name_ || scene_.Is(at_ - 1, kHonorific));
  if ((name_ && (number || scene_.IsMark(at_, "&"))) || point || IsPluralOwner(at_)) {
    head_ &= !IsPluralOwner(at_);
    ++at_;
    return true;
  }
  return false;
}

bool CapitalsParser::IsPluralOwner(uint32_t at) const {
  return at > phrase_.first && (scene_.IsMark(at, "'") || scene_.IsMark(at, "’")) && !scene_.Closes(at) &&
         scene_.words[at - 1].end == scene_.words[at].begin && scene_.EndsAs(at - 1, Ending::kMany) &&
         scene_.IsWord(at + 1);
}

bool CapitalsParser::TakeWord() {
  const Sight& sight = See(at_);
  const bool capital = scene_.IsCapital(at_);
  if (capital || sight.Is(kHeads)) {
    // the mayor Ann Poe and not: the company reporters saw
    if (!capital && name_ && head_ && !NounFollows(at_) && !sight.Is(kHeads)) return false;
    if (IsVerb(at_)) return false;
    head_ = (head_ || sight.Is(kHeads)) && !sight.possessed;
    name_ = capital && !sight.possessed;
    ++at_;
    return true;
  }
  if (scene_.words[at_].As("naming") != nullptr && head_ && scene_.IsCapital(at_ + 1)) return ++at_, true;
  if (sight.Is(kNamePart) && name_ && JoinsName(at_)) return ++at_, true;
  if (sight.Is(kPrepOf | kPrepName) && (head_ || name_)) return TakeBehindPreposition();
  if (sight.Is(kAlso) && head_ && !name_ && scene_.Is(at_ + 1, kTitle)) return ++at_, true;
  if (sight.Is(kBreaks) || IsVerb(at_) || scene_.EndsAs(at_, Ending::kFinite)) return false;
  if ((head_ || name_) && !NounFollows(at_) && !IsModifier(at_)) return false;
  if (at_ - phrase_.first > 2 * kMaxModifiers) return false;
  name_ = false;
  ++at_;
  return true;
}

// head of human resources, a spokesman for the city, Bank of Ireland
bool CapitalsParser::TakeBehindPreposition() {
  const uint32_t next = at_ + 1;
  if (next >= limit_ || !scene_.IsWord(next) || scene_.time_at[next] != kNone) return false;
  const uint32_t core_end = core_end_;
  if (core_end_ == 0 && !(name_ && JoinsBody(at_))) core_end_ = at_;
  const NounPhrase object = CapitalsParser(scene_, next, limit_, true).Parse();
  if (!object.empty() && !object.pronoun) {
    name_ = object.named();
    at_ = object.end;
    return true;
  }
  if (!scene_.Is(at_, kPrepOf)) {
    core_end_ = core_end;
    return false;
  }
  // demande à la direction de suspendre
  if (!See(next).known && scene_.EndsAs(next, Ending::kInfinitive) &&
      scene_.Is(next + 1, kDefiniteWord | kIndefiniteWord | kPossessive | kPrep)) {
    core_end_ = core_end;
    return false;
  }
  uint32_t end = next;
  while (end < limit_ && end < next + 3 && scene_.IsWord(end) && !See(end).Is(kBreaks | kCue)) ++end;
  if (end == next) return false;
  at_ = end;
  name_ = false;
  return true;
}

// Whether an office or a body comes close behind: the words before it belong to it.
bool CapitalsParser::NounFollows(uint32_t at) const {
  for (uint32_t t = at + 1; t < limit_ && t <= at + kMaxModifiers && scene_.IsWord(t); ++t) {
    if (scene_.time_at[t] != kNone || IsVerb(t)) return false;
    if (scene_.Is(t, kHeads)) return true;
    if (See(t).Is(kBreaks)) return false;
  }
  return false;
}

// le ministre français des Affaires étrangères: a word that belongs to the noun before it, where such words
// stand behind. What follows tells that it is no verb.
bool CapitalsParser::IsModifier(uint32_t at) const {
  constexpr uint32_t kMax = 2;
  if (!scene_.rules->modifiers_after()) return false;
  for (uint32_t t = at; t < at + kMax; ++t) {
    if (t >= scene_.size() || !scene_.IsWord(t) || See(t).Is(kBreaks | kCue) || scene_.IsCapital(t))
      return false;
    if (scene_.EndsAs(t, Ending::kFinite) || scene_.EndsAs(t, Ending::kManner)) return false;
    const uint32_t next = t + 1;
    if (next < limit_ && scene_.time_at[next] != kNone) return false;  // l’accident survenu jeudi
    if (next >= limit_ || !scene_.IsWord(next) || scene_.IsCapital(next) ||
        scene_.Is(next, kPrepOf | kPrepName | kAspect | kPassiveWord) || scene_.IsFinite(next))
      return true;
  }
  return false;
}

bool CapitalsParser::IsVerb(uint32_t at) const {
  if (scene_.IsCapital(at)) return false;
  if (scene_.words[at].As("carried") != nullptr) return head_ || name_;  // a letter seen, a leaked letter
  return scene_.Is(at, kCue) && (scene_.IsFinite(at) || scene_.IsParticiple(at));
}

NounPhrase PhraseByCapitals(const Scene& scene, uint32_t at, uint32_t limit) {
  return CapitalsParser(scene, at, limit).Parse();
}

}  // namespace isnad::core
