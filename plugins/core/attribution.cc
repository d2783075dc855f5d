#include "plugins/core/attribution.h"

#include "plugins/core/mentions.h"
#include "plugins/core/part_reader.h"
#include "plugins/core/report.h"
#include "plugins/core/scene.h"

namespace isnad::core {
namespace {

constexpr uint64_t kArticles = kDefiniteWord | kIndefiniteWord | kPossessive | kQuantifier;
constexpr uint64_t kHeads = kTitle | kHonorific | kBody | kSourceNoun | kPaper;

// a Halvern Cloud data center: a name that belongs to something else.
void MeetWithin(const Scene& scene, const NounPhrase& phrase, Cast& cast) {
  for (uint32_t t = phrase.first; t < phrase.end;) {
    uint32_t end = t;
    while (end < phrase.end && scene.IsCapital(end)) ++end;
    if (end > t + 1) cast.Meet(scene, PhraseAt(scene, t, end));
    t = end + 1;
  }
}

// Meets everybody: phrases at heads and given names, and behind cues.
void MeetAll(const Scene& scene, Cast& cast, Phrases& phrases) {
  for (uint32_t t = 0; t < scene.size();) {
    if (scene.words[t].boilerplate) {
      ++t;
      continue;
    }
    const bool capital = scene.rules->capitals() && (scene.IsCapital(t) || scene.Is(t, kArticles));
    const bool head = capital || (scene.Is(t, kHeads | kGiven) && !scene.sights[t].bound);
    if (!capital && scene.sights[t].bound && !scene.sights[t].possessed && scene.Is(t, kBody) &&
        t + 1 < scene.size() && scene.sights[t + 1].definite) {  // the full name of a body: لوزارة كذا
      cast.Meet(scene, PhraseBehindClitic(scene, t, scene.size()));
    }
    const bool behind_cue = t > 0 && !scene.rules->capitals() && scene.IsFinite(t - 1);
    if (!head && !behind_cue) {
      ++t;
      continue;
    }
    if (!head && scene.rules->IsActionShape(scene.Stem(t))) {  // what is announced, and nobody
      ++t;
      continue;
    }
    const uint32_t known = head ? 0 : cast.KnownNameAt(scene, t);
    const NounPhrase phrase = PhraseAt(scene, t, known > 0 ? t + known : scene.size());
    if (phrase.empty()) {
      ++t;
      continue;
    }
    cast.Meet(scene, phrase);
    if (scene.rules->capitals() && !phrase.named()) MeetWithin(scene, phrase, cast);
    phrases.Add(phrase, scene.size());
    t = phrase.end;
  }
}

// Names that were met elsewhere in full stand alone here.
void FindKnown(const Scene& scene, const Cast& cast, Phrases& phrases) {
  for (uint32_t t = 0; t < scene.size(); ++t) {
    if (phrases.Covering(t) != nullptr) continue;
    const uint32_t length = cast.KnownNameAt(scene, t);
    if (length == 0) continue;
    const NounPhrase phrase = PhraseAt(scene, t, t + length);
    if (!phrase.empty()) phrases.Add(phrase, scene.size());
    t += length - 1;
  }
}

}  // namespace

void FindQuotes(const AttributionRules& rules, const Lexicon& lexicon, Memo& memo, Reading& reading) {
  Cast cast;
  std::vector<Scene> scenes;
  std::vector<Phrases> phrases(ISNAD_PART_COUNT);
  for (uint32_t part = 0; part < ISNAD_PART_COUNT; ++part)
    scenes.push_back(Scene::Of(rules, lexicon, memo, reading, part));
  for (const Scene& scene : scenes) MeetAll(scene, cast, phrases[scene.part]);
  cast.Close();
  for (const Scene& scene : scenes) FindKnown(scene, cast, phrases[scene.part]);
  for (const Scene& scene : scenes) PartReader(scene, cast, phrases[scene.part], reading).ReadPart();
}

}  // namespace isnad::core
