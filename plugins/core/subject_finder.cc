#include "plugins/core/subject_finder.h"

namespace isnad::core {
namespace {

constexpr uint32_t kMaxBack = 45;
constexpr uint32_t kMaxDescription = 14;  // words of somebody who is only described

}  // namespace

bool SubjectFinder::EndsClause(uint32_t at) const {
  return scene_.words[at].kind == ISNAD_TOKEN_LINE_BREAK || scene_.IsStop(at) || scene_.Closes(at) ||
         scene_.Opens(at) || scene_.IsMark(at, ";") || scene_.IsColon(at) || scene_.IsMark(at, "—");
}

Subject SubjectFinder::Of(uint32_t verb) const {
  uint32_t end = verb;
  while (end > 0 && (scene_.IsAuxiliary(end - 1) || scene_.Is(end - 1, kAdverb) || IsProclitic(end - 1)))
    --end;
  if (end == 0) return {IsImperative(end) ? Subject::Is::kNobody : Subject::Is::kUntold, {}, false};
  const uint32_t before = end - 1;
  if (scene_.Is(before, kUs) || IsImperative(end)) return {Subject::Is::kNobody, {}, false};
  if (scene_.Is(before, kPersonal)) return Told(PhraseAt(scene_, before, end));
  if (scene_.IsParticiple(verb) && !scene_.IsFinite(verb)) return OfParticiple(verb);
  if (scene_.Is(before, kAlso | kContrast)) return {Subject::Is::kShared, {}, false};
  if (scene_.Is(before, kRelative) && !scene_.IsCapital(before)) return Antecedent(before);
  if (scene_.IsComma(before)) return BeforeAside(before);
  if (scene_.time_at[before] != kNone) {  // the mayor on Monday said
    uint32_t t = before;
    while (t > 0 && (scene_.time_at[t] != kNone || scene_.Is(t, kPrep))) --t;
    if (const NounPhrase* phrase = phrases_.EndingAt(t + 1)) return Told(*phrase);
  }
  return Between(ClauseStart(end), end);
}

// lui a rappelé, les prévient: an object that stands before its verb.
bool SubjectFinder::IsProclitic(uint32_t at) const {
  return scene_.rules->that_always() && !scene_.IsCapital(at) &&
         scene_.Is(at, kObjectPronoun | kDefiniteWord) &&
         (scene_.IsAuxiliary(at + 1) || scene_.IsFinite(at + 1) || IsProclitic(at + 1));
}

// Read more: ...
bool SubjectFinder::IsImperative(uint32_t verb) const {
  return scene_.IsFinite(verb) && scene_.BeginsThought(verb) &&
         !(scene_.sights[verb].cue->features & (kPerfect | kParticiple));
}

// , adding; quotes him as saying; one poster writing
Subject SubjectFinder::OfParticiple(uint32_t verb) const {
  const uint32_t before = verb - 1;
  if (scene_.Is(before, kAs)) {
    if (before > 0 && scene_.Is(before - 1, kObjectPronoun))
      return Told(PhraseAt(scene_, before - 1, before));
    return Quoted(before);
  }
  if (scene_.Is(before, kDefiniteWord | kIndefiniteWord | kPossessive))
    return {Subject::Is::kNobody, {}, false};
  if (!scene_.IsWord(before) || scene_.Is(before, kPrep | kAlso | kSince | kWhile | kContrast | kAdverb))
    return {Subject::Is::kShared, {}, false};
  const NounPhrase* phrase = phrases_.EndingAt(verb);
  if (phrase != nullptr) return Told(*phrase);
  for (uint32_t t = before; t > 0 && t + 5 > verb; --t) {
    if (scene_.Is(t, kQuantifier | kIndefiniteWord)) {
      const NounPhrase somebody = PhraseAt(scene_, t, verb);
      return somebody.end == verb ? Told(somebody) : Described(t, verb);
    }
  }
  return {Subject::Is::kShared, {}, false};
}

// The Ledger quoted her, she was quoted by the Ledger: who stands before `as`.
Subject SubjectFinder::Quoted(uint32_t as) const {
  constexpr uint32_t kMaxOutlet = 8;
  for (uint32_t t = as; t-- > 0 && t + kMaxOutlet > as && scene_.IsWord(t);) {
    if (scene_.words[t].As("carried") == nullptr || t == 0 || !scene_.Is(t - 1, kPassiveWord)) continue;
    uint32_t end = t - 1;
    while (end > 0 && scene_.Is(end - 1, kAspect | kAdverb | kPassiveWord)) --end;
    return end > 0 && scene_.Is(end - 1, kPersonal) ? Told(PhraseAt(scene_, end - 1, end))
                                                    : Between(ClauseStart(end), end);
  }
  if (const NounPhrase* phrase = phrases_.EndingAt(as)) return Told(*phrase);
  return {};
}

// Ann Poe, who runs the mill, said: the first part between commas that is somebody.
Subject SubjectFinder::BeforeAside(uint32_t comma) const {
  uint32_t start = comma;
  while (start > 0 && start + kMaxBack > comma && !EndsClause(start - 1)) --start;
  for (uint32_t begin = start; begin < comma;) {
    uint32_t end = begin;
    while (end < comma && !scene_.IsComma(end)) ++end;
    const uint32_t first = SkipLead(begin, end);
    const NounPhrase phrase = first < end ? PhraseAt(scene_, first, scene_.size()) : NounPhrase{};
    const bool part = scene_.Is(first, kPrep | kSince | kThat | kRelative) || scene_.IsParticiple(first);
    if (!part && !phrase.empty() && (Fills(phrase, end) || phrase.end > end)) return Told(phrase);
    // Une fleuriste, qui était présente, raconte
    if (first == start && scene_.Is(first, kIndefiniteWord) && scene_.Is(end + 1, kRelative))
      return Described(first, end);
    begin = end + 1;
  }
  if (const NounPhrase* phrase = phrases_.EndingAt(comma)) return Told(*phrase);
  return {};
}

// Devocht, who said
Subject SubjectFinder::Antecedent(uint32_t relative) const {
  const uint32_t end = relative > 0 && scene_.IsComma(relative - 1) ? relative - 1 : relative;
  if (const NounPhrase* phrase = phrases_.EndingAt(end)) return {Subject::Is::kTold, *phrase, end < relative};
  return {};
}

uint32_t SubjectFinder::ClauseStart(uint32_t end) const {
  uint32_t t = end;
  while (t > 0 && t + kMaxBack > end) {
    const uint32_t before = t - 1;
    if (EndsClause(before) || scene_.IsComma(before) || scene_.IsThat(before) ||
        scene_.Is(before, kSince | kWhile | kContrast) ||
        (scene_.part == ISNAD_PART_TITLE && scene_.Is(before, kAs)) ||
        (scene_.IsFinite(before) && !scene_.IsCapital(before)))
      break;
    t = before;
  }
  return t;
}

// Behind but, and, meanwhile, on Monday.
uint32_t SubjectFinder::SkipLead(uint32_t begin, uint32_t end) const {
  while (begin < end) {
    if (scene_.Is(begin, kContrast | kAlso | kAdverb | kWhile) || scene_.time_at[begin] != kNone ||
        (scene_.Is(begin, kPrep) && begin + 1 < end && scene_.time_at[begin + 1] != kNone)) {
      ++begin;
    } else {
      break;
    }
  }
  return begin;
}

// Whether nothing stands between the phrase and `end` but what belongs to it: Two people briefed on the plan.
bool SubjectFinder::Fills(const NounPhrase& phrase, uint32_t end) const {
  if (phrase.end == end) return true;
  if (phrase.end > end || end > phrase.end + kMaxDescription) return false;
  const uint32_t next = phrase.end;
  const bool past = scene_.EndsAs(next, Ending::kPast) || scene_.words[next].As("carried") != nullptr;
  const bool about = phrase.kind == ISNAD_ENTITY_ANONYMOUS && scene_.Is(next + 1, kPrep);  // familiar with
  if (phrase.named() && past) return false;
  if (!past && !about && !scene_.Is(next, kPrep | kRelative) && !scene_.EndsAs(next, Ending::kGerund) &&
      scene_.AfterBracket(next) == next)
    return false;
  for (uint32_t t = phrase.end; t < end; ++t) {
    if (scene_.Is(phrase.end, kRelative)) break;
    if (scene_.Is(t, kAspect | kPassiveWord | kPersonal) || scene_.IsFinite(t)) return false;
  }
  return true;
}

// Dina Osei and Carl Whitmer
NounPhrase SubjectFinder::WithPartner(const NounPhrase& phrase, uint32_t begin) const {
  if (phrase.first < begin + 2 || !scene_.Is(phrase.first - 1, kAlso)) return phrase;
  const NounPhrase* partner = phrases_.EndingAt(phrase.first - 1);
  if (partner == nullptr || partner->first < begin ||
      (partner->first > begin && scene_.Is(partner->first - 1, kPrep)))
    return phrase;
  // Anna Kerr, Leo Dunn and Paul Sand
  while (partner->first > 1 && scene_.IsComma(partner->first - 1)) {
    const NounPhrase* other = phrases_.EndingAt(partner->first - 1);
    if (other == nullptr || !other->named() || (other->first > 0 && scene_.Is(other->first - 1, kPrep)))
      break;
    partner = other;
  }
  NounPhrase both = *partner;
  both.end = both.title_end = phrase.end;
  both.name_first = both.name_end = 0;
  both.apposition_first = both.apposition_end = 0;
  both.kind = ISNAD_ENTITY_ANONYMOUS;
  both.plural = true;
  return both;
}

Subject SubjectFinder::Between(uint32_t begin, uint32_t end) const {
  begin = SkipLead(begin, end);
  if (begin >= end) return {Subject::Is::kShared, {}, false};
  if (scene_.Is(begin, kNot)) return {Subject::Is::kNobody, {}, false};
  const bool adjunct = scene_.Is(begin, kPrep) && !scene_.Is(begin, kIndefiniteWord);  // des habitants
  if (!adjunct) {
    const NounPhrase whole = PhraseAt(scene_, begin, end);
    if (!whole.empty() && whole.end == end) return Told(whole);
    if (!whole.empty() && Fills(whole, end)) {
      NounPhrase described = whole;
      if (described.kind == ISNAD_ENTITY_ANONYMOUS) described.end = described.title_end = end;
      return Told(described);
    }
  }
  // The largest phrase that ends here and hangs on no preposition.
  for (uint32_t t = begin; t < end; ++t) {
    if (t > begin && scene_.Is(t - 1, kPrep | kDefiniteWord | kIndefiniteWord | kPossessive)) continue;
    if (!scene_.IsCapital(t) && !scene_.Is(t, kDefiniteWord | kIndefiniteWord | kPossessive | kQuantifier |
                                                  kTitle | kBody | kSourceNoun | kHonorific | kPaper))
      continue;
    const NounPhrase phrase = PhraseAt(scene_, t, end);
    if (!phrase.empty() && phrase.end == end) return Told(WithPartner(phrase, begin));
  }
  if (adjunct) return {};
  return Described(begin, end);
}

// a teacher, other sites such as these: somebody of whom the words alone tell.
Subject SubjectFinder::Described(uint32_t begin, uint32_t end) const {
  if (end > begin + kMaxDescription || !scene_.IsWord(begin)) return {};
  const bool goes_on =
      begin > 0 && scene_.IsComma(begin - 1) && !scene_.Is(begin, kQuantifier | kIndefiniteWord);
  if (goes_on || scene_.EndsAs(begin, Ending::kPast)) return {Subject::Is::kShared, {}, false};
  for (uint32_t t = begin; t < end; ++t) {
    if (!scene_.IsWord(t) && scene_.words[t].kind != ISNAD_TOKEN_NUMBER && !scene_.IsMark(t, ".")) return {};
    if (scene_.Is(t, kAspect | kPassiveWord | kPersonal | kUs | kNot | kWhether | kSince | kWhat) ||
        (scene_.IsFinite(t) && !scene_.IsCapital(t)))
      return {};
  }
  NounPhrase phrase;
  phrase.first = phrase.head = begin;
  phrase.end = phrase.title_end = end;
  phrase.kind = ISNAD_ENTITY_ANONYMOUS;
  return Told(phrase);
}

}  // namespace isnad::core
