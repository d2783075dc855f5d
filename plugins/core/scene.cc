#include "plugins/core/scene.h"

#include <algorithm>

#include "plugins/core/memo.h"

namespace isnad::core {
namespace {

constexpr uint32_t kMaxBracket = 12;
constexpr uint64_t kNames = kGiven | kNamePart;
constexpr uint32_t kMaxNameWords = 4;
constexpr size_t kMaxSpellings = 8;  // of a form that are remembered
constexpr uint32_t kMaxByname = 2;   // words of a name behind a definite noun: القائد «أبو كذا»

bool IsOneOf(std::string_view mark, std::initializer_list<std::string_view> marks) {
  return std::find(marks.begin(), marks.end(), mark) != marks.end();
}

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
    sights[at].definite = sights[at].Is(kProper);
    sights[at].joined = form.before_phrase > 0;
    sights[at].length = static_cast<uint8_t>(same);
  }
}

bool Scene::IsComma(uint32_t at) const {
  return at < size() && IsOneOf(words[at].folded, {"،", ",", "؛", ";", "–", "—", "-"});
}

bool Scene::HasTaMarbuta(uint32_t at) const {
  return EndsInTaMarbuta(Written(reading->parts[part].input, words[at]));
}

bool Scene::HasTanwin(uint32_t at) const {
  constexpr std::string_view kFathatan = "\xD9\x8B";
  return Written(reading->parts[part].input, words[at]).find(kFathatan) != std::string_view::npos;
}

bool Scene::IsAbbreviation(uint32_t at) const {
  constexpr size_t kLetterBytes = 2;
  return IsWord(at) && Is(at, kHonorific) && words[at].folded.size() <= kLetterBytes;
}

bool Scene::IsStop(uint32_t at) const {
  if (at > 0 && at + 1 < size() && IsMark(at, ".") && (IsAbbreviation(at - 1) || EndsInitial(at)))
    return false;
  return at < size() && words[at].kind == ISNAD_TOKEN_PUNCTUATION &&
         (words[at].folded.starts_with('.') || IsOneOf(words[at].folded, {"…", "!", "?", "؟"}));
}

bool Scene::IsFinite(uint32_t at) const {
  if (!Is(at, kCue) || !(sights[at].cue->features & (kPerfect | kImperfect))) return false;
  if (rules->subject_first()) return !MayBeNoun(at);
  // Behind a preposition a verb is a noun that is written alike (في رد); what may be a preposition itself is
  // a verb only where a clause follows (بيّن أن, not بين).
  if (Is(at, kPrep) && !IsThat(at + 1) && !ClauseFollows(at)) return false;
  return at == 0 || !Is(at - 1, kPrep);
}

// وبيّن المدير أن: at the head of a sentence, somebody and a clause behind it, and no second one (بين هذا
// وذاك).
bool Scene::ClauseFollows(uint32_t at) const {
  constexpr uint32_t kMaxSubject = 16;
  const bool head = at == 0 || IsStop(at - 1) || IsComma(at - 1) || Is(at - 1, kAlso) ||
                    words[at - 1].kind == ISNAD_TOKEN_LINE_BREAK;
  if (!head || !(sights[at].definite || Is(at + 1, kTitle | kBody | kGiven | kSourceNoun) ||
                 (at + 1 < size() && sights[at + 1].definite)))
    return false;
  const bool somebody = Is(at + 1, kTitle | kBody | kGiven | kSourceNoun);
  for (uint32_t t = at + 1; t < size() && t < at + kMaxSubject; ++t) {
    if (IsThat(t)) return !sights[t].joined && !sights[t].bound && !Is(t - 1, kPrep | kContrast);
    if (Opens(t) && IsNameLike(t)) {
      t = closing[t];
      continue;
    }
    if (somebody && t > at + 2 && IsComma(t)) continue;
    if (!IsWord(t) || sights[t].joined || IsStop(t)) return false;
    if (Is(t, kCue) && (sights[t].cue->features & (kPerfect | kImperfect)) && !Is(t, kPrep)) return false;
  }
  return false;
}

bool Scene::IsParticiple(uint32_t at) const {
  if (!Is(at, kCue) || Is(at, kAdverb)) return false;
  for (const WordAnalysis& analysis : words[at].analyses) {
    if (!(analysis.features & kParticiple) ||
        (analysis.division.clitics & (kArticle | kPreposition | kPronoun)))
      continue;
    if (!(rules->ClassesOf(*analysis.entry) & kCue)) continue;
    if ((analysis.features & kAccusative) || HasTanwin(at)) return true;
    if (!(analysis.features & (kMasculine | kFeminine))) return true;  // a language without such endings
    // مؤكدة may be an adjective: a participle behind a comma or before what it takes.
    const bool one = (analysis.features & kFeminine) && (analysis.features & kSingular);
    const bool takes =
        Is(at + 1, kPrep) && !(Is(at, kTitle) && Is(at + 1, kPrepName)) &&  // not متحدثة باسم
        (!sights[at].joined || (sights[at + 1].preposition & sights[at].frame.objects));
    if (one && at > 0 && (IsComma(at - 1) || IsThat(at + 1) || takes || IsColon(at + 1))) return true;
  }
  return false;
}

