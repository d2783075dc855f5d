#include <algorithm>

#include "plugins/core/capitals_parser.h"

namespace isnad::core {
namespace {

constexpr uint32_t kMaxApposition = 24;

}  // namespace

// The last word that tells an office or a body, before a preposition.
void CapitalsParser::FindHead() {
  const uint32_t end = core_end_ != 0 ? core_end_ : phrase_.end;
  for (uint32_t t = phrase_.first; t < end; ++t) {
    const Sight& sight = See(t);
    if (!sight.Is(kHeads) || sight.possessed || IsPluralOwner(t + 1) || EndsName(t)) continue;
    // Bank Street Mayor: the last one counts, but a body's word behind an office is a name's.
    if (phrase_.kind == ISNAD_ENTITY_PERSON && !sight.Is(kTitle | kHonorific | kSourceNoun)) continue;
    phrase_.head = t;
    phrase_.kind = sight.Is(kTitle | kHonorific) ? ISNAD_ENTITY_PERSON
                   : sight.Is(kSourceNoun)       ? ISNAD_ENTITY_ANONYMOUS
                                                 : ISNAD_ENTITY_BODY;
    phrase_.paper = sight.Is(kPaper) && !sight.Is(kTitle | kSourceNoun);
    phrase_.gender = GenderOf(scene_, t);
    for (const WordAnalysis& analysis : scene_.words[t].analyses)
      phrase_.plural |= sight.Is(kSourceNoun) && (analysis.features & kPlural) != 0;
  }
}

// Niall Frost KC, Royal Union of Nurses: a capital that an office's word has within a name.
bool CapitalsParser::EndsName(uint32_t at) const {
  if (!scene_.IsCapital(at) || at < phrase_.first + 2) return false;
  return (scene_.Is(at - 1, kPrepOf) && scene_.IsCapital(at - 2)) ||
         (scene_.Is(at, kHonorific) && scene_.IsCapital(at - 1) && !scene_.IsCapital(at + 1) &&
          !scene_.IsMark(at + 1, "."));
}

// Behind the last office, owner and article.
uint32_t CapitalsParser::NameBegin() const {
  const uint32_t end = core_end_ != 0 ? core_end_ : phrase_.end;
  uint32_t begin = phrase_.first;
  for (uint32_t t = phrase_.first; t < end; ++t) {
    const bool office = scene_.Is(t, kTitle | kHonorific | kSourceNoun) && !EndsName(t) &&
                        !(phrase_.kind == ISNAD_ENTITY_BODY && scene_.IsCapital(t));
    if (office || See(t).possessed || IsPluralOwner(t) ||
        (scene_.Is(t, kDefiniteWord | kIndefiniteWord | kPossessive | kQuantifier) && !scene_.IsCapital(t)))
      begin = t + 1;
    if (begin == t && scene_.IsMark(t, ".")) begin = t + 1;
  }
  return begin;
}

// The run of capitals; with a body's own word in it it is the body's name.
void CapitalsParser::FindName() {
  const uint32_t stop = core_end_ != 0 ? core_end_ : phrase_.end;
  uint32_t begin = NameBegin();
  while (begin < stop && !scene_.IsCapital(begin)) ++begin;
  uint32_t end = begin;
  while (end < stop && (scene_.IsCapital(end) || scene_.words[end].kind != ISNAD_TOKEN_WORD || Joins(end)))
    ++end;
  if (begin == end) return FindNameBehindOffice();
  // union leader, Corbel analyst: the name only belongs to who is meant.
  if (end < stop && phrase_.head >= end) return;
  TakeName(begin, end);
}

// du groupe aérien: a body that goes by a name, which may follow.
bool CapitalsParser::HoldsNamedBody(uint32_t first, uint32_t end) const {
  for (uint32_t t = first; t < end; ++t) {
    const WordAnalysis* body = scene_.words[t].As("body");
    if (body != nullptr && (body->entry->Note("any") == "yes" || scene_.Is(t, kOutlet))) return true;
  }
  return false;
}

// le ministre de l’Intérieur Paul Roy, la porte-parole du groupe Anne Doré: the last capitals of the phrase,
// as far as they are not the name of what is presided over.
void CapitalsParser::FindNameBehindOffice() {
  if (!scene_.rules->modifiers_after() || core_end_ == 0 || phrase_.kind != ISNAD_ENTITY_PERSON) return;
  uint32_t begin = phrase_.end;
  while (begin > core_end_ && (scene_.IsCapital(begin - 1) || (begin < phrase_.end && Joins(begin - 1))))
    --begin;
  while (begin < phrase_.end && !scene_.IsCapital(begin)) ++begin;
  // le maire de Paris, and not: le maire de Marie
  const bool of_office = begin > phrase_.first && scene_.Is(begin - 1, kPrep | kDefiniteWord | kPossessive);
  uint32_t first = of_office ? begin + 1 : begin;
  while (first < phrase_.end && !(scene_.Is(first, kGiven) && scene_.IsCapital(first))) ++first;
  if (first == phrase_.end && !of_office && begin + 1 < phrase_.end && !HoldsNamedBody(core_end_, begin))
    first = begin;
  if (first < phrase_.end) TakeName(first, phrase_.end);
}

void CapitalsParser::TakeName(uint32_t first, uint32_t end) {
  // la Commission européenne, l’association Données libres: words that belong to a body's name
  const uint32_t stop = core_end_ != 0 ? core_end_ : phrase_.end;
  const bool body = phrase_.kind == ISNAD_ENTITY_BODY || scene_.Is(first, kBody);
  while (body && end < stop && end > phrase_.first && IsModifier(end)) ++end;
  // l’Office de la biodiversité, and not: la ministre Anne Doré
  const bool genitive = scene_.rules->modifiers_after() && core_end_ == end && end == first + 1 &&
                        scene_.Is(first, kBody) && scene_.Is(end, kPrepOf);
  if (genitive) end = phrase_.end;
  phrase_.name_first = first;
  phrase_.name_end = phrase_.end = end;
  while (phrase_.name_end > first + 1 && scene_.Is(phrase_.name_end - 1, kHonorific)) --phrase_.name_end;
}

bool CapitalsParser::Joins(uint32_t at) const {
  if (at + 1 >= scene_.size()) return false;
  return JoinsBody(at) || JoinsName(at);
}

// Bank of Marlow, Sons of Liberty, and not: Nora Quill of Calder Freight
bool CapitalsParser::JoinsBody(uint32_t at) const {
  if (at == 0 || !scene_.Is(at, kPrepOf) || !scene_.IsCapital(at + 1) || !scene_.IsCapital(at - 1))
    return false;
  return scene_.Is(at - 1, kBody | kOutlet) || at == phrase_.first + 1 || !scene_.IsCapital(at - 2);
}

// van der Meer
bool CapitalsParser::JoinsName(uint32_t at) const {
  while (scene_.Is(at, kNamePart) && !scene_.IsCapital(at)) ++at;
  return scene_.IsCapital(at) && scene_.Is(at - 1, kNamePart);
}

void CapitalsParser::SettleKind() {
  if (!phrase_.named()) {
    if (phrase_.kind == 0 && phrase_.plural) phrase_.kind = ISNAD_ENTITY_ANONYMOUS;
    return;
  }
  phrase_.plural = false;
  if (phrase_.kind == ISNAD_ENTITY_ANONYMOUS) phrase_.kind = ISNAD_ENTITY_PERSON;
  const bool office = phrase_.kind == ISNAD_ENTITY_PERSON;
  for (uint32_t t = phrase_.name_first; t < phrase_.name_end && !office; ++t) {
    if (scene_.Is(t, kBody)) phrase_.kind = ISNAD_ENTITY_BODY;
  }
  const bool given = scene_.Is(phrase_.name_first, kGiven) && phrase_.name_end <= phrase_.name_first + 2;
  if (given) {  // Grace Power, and not Bayline Power
    phrase_.kind = ISNAD_ENTITY_PERSON;
    phrase_.gender = GenderOf(scene_, phrase_.name_first);
  }
}

// Ann Poe, a spokeswoman for the city; its founder, Ann Poe
void CapitalsParser::Apposition() {
  const uint32_t comma = phrase_.end;
  if (!scene_.IsComma(comma) || comma + 1 >= scene_.size()) return;
  if (phrase_.named()) return OfficeBehindComma(comma);
  // sa rivale, Anne Doré; l’éleveur, Paul Roy
  const bool given = scene_.Is(comma + 1, kGiven) && scene_.IsCapital(comma + 1);
  const bool one = phrase_.definite && !phrase_.plural && given;
  if (one && (phrase_.kind == 0 || phrase_.kind == ISNAD_ENTITY_ANONYMOUS))
    phrase_.kind = ISNAD_ENTITY_PERSON;
  if (phrase_.kind == ISNAD_ENTITY_PERSON || phrase_.kind == ISNAD_ENTITY_BODY) NameBehindComma(comma);
}

void CapitalsParser::NameBehindComma(uint32_t comma) {
  if (phrase_.paper || (phrase_.kind == ISNAD_ENTITY_BODY && !phrase_.definite)) return;
  // its chairman, Sir Basil Oake; one trustee, the collector Ansel Price
  const NounPhrase other = CapitalsParser(scene_, comma + 1, scene_.size(), true).Parse();
  const bool office = other.named() && other.kind == ISNAD_ENTITY_PERSON && phrase_.kind != ISNAD_ENTITY_BODY;
  const uint32_t first = office ? other.name_first : comma + 1;
  uint32_t stop = first;
  while (stop < scene_.size() && stop < comma + kMaxApposition &&
         (scene_.IsCapital(stop) || scene_.words[stop].kind == ISNAD_TOKEN_NUMBER || Joins(stop)))
    ++stop;
  const bool ends = stop >= scene_.size() || scene_.IsComma(stop) || scene_.IsStop(stop) ||
                    scene_.Closes(stop) || scene_.words[stop].kind == ISNAD_TOKEN_LINE_BREAK;
  if (stop == first || !ends || scene_.time_at[first] != kNone) return;
  TakeName(first, stop);
  phrase_.title_end = comma;
  if (scene_.Is(phrase_.name_first, kGiven) && phrase_.gender == Gender::kUnknown)
    phrase_.gender = GenderOf(scene_, phrase_.name_first);
}

void CapitalsParser::OfficeBehindComma(uint32_t comma) {
  const uint32_t begin = comma + 1;
  const uint32_t end = std::min(begin + kMaxApposition, scene_.size());
  bool office = false, body = false;
  uint32_t stop = begin;
  for (; stop < end; ++stop) {
    if (scene_.IsStop(stop) || scene_.IsComma(stop) || scene_.Opens(stop) || scene_.Closes(stop)) break;
    if (scene_.IsFinite(stop) || scene_.Is(stop, kAspect | kPassiveWord)) return;
    office |= scene_.Is(stop, kTitle) && !See(stop).possessed;
    body |= scene_.Is(stop, kBody) && !See(stop).possessed && !office;
  }
  if (stop == begin || stop == end || scene_.Is(begin, kPrep | kAlso | kContrast | kSince | kRelative))
    return;
  if (!office && !body) return;
  if (phrase_.kind == 0 || phrase_.kind == ISNAD_ENTITY_PERSON) {
    phrase_.kind = office ? ISNAD_ENTITY_PERSON : phrase_.kind == 0 ? ISNAD_ENTITY_BODY : phrase_.kind;
    phrase_.apposition_first = begin;
    phrase_.apposition_end = stop;
    if (phrase_.gender == Gender::kUnknown) {
      for (uint32_t t = begin; t < stop; ++t) {
        if (scene_.Is(t, kTitle) && GenderOf(scene_, t) != Gender::kUnknown)
          phrase_.gender = GenderOf(scene_, t);
      }
    }
  }
}

}  // namespace isnad::core
