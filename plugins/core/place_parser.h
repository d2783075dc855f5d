// Parses a noun phrase by place, where names have no capitals.
#pragma once

#include "plugins/core/noun_phrase.h"

namespace isnad::core {

// One phrase, word by word to the right: an office or a body with all that belongs to it, then a name. Looks
// at a bounded number of words. To be used once; the scene must outlive it.
class PlaceParser {
 public:
  PlaceParser(const Scene& scene, uint32_t at, uint32_t limit);

  NounPhrase Parse();
  // The first word carries a preposition, which is not the phrase's.
  NounPhrase ParseBehindClitic();

 private:
  const Sight& See(uint32_t at) const { return scene_.sights[at]; }
  bool IsGiven(uint32_t at) const { return scene_.Is(at, kGiven | kNamePart); }

  bool Breaks(uint32_t at) const;
  bool MayBegin() const;
  bool IsObjectOfVerb() const;
  void Begin();
  bool Continue();
  NounPhrase Finish();
  void Settle();
  uint32_t ConjunctionBytes(uint32_t at) const;
  uint32_t PrepositionBytes(uint32_t at) const;
  bool EndsAbbreviation(uint32_t at) const;
  bool IsOutletOfTime(uint32_t at) const;

  // Offices and bodies. What takes something returns whether it did.
  bool ContinueTitle();
  bool ContinueJoined();
  bool TakeTitleWord();
  bool TakeQuotedName();
  bool TakeBracketedName(uint32_t after);
  bool Attach();
  bool AttachBound();
  bool IsSomebody() const;
  bool BecomeSomebody();
  bool IsBodyItself(uint32_t at) const;
  bool IsFurtherTitle() const;
  bool IsForWhat() const;
  // ل with the article: what an office is for (الأمين العام للنقابة).
  bool IsFor(uint32_t at) const;
  // الخارجية والمغتربين: a second genitive, told by a name or the end of the phrase behind it.
  bool Joins() const { return phrase_.kind == ISNAD_ENTITY_PERSON || phrase_.kind == ISNAD_ENTITY_BODY; }

  // Names.
  void StartName();
  // Whether a name begins at `at` that a son's word follows: غالي بن ناجي.
  bool BeginsLineage(uint32_t at) const {
    return scene_.IsWord(at) && !See(at).Is(kPrep | kNamePart | kTitle | kHonorific | kBody) &&
           scene_.Is(at + 1, kSon);
  }
  bool ContinueName();
  bool Extend();
  uint32_t NameWords() const;
  bool NameFollows(uint32_t at) const;
  bool MayName() const;
  bool MayStartName() const;
  bool MayEndName(uint32_t at) const;
  bool NamesPerson() const;
  bool IsFamilyAlone() const;
  bool IsTradeName(uint32_t at, uint32_t words) const;
  bool HidesAction(uint32_t at) const;
  bool IsSpokenTo(uint32_t at) const;
  // انتقاداته: carries a pronoun that no name ends in
  bool IsOwned(uint32_t at) const {
    return See(at).possessed && scene_.rules->IsOwnShape(scene_.words[at].folded);
  }
  bool EndsPhrase(uint32_t at) const;
  bool EndsInFamilyName() const;
  void Apposition();
  bool NameBehindComplement();
  uint32_t EndOfName(uint32_t first) const;
  bool SecondTitle(uint32_t t);
  bool EndsApposition(uint32_t end) const;
  void TakeName(uint32_t first, uint32_t end);

  const Scene& scene_;
  const uint32_t limit_;
  uint32_t at_;
  bool closed_ = false;    // a quoted name has closed the genitive
  bool quoted_ = false;    // the phrase is a quoted name
  bool somebody_ = false;  // an office that is nobody's in particular
  bool nested_ = false;    // read within another phrase
  NounPhrase phrase_;
};

}  // namespace isnad::core
