#include "plugins/core/noun_phrase.h"
#include "plugins/core/place_parser.h"

namespace isnad::core {

NounPhrase PhraseBehindClitic(const Scene& scene, uint32_t at, uint32_t limit) {
  return PlaceParser(scene, at, limit).ParseBehindClitic();
}

NounPhrase PhraseByPlace(const Scene& scene, uint32_t at, uint32_t limit) {
  return PlaceParser(scene, at, limit).Parse();
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
