#include <algorithm>

#include "plugins/core/noun_phrase.h"

namespace isnad::core {
namespace {

constexpr uint32_t kMaxPhrase = 20;
constexpr uint64_t kHeads = kTitle | kBody | kSourceNoun | kHonorific | kPaper;

class Parser {
 public:
  Parser(const Scene& scene, uint32_t at, uint32_t limit)
      : scene_(scene), limit_(std::min({limit, scene.size(), at + kMaxPhrase})), at_(at) {
    phrase_.first = phrase_.head = at;
  }

  NounPhrase Parse() {
    if (at_ >= limit_ || !scene_.IsWord(at_)) return {};
    if (scene_.Is(at_, kPersonal)) return Pronoun();
    if (scene_.Is(at_, kDefiniteWord)) phrase_.definite = true;
    if (scene_.Is(at_, kDefiniteWord | kIndefiniteWord | kPossessive)) ++at_;
    while (at_ < limit_ && Take()) {
    }
    while (at_ > phrase_.first && scene_.Is(at_ - 1, kPrep)) --at_;
    if (at_ == phrase_.first ||
        (at_ == phrase_.first + 1 && scene_.Is(phrase_.first, kDefiniteWord | kIndefiniteWord))) {
      return {};
    }
    phrase_.end = at_;
    FindHead();
    FindName();
    if (phrase_.kind == 0 && !phrase_.named() && !phrase_.definite) return {};
    phrase_.title_end = phrase_.named() ? phrase_.name_first : phrase_.end;
    Apposition();
    return phrase_;
  }

 private:
  NounPhrase Pronoun() {
    phrase_.end = phrase_.title_end = at_ + 1;
    phrase_.pronoun = phrase_.definite = true;
    phrase_.gender = GenderOf(scene_, at_);
    return phrase_;
  }

  bool Take() {
    if (scene_.words[at_].kind == ISNAD_TOKEN_NUMBER)
      return at_ > phrase_.first && scene_.IsCapital(at_ - 1) && Next();
    if (scene_.IsMark(at_, "&")) return at_ > phrase_.first && scene_.IsCapital(at_ - 1) && Next();
    if (!scene_.IsWord(at_) || scene_.time_at[at_] != kNone) return false;
    const Sight& sight = scene_.sights[at_];
    if (sight.Is(kHeads)) return Next();
    if (sight.Is(kPrepOf | kPrepName) && at_ + 1 < limit_) return at_ > phrase_.first && Next();
    if (scene_.Is(at_ - (at_ > phrase_.first), kPrep) && sight.Is(kDefiniteWord | kIndefiniteWord))
      return Next();
    if (sight.Is(kPrep | kThat | kRelative | kContrast | kWhile | kAspect | kAdverb | kNot | kSince |
                 kPersonal | kDefiniteWord | kIndefiniteWord | kSourceBy | kWhat | kPassiveWord | kAlso))
      return false;
    if (sight.Is(kCue) && (scene_.IsFinite(at_) || scene_.IsParticiple(at_)) && !scene_.IsCapital(at_))
      return false;
    return Next();
  }

  bool Next() {
    ++at_;
    return true;
  }

  bool IsPossessive(uint32_t at) const { return scene_.sights[at].possessed; }

  // The last word that tells an office or a body, before a preposition.
  void FindHead() {
    bool behind_preposition = false;
    for (uint32_t t = phrase_.first; t < phrase_.end; ++t) {
      if (scene_.Is(t, kPrep) && t > phrase_.first) behind_preposition = true;
      if (behind_preposition || !scene_.Is(t, kHeads) || IsPossessive(t)) continue;
      const Sight& sight = scene_.sights[t];
      phrase_.head = t;
      phrase_.kind = sight.Is(kTitle | kHonorific) ? ISNAD_ENTITY_PERSON
                     : sight.Is(kSourceNoun)       ? ISNAD_ENTITY_ANONYMOUS
                                                   : ISNAD_ENTITY_BODY;
      phrase_.paper = sight.Is(kPaper);
      phrase_.gender = GenderOf(scene_, t);
    }
  }