bool Scene::IsSayingNoun(uint32_t at) const {
  if (rules->subject_first() || !Is(at, kCue) || !sights[at].bound || !(IsThat(at + 1) || Opens(at + 1)))
    return false;
  for (const WordAnalysis& analysis : words[at].analyses) {
    if ((analysis.features & kMasdar) && (analysis.division.clitics & kPreposition) &&
        (analysis.division.clitics & (kPronoun | kArticle)) && (rules->ClassesOf(*analysis.entry) & kCue))
      return true;
  }
  return false;
}

bool Scene::IsThat(uint32_t at) const { return Is(at, kThat); }

bool Scene::IsOfOccasion(uint32_t at) const {
  return at > 0 && at < size() && Is(at - 1, kOccasion) && !Is(at, kGiven) && Is(at, kTitle) &&
         sights[at].definite == sights[at - 1].definite;
}

bool Scene::IsNegated(uint32_t at) const {
  for (uint32_t back = 1; back <= 2 && back <= at; ++back) {
    if (Is(at - back, kNot | kPassiveWord)) return true;
    if (!Is(at - back, kAspect | kAdverb)) break;
  }
  return false;
}

uint32_t Scene::AfterBracket(uint32_t at) const {
  if (!IsMark(at, "(")) return at;
  for (uint32_t t = at + 1; t < size() && t < at + kMaxBracket; ++t) {
    if (IsMark(t, ")")) return t + 1;
  }
  return at;
}

uint32_t Scene::WordsBetween(uint32_t first, uint32_t end) const {
  uint32_t count = 0;
  for (uint32_t t = first; t < end && t < size(); ++t) count += words[t].kind == ISNAD_TOKEN_WORD;
  return count;
}

bool Scene::HoldsName(uint32_t first, uint32_t end) const {
  constexpr uint32_t kMaxLineage = 7;
  if (end < first + 2 || end > first + kMaxLineage || end > size()) return false;
  if (!Is(first, kGiven | kNamePart) && !Is(first + 1, kSon)) return false;
  for (uint32_t t = first; t < end; ++t) {
    if (!IsWord(t)) return false;
    const Sight& sight = sights[t];
    if (!sight.Is(kGiven | kNamePart | kNameTail) && (sight.known || sight.bound || sight.joined))
      return false;
  }
  return true;
}

bool Scene::IsNameLike(uint32_t open) const {
  const uint32_t close = closing[open];
  if (close >= size()) return false;
  if (rules->capitals()) return IsTitleLike(open + 1, close);
  if (HoldsName(open + 1, close)) return true;
  const uint32_t count = WordsBetween(open + 1, close);
  if (count > kMaxNameWords) return false;
  if (open > 0 && Is(open - 1, kOutlet) && !sights[open - 1].definite) return true;  // شبكة "سي إن إن"
  for (uint32_t t = open + 1; t < close; ++t) {
    if (words[t].kind == ISNAD_TOKEN_PUNCTUATION && !IsMark(t, "-")) return false;
    if (Is(t, kNot | kThat | kWhat | kRelative | kPersonal | kSince | kPointer)) return false;
  }
  if (open > 0 && IsColon(open - 1)) return false;
  if (count <= 1) return true;
  if (sights[open + 1].definite) return true;
  if (open == 0 || !IsWord(open - 1)) return false;
  if (HasTanwin(open + 1) || (!sights[open + 1].known && rules->IsVerbShape(words[open + 1].folded)))
    return false;
  const Sight& before = sights[open - 1];
  // علمت "البوابة" من مصدر
  if (before.Is(kCue) && count < kMaxNameWords && (Is(close + 1, kPrep) || IsThat(close + 1))) return true;
  if (before.Is(kBody | kTitle | kOutlet)) return !before.definite || count <= kMaxByname;
  return words[open - 1].folded.size() <= 4 ||
         (!before.definite && !before.Is(kPrep | kCue | kThat | kAspect | kPointer));
}

std::string_view Scene::Stem(uint32_t at) const {
  std::string_view folded = words[at].folded;
  const Sight& sight = sights[at];
  return folded.substr(std::min<size_t>(folded.size(), sight.stem_begin));
}

std::string_view Scene::WithoutPossessive(uint32_t at) const {
  for (const Division& division : words[at].divisions) {
    if (division.clitics == kPronoun) return words[at].folded.substr(0, division.stem_end);
  }
  return words[at].folded;
}

uint32_t Scene::ByteAfter(uint32_t at, uint32_t folded_bytes) const {
  const isnad_part& input = *reading->parts[part].input;
  const isnad_token& token = input.tokens[at];
  const uint32_t folded = std::min(token.folded_begin + folded_bytes, token.folded_end);
  return folded_bytes == 0 ? token.begin : input.folded_map[folded];
}

}  // namespace isnad::core
