#include <unordered_set>

#include "plugins/core/scene.h"

namespace isnad::core {
namespace {

// Words that a sentence may begin with and that no name does.
constexpr uint64_t kNoNames = kPrep | kThat | kWhat | kRelative | kContrast | kWhile | kAlso | kAside | kNot |
                              kWhether | kPersonal | kAdverb | kAspect | kSince | kPossessive |
                              kDefiniteWord | kIndefiniteWord | kPassiveWord | kAs | kQuantifier | kUs |
                              kSourceBy | kObjectPronoun | kPointer;
constexpr uint64_t kNoNamesAlone = kNoNames | kCue | kTitle | kSourceNoun | kBody | kPaper | kOccasion;

std::string_view WrittenAs(const Reading& reading, uint32_t part, const Word& word) {
  return {reading.parts[part].input->original.data + word.begin, word.end - word.begin};
}

bool IsUpper(std::string_view word, size_t at) {
  constexpr size_t kMaxParticle = 3;
  if (at == 0) {  // al-Amr
    const size_t hyphen = word.find('-');
    if (hyphen < kMaxParticle && hyphen > 0 && !(word[0] >= 'A' && word[0] <= 'Z')) at = hyphen + 1;
  }
  if (at >= word.size()) return false;
  if (word[at] >= 'A' && word[at] <= 'Z') return true;
  // É, Ö: the capitals of Latin-1
  return word[at] == '\xC3' && at + 1 < word.size() && static_cast<unsigned char>(word[at + 1]) <= 0x9E;
}

// Bayline Power, and not: the power
bool IsOnlyInNames(const Word& word) {
  const WordAnalysis* body = word.As("body");
  return body != nullptr && body->entry->Note("part") == "name";
}

// What the words of the whole article tell, wherever a capital is not asked for by the place.
struct Spellings {
  std::unordered_set<std::string_view> capital, small;