  // The run of capitals behind the last office; with a body's own word in it it is the body's name.
  void FindName() {
    uint32_t begin = phrase_.first;
    for (uint32_t t = phrase_.first; t < phrase_.end; ++t) {
      const bool office = scene_.Is(t, kTitle | kHonorific | kSourceNoun);
      if (office || IsPossessive(t) || scene_.Is(t, kDefiniteWord | kIndefiniteWord | kPossessive))
        begin = t + 1;
      if (scene_.Is(t, kPrep) && phrase_.kind == ISNAD_ENTITY_PERSON) return;  // president of Allied Workers
    }
    while (begin < phrase_.end && !scene_.IsCapital(begin)) ++begin;
    uint32_t end = begin;
    while (end < phrase_.end &&
           (scene_.IsCapital(end) || scene_.words[end].kind != ISNAD_TOKEN_WORD || Joins(end)))
      ++end;
    if (begin == end) return;
    const bool opens_sentence = begin == 0 || !scene_.IsWord(begin - 1);
    if (end - begin == 1 && end < phrase_.end && opens_sentence &&
        scene_.words[begin].kind == ISNAD_TOKEN_WORD)
      return;
    phrase_.name_first = begin;
    phrase_.name_end = phrase_.end = end;
    if (phrase_.kind == ISNAD_ENTITY_ANONYMOUS) phrase_.kind = ISNAD_ENTITY_PERSON;
    for (uint32_t t = begin; t < end; ++t) {
      if (scene_.Is(t, kBody)) phrase_.kind = ISNAD_ENTITY_BODY;
    }
    if (scene_.Is(begin, kGiven)) {
      phrase_.kind = ISNAD_ENTITY_PERSON;
      phrase_.gender = GenderOf(scene_, begin);
    }
    if (phrase_.kind == 0) phrase_.kind = ISNAD_ENTITY_PERSON;
  }

  bool Joins(uint32_t at) const {
    return scene_.Is(at, kPrepOf) && at + 1 < phrase_.end && scene_.IsCapital(at + 1);
  }

  // Ann Poe, a spokeswoman for the city; its founder, Ann Poe
  void Apposition() {
    const uint32_t comma = phrase_.end;
    if (!scene_.IsComma(comma) || comma + 1 >= scene_.size()) return;
    uint32_t t = comma + 1;
    const uint32_t begin = t;
    if (scene_.Is(t, kDefiniteWord | kIndefiniteWord)) ++t;
    const uint32_t end = std::min(t + kMaxPhrase, scene_.size());
    if (!phrase_.named()) {
      if (phrase_.kind != ISNAD_ENTITY_PERSON && phrase_.kind != ISNAD_ENTITY_BODY) return;
      uint32_t stop = t;
      while (stop < end && scene_.IsCapital(stop) && !scene_.Is(stop, kPersonal)) ++stop;
      if (stop == t || begin != t || !scene_.IsComma(stop)) return;
      phrase_.name_first = t;
      phrase_.name_end = phrase_.end = stop;
      return;
    }
    for (uint32_t stop = t; stop < end; ++stop) {
      if (scene_.IsStop(stop) || scene_.Opens(stop) || scene_.Closes(stop) || scene_.IsFinite(stop)) return;
      if (!scene_.IsComma(stop)) continue;
      bool office = false;
      for (uint32_t w = begin; w < stop; ++w) office |= scene_.Is(w, kTitle);
      if (!office && !scene_.Is(begin, kRelative)) return;
      phrase_.apposition_first = begin;
      phrase_.apposition_end = stop;
      return;
    }
  }

  const Scene& scene_;
  const uint32_t limit_;
  uint32_t at_;
  NounPhrase phrase_;
};

}  // namespace

NounPhrase PhraseByCapitals(const Scene& scene, uint32_t at, uint32_t limit) {
  return Parser(scene, at, limit).Parse();
}

}  // namespace isnad::core
