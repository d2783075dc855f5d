// Who stands before a verb, in languages whose subject stands first.
#pragma once

#include "plugins/core/noun_phrase.h"
#include "plugins/core/report.h"

namespace isnad::core {

struct Subject {
  enum class Is : uint8_t {
    kTold,    // `phrase` is it
    kShared,  // the verb goes on with the subject of its sentence: `and said`, `, adding`
    kUntold,  // somebody who can't be made out
    kNobody,  // I, we, no one; a noun and no verb: nothing is reported
  };
  Is is = Is::kUntold;
  NounPhrase phrase;
  bool aside = false;  // it stands before a comma and `who`
};

// Finds the subject of the verb at `verb`: right before it, behind a clause about it (`Ann Poe, who runs the
// mill, said`), before `who`, or the one that several verbs share. Looks at most 45 words back.
class SubjectFinder {
 public:
  SubjectFinder(const Scene& scene, const Phrases& phrases) : scene_(scene), phrases_(phrases) {}

  Subject Of(uint32_t verb) const;

 private:
  bool IsImperative(uint32_t verb) const;
  bool IsProclitic(uint32_t at) const;
  Subject OfParticiple(uint32_t verb) const;
  Subject Quoted(uint32_t as) const;
  Subject BeforeAside(uint32_t comma) const;
  Subject Between(uint32_t begin, uint32_t end) const;
  Subject Antecedent(uint32_t relative) const;
  Subject Described(uint32_t begin, uint32_t end) const;
  Subject Told(const NounPhrase& phrase) const { return {Subject::Is::kTold, phrase, false}; }
  NounPhrase WithPartner(const NounPhrase& phrase, uint32_t begin) const;
  uint32_t SkipLead(uint32_t begin, uint32_t end) const;
  bool Fills(const NounPhrase& phrase, uint32_t end) const;
  bool EndsClause(uint32_t at) const;
  uint32_t ClauseStart(uint32_t end) const;

  const Scene& scene_;
  const Phrases& phrases_;
};

}  // namespace isnad::core
