// Parses a noun phrase where names have capitals.
#pragma once

#include "plugins/core/noun_phrase.h"

namespace isnad::core {

// One phrase: what it is as far as it goes, then what it is made of. `the ministry's spokeswoman Ann Poe`,
// `two people at the plant`, `its founder, Ann Poe,`. Looks at a bounded number of words. To be used once;
// the scene must outlive it.
class CapitalsParser {
 public:
  CapitalsParser(const Scene& scene, uint32_t at, uint32_t limit, bool nested = false);

  NounPhrase Parse();

 private:
  const Sight& See(uint32_t at) const { return scene_.sights[at]; }

  // How far it goes.
  NounPhrase Pronoun();
  void Determiners();
  bool Take();
  bool TakeMark();
  bool TakeWord();
  bool TakeBehindPreposition();
  bool NounFollows(uint32_t at) const;
  bool IsModifier(uint32_t at) const;
  bool IsVerb(uint32_t at) const;
  bool IsPluralOwner(uint32_t at) const;  // the mark of workers’

  // What it is made of.
  void FindHead();
  void FindName();
  bool EndsName(uint32_t at) const;
  uint32_t NameBegin() const;
  void FindNameBehindOffice();
  bool HoldsNamedBody(uint32_t first, uint32_t end) const;
  void TakeName(uint32_t first, uint32_t end);
  bool Joins(uint32_t at) const;
  bool JoinsBody(uint32_t at) const;
  bool JoinsName(uint32_t at) const;
  void SettleKind();
  void Apposition();
  void NameBehindComma(uint32_t comma);
  void OfficeBehindComma(uint32_t comma);

  const Scene& scene_;
  const uint32_t limit_;
  const bool nested_;  // read within another phrase
  uint32_t at_;
  uint32_t core_end_ = 0;  // the first preposition behind the head
  bool head_ = false;      // an office, a body or a source has been met
  bool name_ = false;      // the last word was a name's
  NounPhrase phrase_;
};

}  // namespace isnad::core
