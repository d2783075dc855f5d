// What a number counts, and what stands behind it.
#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>

#include "plugins/core/quantity_finder.h"
#include "server/text/fold.h"
#include "server/text/utf8.h"

namespace isnad::core {
namespace {

constexpr uint32_t kUnitWindow = 4;  // words among which the counted noun is looked for

// The written word without vowel signs, tatweel and invisible characters.
std::string Plain(std::string_view written) {
  std::string out;
  for (size_t pos = 0; pos < written.size();) {
    const char32_t c = text::NextCodePoint(written, &pos);
    const bool mark = (c >= 0x610 && c <= 0x61A) || (c >= 0x64B && c <= 0x65F) || c == 0x670 || c == 0x640;
    const auto code = static_cast<UChar32>(c);
    if (!mark && !u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
      text::AppendCodePoint(c, &out);
  }
  return out;
}

size_t Letters(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

// The unit behind the number, and what may follow it. Returns where to go on.
uint32_t QuantityFinder::AddUnit(const Modifiers& before, const Numeral& n, QuantityMention& q) {
  uint32_t end = n.end;
  if (before.sign != nullptr) {
    SetUnit(*before.sign, q);
    if (uint32_t behind = 0; TermAt(end, TermKind::kUnit, &behind) != nullptr && IsSameUnit(end, q))
      end = behind;
  } else if (n.ordinal) {
    q.unit_key = "ordinal";
    return q.range.end = end;
  } else {
    end = FindUnit(n, end, q);
  }
  q.range.end = std::max(q.range.end, end);
  return AddAfter(n, end, q);
}

bool QuantityFinder::IsSameUnit(uint32_t at, const QuantityMention& q) {
  uint32_t end = 0;
  const NumberTerm* unit = TermAt(at, TermKind::kUnit, &end);
  return unit != nullptr && unit->key == q.unit_key;
}

uint32_t QuantityFinder::FindUnit(const Numeral& n, uint32_t at, QuantityMention& q) {
  if (!SameSentence(n.first, at)) return at;
  uint32_t end = at;
  uint8_t prefixes = 0;
  if (const NumberTerm* unit = TermAt(at, TermKind::kUnit, &end, &prefixes); unit != nullptr) {
    if ((prefixes & ~kWithThe) != 0) return at;  // number 12 *of* the year 2015
    SetUnit(*unit, q);
    return end;
  }
  uint32_t noun = at;
  if (uint32_t behind = 0; TermAt(at, TermKind::kOf, &behind) != nullptr) {
    noun = behind;
    while (SameSentence(n.first, noun) && TermAt(noun, TermKind::kSkip, &behind) != nullptr) noun = behind;
  }
  noun = CountedNoun(n, noun);
  if (noun == part_.words.size() || part_.words[noun].begin == part_.words[n.end - 1].end) return at;
  if (const NumberTerm* unit = TermAt(noun, TermKind::kUnit, &end); unit != nullptr) {
    SetUnit(*unit, q);
    return end;
  }
  NameUnit(n, part_.words[noun], q);
  return noun + 1;
}

// The noun that is counted among the words from `at` on: the first, or where the language marks plurals at
// the end, the first plural before any word that can't be part of it. The number of words where there is
// none.
uint32_t QuantityFinder::CountedNoun(const Numeral& n, uint32_t at) {
  const auto none = static_cast<uint32_t>(part_.words.size());
  uint32_t first = none;
  for (uint32_t i = at; i < at + kUnitWindow && SameSentence(n.first, i); ++i) {
    uint32_t end = 0;
    const Word& word = part_.words[i];
    if (word.kind != ISNAD_TOKEN_WORD || TermAt(i, TermKind::kNoUnit, &end) != nullptr || number_ids_[i] != 0)
      break;
    if (first == none) first = i;
    if (rules_.plural().empty() || TermAt(i, TermKind::kUnit, &end) != nullptr || IsPlural(word.folded))
      return i;
  }
  return first;
}

// A verb, or a word with a conjunction or preposition of its own: 'in the minute 52, *and he added*'. Where
// plurals are told by their ending that is enough.
bool QuantityFinder::IsNoCountedNoun(const Word& word) const {
  if (!rules_.plural().empty() || word.analyses.empty()) return false;
  return std::all_of(word.analyses.begin(), word.analyses.end(), [](const WordAnalysis& analysis) {
    return (analysis.features & (kPerfect | kImperfect)) != 0 ||
           (analysis.division.clitics & (kConjunction | kPreposition | kFuture)) != 0;
  });
}

bool QuantityFinder::IsPlural(std::string_view folded) const {
  return folded.size() > 3 && folded.ends_with(rules_.plural()) &&
         !folded.substr(0, folded.size() - rules_.plural().size()).ends_with(rules_.plural());
}

void QuantityFinder::NameUnit(const Numeral& n, const Word& word, QuantityMention& q) {
  q.unit = Plain({part_.input->original.data + word.begin, word.end - word.begin});
  if (q.unit.starts_with(rules_.article())) q.unit.erase(0, rules_.article().size());
  const int last_digits = static_cast<int>(std::fmod(std::fabs(n.value), 100));
  for (const UnitEnding& ending : rules_.endings()) {
    if (last_digits < ending.from || last_digits > ending.to || !q.unit.ends_with(ending.ending)) continue;
    if (Letters(q.unit) < Letters(ending.ending) + 3) continue;
    q.unit.replace(q.unit.size() - ending.ending.size(), ending.ending.size(), ending.replacement);
    break;
  }
  q.unit_key = "s:" + text::FoldText(q.unit);
  // Broken plurals are known by the lexicon; where plurals are told by their ending it isn't asked.
  if (!rules_.plural().empty()) return;
  for (const WordAnalysis& analysis : word.analyses) {
    if ((analysis.features & (kPerfect | kImperfect | kImperative)) != 0) continue;
    q.unit_key = "s:" + text::FoldText(analysis.entry->lemma);
    break;
  }
}

// Behind the unit: four degrees and a half (degree), 30 houses at least, fifty or more.
uint32_t QuantityFinder::AddAfter(const Numeral& n, uint32_t at, QuantityMention& q) {
  if (!SameSentence(n.first, at)) return at;
  if (const auto half = rules_.words().Read(part_, number_ids_, at);
      half && half->fraction && (half->prefixes & kWithAnd) != 0 && q.value && !q.unit.empty()) {
    q.value = *q.value + half->value;
    at = half->end;
    uint32_t behind = 0;
    if (TermAt(at, TermKind::kUnit, &behind) != nullptr && IsSameUnit(at, q)) at = behind;
    q.range.end = at;
  }
  uint32_t end = at;
  if (TermAt(at, TermKind::kMinAfter, &end) != nullptr) {
    Bound(q.min, q);
  } else if (TermAt(at, TermKind::kMaxAfter, &end) != nullptr) {
    Bound(q.max, q);
  } else if (TermAt(at, TermKind::kAboutAfter, &end) != nullptr) {
    q.approximate = true;
  }
  if (end != at) q.range.end = end;
  return end;
}

}  // namespace isnad::core
