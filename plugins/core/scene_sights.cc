// How a scene is made: what each word of a part is to attribution.
#include <algorithm>

#include "plugins/core/memo.h"
#include "plugins/core/scene.h"

namespace isnad::core {
namespace {

constexpr uint64_t kNames = kGiven | kNamePart;
constexpr size_t kMaxSpellings = 8;  // of a form that are remembered

bool MayReport(const WordAnalysis& analysis) {
  if (analysis.features & (kFirstPerson | kSecondPerson)) return false;
  if (analysis.features & kPerfect) return !(analysis.division.clitics & kPreposition);
  return true;
}

void Add(CueFrame& frame, const CueFrame& other, bool first) {
  frame.objects |= other.objects;
  frame.bare |= other.bare;
  frame.to |= other.to;
  frame.needs_own |= other.needs_own;
  frame.noun |= other.noun;
  frame.needs = first ? other.needs : std::min(frame.needs, other.needs);
}

// Prefers finite readings, then participles, then the rest.
int Rank(const WordAnalysis& analysis) {
  if (analysis.features & (kPerfect | kImperfect)) return 3;
  if (analysis.features & kParticiple) return 2;
  return 1;
}

void TakeClitics(const AttributionRules& rules, const Division& division, Sight& sight) {
  sight.joined = (division.clitics & kConjunction) != 0;
  sight.bound = (division.clitics & kPreposition) != 0;
  sight.definite = (division.clitics & kArticle) != 0;
  sight.stem_begin = static_cast<uint8_t>(std::min<uint16_t>(division.stem_begin, 255));
  if (sight.bound) sight.preposition |= rules.PrepositionBit(division.preposition);
}

void Take(const AttributionRules& rules, const Word& word, const WordAnalysis& analysis, uint64_t classes,
          Sight& sight) {
  TakeClitics(rules, analysis.division, sight);
  sight.possessed |= (analysis.division.clitics & kPronoun) != 0 || analysis.entry->Is("preposition.back");
  if (classes & kCue) {
    Add(sight.frame, rules.FrameOf(*analysis.entry), sight.cue == nullptr);
    if (sight.cue == nullptr || Rank(analysis) > Rank(*sight.cue)) sight.cue = &analysis;
  }
  if (classes & kPrep) {
    const Division& division = analysis.division;
    sight.preposition |= rules.PrepositionBit(
        word.folded.substr(division.stem_begin, division.stem_end - division.stem_begin));
  }
  sight.definite |= (classes & kProper) != 0;
  sight.classes |= classes;
}

std::string_view Written(const isnad_part* input, const Word& word) {
  return {input->original.data + word.begin, word.end - word.begin};
}

// Whether an entry of these classes is spelled just as the word is.
bool IsWrittenAs(const AttributionRules& rules, const Word& word, std::string_view written,
                 uint64_t classes) {
  for (const WordAnalysis& analysis : word.analyses) {
    if ((rules.ClassesOf(*analysis.entry) & classes) && written.ends_with(analysis.entry->lemma)) return true;
  }
  return false;
}

// إلغاء, ألمانيا: an alif with hamza begins the word, and no article.
bool MayBeArticle(std::string_view written) {
  for (const std::string_view hamza : {"\xD8\xA3\xD9\x84", "\xD8\xA5\xD9\x84"}) {
    if (const size_t at = written.find(hamza); at == 0 || at == 2) return false;
  }
  return true;
}

// ة is an ending and no pronoun, though folding makes ه of it: دعوة is not دعوه.
bool EndsInTaMarbuta(std::string_view written) {
  constexpr std::string_view kTaMarbuta = "\xD8\xA9";
  constexpr char kDiacritics = '\xD9';
  const size_t at = written.rfind(kTaMarbuta);
  return at != std::string_view::npos && (at + 2 == written.size() || written[at + 2] == kDiacritics) &&
         at + 6 >= written.size();
}

// The readings with the least stripped off the front hold: وصف is a verb and not و and صف.
Sight SightOf(const AttributionRules& rules, const Word& word, std::string_view written) {
  Sight sight;
  uint16_t least = UINT16_MAX;
  uint64_t names = 0;
  const Division* of_name = nullptr;  // of the name with the least stripped off
  const bool feminine_ending = EndsInTaMarbuta(written);
  for (const WordAnalysis& analysis : word.analyses) {
    uint64_t classes = rules.ClassesOf(*analysis.entry);
    if (!rules.MaySpell(*analysis.entry, written)) continue;
    if ((classes & kCue) && !MayReport(analysis)) classes &= ~uint64_t{kCue};
    if ((analysis.division.clitics & kPronoun) && (feminine_ending || (analysis.division.clitics & kArticle)))
      continue;
    if ((analysis.division.clitics & kArticle) && !MayBeArticle(written)) continue;
    if ((classes & kProper) && (analysis.division.clitics & (kPronoun | kArticle)))
      continue;  // كوباني is no كوبا
    if (classes == 0 || analysis.division.stem_begin > least) continue;
    if ((classes & kNames) == classes) {  // a name leaves room for other readings: ورد is also و and رد
      if (analysis.division.clitics & kPronoun) continue;
      names |= classes;
      if (of_name == nullptr || analysis.division.stem_begin < of_name->stem_begin)
        of_name = &analysis.division;
      continue;
    }
    if ((classes & kThat) && (analysis.division.clitics & kArticle)) continue;
    if (analysis.division.stem_begin < least) {
      sight = Sight{};
      least = analysis.division.stem_begin;
    }
    sight.known = true;
    Take(rules, word, analysis, classes, sight);
  }
  // Where folding makes one of a name and a little word (علي, على) the spelling tells them apart.
  if (names != 0 && sight.Is(kPrep)) {
    const bool name = IsWrittenAs(rules, word, written, kNames);
    if (name && !IsWrittenAs(rules, word, written, kPrep)) sight = Sight{};
    if (!name) names = 0;
  }
  if (sight.known || names != 0) {
    if (!sight.known && of_name != nullptr) TakeClitics(rules, *of_name, sight);
    sight.known = true;
    sight.classes |= names;
    return sight;
  }
  for (const Division& division : word.divisions) {
    if (division.clitics & kPronoun) {
      sight.possessed |= !feminine_ending;
      continue;
    }
    if ((division.clitics & kArticle) && MayBeArticle(written)) {
      TakeClitics(rules, division, sight);
      break;
    }
    sight.perhaps_joined |= (division.clitics & kConjunction) != 0;
    if (division.clitics & kPreposition) {
      sight.perhaps_bound |= division.clitics == kPreposition;
      sight.perhaps_preposition |= rules.PrepositionBit(division.preposition);
    }
  }
  return sight;
}

// The phrases of the lexicon that begin with a word, a conjunction before it left off if need be.
void FindPhrases(const Lexicon& lexicon, const Word& word, SightForm& form) {
  form.phrases = lexicon.PhrasesFrom(word.folded);
  for (size_t d = 1; form.phrases.empty() && d < word.divisions.size(); ++d) {
    const Division& division = word.divisions[d];
    if (division.clitics != kConjunction) continue;
    form.before_phrase = division.stem_begin;
    form.phrases = lexicon.PhrasesFrom(word.folded.substr(division.stem_begin));
  }
}

const Sight& SightOf(const AttributionRules& rules, const Word& word, std::string_view written,
                     SightForm& form) {
  for (const SightForm::Spelled& spelled : form.spellings) {
    if (spelled.written == written) return spelled.sight;
  }
  if (form.spellings.size() == kMaxSpellings) form.spellings.pop_back();
  form.spellings.push_back({std::string(written), SightOf(rules, word, written)});
  return form.spellings.back().sight;
}

std::vector<int32_t> TimesIn(const Reading& reading, uint32_t part, size_t size) {
  std::vector<int32_t> time_at(size, kNone);
  for (size_t i = 0; i < reading.times.size(); ++i) {
    const Range& range = reading.times[i].range;
    if (range.part != part) continue;
    for (uint32_t t = range.first; t < range.end && t < size; ++t) time_at[t] = static_cast<int32_t>(i);
  }
  return time_at;
}

}  // namespace

AttributionMemo::AttributionMemo() : table_(std::make_unique<Table>()) {}
AttributionMemo::~AttributionMemo() = default;
void AttributionMemo::Clear() { table_->forms.Clear(); }

Scene Scene::Of(const AttributionRules& rules, const Lexicon& lexicon, Memo& memo, Reading& reading,
                uint32_t part) {
  Scene scene;
  scene.rules = &rules;
  scene.memo = &memo.words;
  scene.reading = &reading;
  scene.part = part;
  scene.words = reading.parts[part].words;
  const isnad_part* input = reading.parts[part].input;
  const size_t size = scene.words.size();
  scene.sights.resize(size);
  for (uint32_t t = 0; t < size; ++t) {
    const Word& word = scene.words[t];
    if (word.kind != ISNAD_TOKEN_WORD) continue;
    SightForm& form = memo.attribution.table().forms.Of(
        word.form, [&](SightForm& fresh) { FindPhrases(lexicon, word, fresh); });
    scene.sights[t] = SightOf(rules, word, Written(input, word), form);
    scene.SettleClitics(t);
    scene.TakePhrases(form, t);
  }
  scene.SettleAdverbs();
  scene.SettleVerbs();
  scene.time_at = TimesIn(reading, part, size);
  scene.closing.assign(size, 0);
  scene.opening.assign(size, static_cast<uint32_t>(size));
  for (uint64_t q = 0; input != nullptr && q < input->n_quotations; ++q) {
    const isnad_quotation& quotation = input->quotations[q];
    const bool closed = quotation.close_token != ISNAD_UNCLOSED;
    scene.closing[quotation.open_token] = closed ? quotation.close_token : scene.size();
    if (closed) scene.opening[quotation.close_token] = quotation.open_token;
  }
  if (rules.capitals()) scene.SettleCapitals();
  return scene;
}

// A word that nothing is known of and that may begin with a conjunction or preposition does so where the rest
// stands in the article by itself: لسوريا beside سوريا.
void Scene::SettleClitics(uint32_t at) {
  constexpr size_t kMinStem = 6;  // bytes: three letters
  Sight& sight = sights[at];
  if (sight.known || sight.definite || !(sight.perhaps_bound || sight.perhaps_joined)) return;
  for (const Division& division : words[at].divisions) {
    if (division.clitics != kPreposition && division.clitics != kConjunction) continue;
    const std::string_view stem = words[at].folded.substr(division.stem_begin);
    if (stem.size() < kMinStem || memo->FormHere(stem) == Lexicon::Memo::kNoForm) continue;
    TakeClitics(*rules, division, sight);
    sight.perhaps_bound = sight.perhaps_joined = false;
    break;
  }
}

// de son côté: of an adverb of several words each is one, from whichever side it is met.
void Scene::SettleAdverbs() {
  for (uint32_t t = 0; t < size(); ++t) {
    if (!sights[t].Is(kAdverb) || !rules->subject_first()) continue;
    for (uint32_t k = 1; k < sights[t].length && t + k < size(); ++k) {
      sights[t + k] = Sight{};
      sights[t + k].classes = kAdverb;
      sights[t + k].known = true;
    }
  }
}

// ورد الحاكم, وعد الوزير: at the head of a sentence and before a noun that is no given name a word is a verb.
void Scene::SettleVerbs() {
  for (uint32_t t = 0; t + 1 < size(); ++t) {
    const bool head = t == 0 || words[t].sentence != words[t - 1].sentence;
    if (!head || !sights[t].Is(kGiven) || !sights[t].Is(kCue)) continue;
    const bool finite = (sights[t].cue->features & (kPerfect | kImperfect)) != 0;
    const bool noun = IsWord(t + 1) && !IsFinite(t + 1) && !sights[t + 1].Is(kGiven | kNamePart);
    if (finite && (noun || sights[t + 1].Is(kTitle))) sights[t].classes &= ~uint64_t{kGiven};
  }
}

// Phrases of the lexicon (على حد, according to): their first word gets their classes.
void Scene::TakePhrases(const SightForm& form, uint32_t at) {
  for (const Lexicon::Phrase& phrase : form.phrases) {
    size_t same = 1;
    while (same < phrase.words.size() && at + same < size() && words[at + same].folded == phrase.words[same])
      ++same;
    if (same < phrase.words.size() || same <= sights[at].length) continue;
    sights[at] = Sight{};
    sights[at].classes = rules->ClassesOf(*phrase.entry);
    sights[at].known = true;
    if (sights[at].Is(kCue)) {
      sights[at].cue = &phrase.analysis;
      sights[at].frame = rules->FrameOf(*phrase.entry);
    }
    sights[at].definite = sights[at].Is(kProper);
    sights[at].joined = form.before_phrase > 0;
    sights[at].length = static_cast<uint8_t>(same);
  }
}

bool Scene::HasTaMarbuta(uint32_t at) const {
  return EndsInTaMarbuta(Written(reading->parts[part].input, words[at]));
}

bool Scene::MayEndFeminine(uint32_t at) const {
  for (const std::string_view ending : {"ه", "ا", "ي", "ء"}) {  // folded
    if (words[at].folded.ends_with(ending)) return true;
  }
  return false;
}

bool Scene::HasTanwin(uint32_t at) const {
  constexpr std::string_view kFathatan = "\xD9\x8B";
  return Written(reading->parts[part].input, words[at]).find(kFathatan) != std::string_view::npos;
}

}  // namespace isnad::core