  explicit Spellings(const Reading& reading) {
    for (uint32_t part = 0; part < ISNAD_PART_COUNT; ++part) {
      const std::vector<Word>& words = reading.parts[part].words;
      for (uint32_t t = 0; t < words.size(); ++t) {
        if (words[t].kind != ISNAD_TOKEN_WORD) continue;
        const bool upper = IsUpper(WrittenAs(reading, part, words[t]), 0);
        const bool first = t == 0 || words[t - 1].kind != ISNAD_TOKEN_WORD;
        if (!upper) small.insert(words[t].folded);
        if (upper && !first && part == ISNAD_PART_TEXT) capital.insert(words[t].folded);
      }
    }
  }
};

}  // namespace

bool Scene::BeginsThought(uint32_t at) const {
  if (at == 0 || (words[at - 1].sentence != words[at].sentence && !EndsInTitle(at))) return true;
  return words[at - 1].kind == ISNAD_TOKEN_LINE_BREAK || Opens(at - 1) || IsColon(at - 1) || IsStop(at - 1) ||
         IsMark(at - 1, "—") || IsMark(at - 1, "–") || IsMark(at - 1, ";");
}

// A capital at the head of a sentence tells a name where the word has one elsewhere too, or where nothing
// speaks for a common word; in a headline that writes all words so, only where the text has it.
void Scene::SettleCapitals() {
  const Spellings spellings(*reading);
  capitals.assign(size(), false);
  uint32_t upper = 0, all = 0;
  for (uint32_t t = 0; t < size(); ++t) {
    if (!IsWord(t)) continue;
    ++all;
    capitals[t] = IsUpper(WrittenAs(*reading, part, words[t]), 0);
    upper += capitals[t];
  }
  const bool headline = part == ISNAD_PART_TITLE && upper * 2 > all;
  for (uint32_t t = size(); t-- > 0;) {
    if (!capitals[t]) {
      if (IsOnlyInNames(words[t])) sights[t].classes &= ~uint64_t{kBody};
      continue;
    }
    if (t + 1 < size() && capitals[t + 1] && Is(t + 1, kOutlet)) time_at[t] = kNone;  // the Sunday Review
    const Sight& sight = sights[t];
    const std::string_view written = WrittenAs(*reading, part, words[t]);
    const bool acronym = written.size() > 1 && IsUpper(written, 1);
    // le quotidien La Vigie, Marine Le Pen
    const bool of_name = sight.Is(kNamePart) && !BeginsThought(t) && t + 1 < size() && capitals[t + 1];
    if (sight.Is(kUs | kPersonal) || (sight.Is(kNoNames) && !acronym && !of_name)) {
      capitals[t] = false;
      continue;
    }
    const bool known = spellings.capital.count(words[t].folded) > 0;
    if (headline) {
      capitals[t] = known || acronym;
    } else if (BeginsThought(t) && !known && !acronym && !sight.Is(kGiven)) {
      const bool more = t + 1 < size() && capitals[t + 1] && time_at[t + 1] == kNone;
      const bool common = spellings.small.count(words[t].folded) > 0 || sight.Is(kNoNamesAlone);
      const bool of = sight.Is(kBody) && Is(t + 1, kPrepOf) && t + 2 < size() && capitals[t + 2];
      capitals[t] = of || (more && !sight.Is(kCue)) ||
                    (!common && !EndsAs(t, Ending::kManner) && !EndsAs(t, Ending::kGerund) &&
                     !EndsAs(t, Ending::kPast));
    }
  }
}

bool Scene::IsTitleLike(uint32_t first, uint32_t end) const {
  constexpr uint32_t kMaxLabel = 4;
  const uint32_t count = WordsBetween(first, end);
  while (end > first && (IsMark(end - 1, ".") || IsMark(end - 1, ","))) --end;  // printers put them inside
  if (end > first && words[end - 1].kind == ISNAD_TOKEN_PUNCTUATION) return false;
  if (count <= 1) return true;
  if (first > 1 && IsColon(first - 2)) return false;
  uint32_t small = 0;
  for (uint32_t t = first; t < end; ++t) {
    if (Is(t, kUs | kPersonal | kAspect | kPassiveWord | kNot)) return false;
    small += IsWord(t) && !capitals[t] && !Is(t, kPrep | kDefiniteWord | kIndefiniteWord | kAlso);
  }
  if (small == 0) return true;  // “The Box of Marlow”
  // the “bus ban”: a label behind an article
  return count <= kMaxLabel && first > 1 &&
         Is(first - 2, kDefiniteWord | kIndefiniteWord | kPossessive | kPointer);
}

bool Scene::IsQuotedWord(uint32_t open) const {
  return rules->capitals() && IsWord(open + 1) && !IsCapital(open + 1) &&
         WordsBetween(open + 1, closing[open]) == 1;
}

bool Scene::EndsInTitle(uint32_t end) const {
  return rules->capitals() && end > 1 && end < size() && IsMark(end - 1, ".") && Is(end - 2, kHonorific) &&
         IsWord(end) && words[end - 2].end == words[end - 1].begin;
}

bool Scene::EndsInitial(uint32_t at) const {
  constexpr size_t kShort = 3;
  if (!rules->capitals() || !IsWord(at - 1) || words[at - 1].end != words[at].begin) return false;
  const bool same = at + 1 < size() && (words[at + 1].sentence == words[at].sentence || EndsInTitle(at + 1));
  if (!same || Closes(at + 1) || words[at + 1].kind == ISNAD_TOKEN_LINE_BREAK) return false;
  const bool more = words[at + 1].kind != ISNAD_TOKEN_WORD || words[at + 1].begin == words[at].end;
  return words[at - 1].folded.size() <= kShort || Is(at - 1, kHonorific) || more || !IsCapital(at + 1);
}

// le prévenu, and not: a prévenu, a-t-il prévenu
bool Scene::LacksAuxiliary(uint32_t at) const {
  if (!(sights[at].cue->features & kPassive)) return false;
  uint32_t before = at;
  while (before > 0 && Is(before - 1, kAdverb | kPersonal | kObjectPronoun)) --before;
  return before == 0 || !IsAuxiliary(before - 1);
}

bool Scene::MayBeNoun(uint32_t at) const {
  // le juge, l’annonce
  if (rules->that_always() && at > 0 && Is(at - 1, kDefiniteWord | kIndefiniteWord | kPossessive))
    return true;
  if (part == ISNAD_PART_TEXT && IsCapital(at) && !BeginsThought(at)) return true;  // Bram Tell
  if (sights[at].cue->features & kPerfect) return false;
  if (!sights[at].frame.noun) return at > 0 && Is(at - 1, kPrep);  // to agree
  const uint32_t next = at + 1;
  const bool speech = IsThat(next) || Opens(next) || (IsComma(next) && Opens(next + 1)) || IsColon(next);
  uint32_t before = at;
  while (before > 0 && Is(before - 1, kAdverb)) --before;
  if (before == 0) return true;
  if (IsComma(before - 1)) return !(speech || Is(next, kPersonal));
  const bool dated = time_at[before - 1] != kNone;  // records found in 2022 show
  const bool subject =
      IsWord(before - 1) && !sights[before - 1].possessed && MayBeSubject(before - 1, before < at);
  if (!dated && !subject) return true;
  if (part == ISNAD_PART_TITLE && at + 2 < size()) return false;
  return !(speech || IsCapital(next) ||
           Is(next, kPersonal | kDefiniteWord | kIndefiniteWord | kPossessive | kQuantifier | kNot));
}

// Whether the word before a verb may end its subject.
bool Scene::MayBeSubject(uint32_t at, bool adverb_behind) const {
  if (IsCapital(at) || EndsAs(at, Ending::kMany)) return true;
  return Is(at, kPersonal | kTitle | kBody | kSourceNoun | kPaper | kRelative) ||
         (adverb_behind && !Is(at, kDefiniteWord | kIndefiniteWord | kPossessive | kPrep));
}

bool Scene::IsCapital(uint32_t at) const { return at < capitals.size() && capitals[at]; }

}  // namespace isnad::core
