#include "plugins/core/scene.h"

#include <algorithm>

namespace isnad::core {
namespace {

constexpr uint32_t kMaxBracket = 12;
constexpr uint32_t kMaxNameWords = 4;
constexpr uint32_t kMaxByname = 2;  // words of a name behind a definite noun: القائد «أبو كذا»

bool IsOneOf(std::string_view mark, std::initializer_list<std::string_view> marks) {
  return std::find(marks.begin(), marks.end(), mark) != marks.end();
}

}  // namespace

bool Scene::IsComma(uint32_t at) const {
  return at < size() && IsOneOf(words[at].folded, {"،", ",", "؛", ";", "–", "—", "-"});
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
  if (rules->subject_first()) return !MayBeNoun(at) && !LacksAuxiliary(at);
  // Behind a preposition a verb is a noun that is written alike (في رد); what may be a preposition itself is
  // a verb only where a clause follows (بيّن أن, not بين).
  if (Is(at, kPrep) && !IsThat(at + 1) && !ClauseFollows(at)) return false;
  if (at > 0 && words[at - 1].As("governor") != nullptr) return false;  // عدم ذكر اسمه
  return at == 0 || !Is(at - 1, kPrep) || sights[at - 1].possessed;
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
    const bool takes = Is(at + 1, kPrep) && !(Is(at, kTitle) && Is(at + 1, kPrepName)) &&  // not متحدثة باسم
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
    if (Is(at - back, kNot) || (Is(at - back, kPassiveWord) && !IsAuxiliary(at - back))) return true;
    if (!IsAuxiliary(at - back) && !Is(at - back, kAdverb)) break;
  }
  return false;
}

bool Scene::IsAuxiliary(uint32_t at) const {
  return Is(at, kAspect) ||
         (Is(at, kPassiveWord) && at > 0 && words[at - 1].As("adverb.reflexive") != nullptr);
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
