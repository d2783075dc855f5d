// Noun phrases: whom a report names, from where the phrase begins.
#pragma once

#include <cstdint>

#include "plugins/core/scene.h"

namespace isnad::core {

// Tokens [first, end) that name or describe somebody: `رئيس بلدية القرية سامي نجم`, `the mayor, Ann Poe`.
struct NounPhrase {
  uint32_t first = 0, end = 0;
  uint32_t name_first = 0, name_end = 0;  // the name alone; empty where there is none
  uint32_t head = 0;                      // the word that tells what it is
  uint32_t title_end = 0;                 // one past the title, where a name follows it or it stands alone
  uint32_t apposition_first = 0, apposition_end = 0;  // behind the name: `a spokeswoman for the city`
  uint32_t clitic_bytes = 0;  // folded bytes of the first word that are not the phrase's
  int kind = 0;               // ISNAD_ENTITY_*
  Gender gender = Gender::kUnknown;
  bool plural = false;
  bool definite = false;  // the head carries the article: somebody known already
  bool paper = false;     // a statement, report, letter
  bool pronoun = false;   // he, she, they

  bool empty() const { return first >= end; }
  bool named() const { return name_first < name_end; }
};

// The phrase that begins at `at`, told by place: titles and bodies run through their genitives, and a name
// begins where an indefinite word follows them. Ends before `limit`. Empty where no noun phrase begins there.
NounPhrase PhraseByPlace(const Scene& scene, uint32_t at, uint32_t limit);

// The phrase whose first word carries a preposition, which is not the phrase's: لقناة كذا, بوزارة كذا.
NounPhrase PhraseBehindClitic(const Scene& scene, uint32_t at, uint32_t limit);

// The same where names have capitals.
NounPhrase PhraseByCapitals(const Scene& scene, uint32_t at, uint32_t limit);

inline NounPhrase PhraseAt(const Scene& scene, uint32_t at, uint32_t limit) {
  return scene.rules->capitals() ? PhraseByCapitals(scene, at, limit) : PhraseByPlace(scene, at, limit);
}

// The gender that a word of the lexicon or its ending tells.
Gender GenderOf(const Scene& scene, uint32_t at);

}  // namespace isnad::core
