#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>

#include "plugins/core/numbers.h"
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

// What stands before a number, while it is being looked for.
struct Modifiers {
  uint32_t first = 0, end = 0;
  bool min = false, max = false, about = false, between = false;
  const NumberTerm* sign = nullptr;
};

// Reads one part from left to right.
class QuantityFinder {
 public:
  QuantityFinder(const NumberRules& rules, const Reading& reading, uint32_t part_index,
                 std::vector<QuantityMention>& out)
      : rules_(rules), part_(reading.parts[part_index]), part_index_(part_index), out_(out) {}

  void Run() {
    WordIds(part_, rules_.words().table(), number_ids_);
    WordIds(part_, rules_.terms_table(), term_ids_);
    const auto n = static_cast<uint32_t>(part_.words.size());
    for (uint32_t at = 0; at < n;) {
      const bool begins = rules_.words().MayBegin(part_.words[at], number_ids_[at]) ||
                          rules_.terms_table().Classes(term_ids_[at]) != 0;
      at = begins ? Step(at) : at + 1;
    }
  }

 private:
  const NumberTerm* TermAt(uint32_t at, TermKind kind, uint32_t* end, uint8_t* prefixes = nullptr) {
    if (at >= term_ids_.size() || term_ids_[at] == 0) return nullptr;
    matches_.clear();
    rules_.terms_table().Match(term_ids_, at, matches_);
    for (size_t i = matches_.size(); i-- > 0;) {
      const NumberTerm& term = rules_.term(matches_[i].value);
      if (term.kind != kind) continue;
      *end = at + matches_[i].words;
      if (prefixes != nullptr) *prefixes = matches_[i].prefixes;
      return &term;
    }
    return nullptr;
  }

  bool SameSentence(uint32_t left, uint32_t right) const {
    return right < part_.words.size() && !part_.words[right].boilerplate &&
           part_.words[left].sentence == part_.words[right].sentence;
  }

  // Takes what begins at `at` and says where to go on.
  uint32_t Step(uint32_t at) {
    if (const uint32_t end = TakeModifier(at); end != at) return end;
    if (const uint32_t end = TakeNumber(at); end != at) return end;
    return TakeDual(at);
  }

  // A modifier counts for the number right behind it; the longest one wins.
  uint32_t TakeModifier(uint32_t at) {
    if (term_ids_[at] == 0) return at;
    matches_.clear();
    rules_.terms_table().Match(term_ids_, at, matches_);
    const WordMatch* best = nullptr;
    for (const WordMatch& m : matches_) {
      const TermKind kind = rules_.term(m.value).kind;
      if (kind < TermKind::kUnitBefore || kind > TermKind::kBetween) continue;
      if (best == nullptr || m.words > best->words) best = &m;
    }
    if (best == nullptr) return at;
    const NumberTerm& term = rules_.term(best->value);
    if (before_.end != at || at == 0 || !SameSentence(at - 1, at))
      before_ = {at, at, false, false, false, false, nullptr};
    before_.end = at + best->words;
    switch (term.kind) {
      case TermKind::kMin:
        before_.min = true;
        break;
      case TermKind::kMax:
        before_.max = true;
        break;
      case TermKind::kAbout:
        before_.about = true;
        break;
      case TermKind::kBetween:
        before_.between = true;
        break;
      default:
        before_.sign = &term;
        break;
    }
    return before_.end;
  }

  uint32_t TakeNumber(uint32_t at) {
    if (!rules_.words().MayBegin(part_.words[at], number_ids_[at])) return at;
    std::optional<Numeral> n = rules_.words().Read(part_, number_ids_, at);
    if (!n) return at;
    const Modifiers before = before_.end == at && at > 0 && SameSentence(at - 1, at)
                                 ? before_
                                 : Modifiers{at, at, false, false, false, false, nullptr};
    std::optional<Numeral> upper;
    if (before.between) {
      upper = BetweenUpper(*n);
    } else if (uint32_t join = 0; TermAt(n->end, TermKind::kRange, &join) != nullptr) {
      upper = RangeUpper(*n, join);
    }
    QuantityMention q;
    q.range = {part_index_, before.first, n->end};
    if (upper) {
      Scale(*n, *upper);
      q.min = n->value;
      q.max = upper->value;
      q.range.end = upper->end;
    } else if (before.min) {
      q.min = n->value;
    } else if (before.max) {
      q.max = n->value;
    } else {
      q.value = n->value;
    }
    q.approximate = before.about;
    const uint32_t resume = AddUnit(before, upper ? *upper : *n, q);
    if (!Counts(*n, q)) return n->end;
    out_.push_back(std::move(q));
    return resume;
  }

  // `one` as an article and half of something that is not counted are no quantities.
  static bool Counts(const Numeral& n, const QuantityMention& q) {
    if (n.weak) return !q.unit_key.empty() && !q.unit_key.starts_with("s:");
    if (n.fraction) return !q.unit_key.empty() && (n.prefixes & kWithThe) == 0;
    return true;
  }

  std::optional<Numeral> BetweenUpper(Numeral& lower) {
    const auto joined = [&](const Numeral& n) -> std::optional<Numeral> {
      const auto upper = rules_.words().Read(part_, number_ids_, n.end);
      if (upper && (upper->prefixes & kWithAnd) != 0) return upper;
      uint32_t end = 0;
      if (TermAt(n.end, TermKind::kRange, &end) == nullptr && !IsAnd(n.end, &end)) return std::nullopt;
      return SameSentence(n.end, end) ? rules_.words().Read(part_, number_ids_, end) : std::nullopt;
    };
    if (auto upper = joined(lower)) return upper;
    if (!lower.joined) return std::nullopt;
    const auto shorter = rules_.words().Read(part_, number_ids_, lower.first, true);
    if (!shorter) return std::nullopt;
    auto upper = joined(*shorter);
    if (upper) lower = *shorter;
    return upper;
  }

  bool IsAnd(uint32_t at, uint32_t* end) const {
    if (at + 1 >= part_.words.size() || !rules_.words().IsAnd(number_ids_, at)) return false;
    *end = at + 1;
    return true;
  }

  // 10-15 and two or three; a score (3-1), a telephone number (222-2222) and a year (2019-2020) rise as well,
  // but they count nothing: what is no range by its values is left as two numbers.
  std::optional<Numeral> RangeUpper(const Numeral& lower, uint32_t at) {
    if (lower.ordinal || !SameSentence(lower.first, at)) return std::nullopt;
    if (uint32_t end = 0; lower.digits && lower.first > 0 &&
                          TermAt(lower.first - 1, TermKind::kRange, &end) != nullptr &&
                          part_.words[lower.first - 1].kind != ISNAD_TOKEN_WORD) {
      return std::nullopt;
    }
    auto upper = rules_.words().Read(part_, number_ids_, at);
    if (!upper || upper->ordinal || upper->prefixes != 0 || upper->value <= 0) return std::nullopt;
    Numeral scaled = lower;
    Scale(scaled, *upper);
    if (scaled.value >= upper->value) return std::nullopt;
    uint32_t more = 0;
    if (upper->digits && TermAt(upper->end, TermKind::kRange, &more) != nullptr &&
        more < part_.words.size() && part_.words[more].kind == ISNAD_TOKEN_NUMBER) {
      return std::nullopt;
    }
    return upper;
  }

  // 10 to 15 million: the scale is of both.
  static void Scale(Numeral& lower, const Numeral& upper) {
    if (!lower.digits || upper.digits || upper.value < 1000 || lower.value >= 1000) return;
    double scale = 1000;
    while (scale * 1000 <= upper.value) scale *= 1000;
    lower.value *= scale;
  }

  // The unit behind the number, and what may follow it. Returns where to go on.
  uint32_t AddUnit(const Modifiers& before, const Numeral& n, QuantityMention& q) {
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

  bool IsSameUnit(uint32_t at, const QuantityMention& q) {
    uint32_t end = 0;
    const NumberTerm* unit = TermAt(at, TermKind::kUnit, &end);
    return unit != nullptr && unit->key == q.unit_key;
  }

  static void SetUnit(const NumberTerm& term, QuantityMention& q) {
    q.unit = term.unit;
    q.unit_key = term.key;
  }

  uint32_t FindUnit(const Numeral& n, uint32_t at, QuantityMention& q) {
    if (!SameSentence(n.first, at)) return at;
    uint32_t end = at;
    if (const NumberTerm* unit = TermAt(at, TermKind::kUnit, &end); unit != nullptr) {
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
  uint32_t CountedNoun(const Numeral& n, uint32_t at) {
    const auto none = static_cast<uint32_t>(part_.words.size());
    uint32_t first = none;
    for (uint32_t i = at; i < at + kUnitWindow && SameSentence(n.first, i); ++i) {
      uint32_t end = 0;
      const Word& word = part_.words[i];
      if (word.kind != ISNAD_TOKEN_WORD || TermAt(i, TermKind::kNoUnit, &end) != nullptr ||
          number_ids_[i] != 0)
        break;
      if (first == none) first = i;
      if (rules_.plural().empty() || TermAt(i, TermKind::kUnit, &end) != nullptr || IsPlural(word.folded))
        return i;
    }
    return first;
  }

  bool IsPlural(std::string_view folded) const {
    return folded.size() > 3 && folded.ends_with(rules_.plural()) &&
           !folded.substr(0, folded.size() - rules_.plural().size()).ends_with(rules_.plural());
  }

  void NameUnit(const Numeral& n, const Word& word, QuantityMention& q) {
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
  uint32_t AddAfter(const Numeral& n, uint32_t at, QuantityMention& q) {
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

  static void Bound(std::optional<double>& bound, QuantityMention& q) {
    if (!q.value) return;
    bound = q.value;
    q.value.reset();
  }

  // 'two hours' in one word, and what 'two or three hours' and 'an hour and a half' make of it.
  uint32_t TakeDual(uint32_t at) {
    uint32_t end = at + 1;
    uint8_t prefixes = 0;
    const NumberTerm* dual = TermAt(at, TermKind::kDualUnit, &end, &prefixes);
    const NumberTerm* unit = dual != nullptr ? dual : TermAt(at, TermKind::kUnit, &end, &prefixes);
    if (unit == nullptr || part_.words[at].kind != ISNAD_TOKEN_WORD) return at + 1;
    Numeral n;
    n.first = at;
    n.end = end;
    n.value = dual != nullptr ? 2 : 1;
    QuantityMention q;
    const bool modified = before_.end == at && at > 0 && SameSentence(at - 1, at);
    q.range = {part_index_, modified ? before_.first : at, end};
    SetUnit(*unit, q);
    q.value = n.value;
    uint32_t join = 0;
    if (dual != nullptr && TermAt(end, TermKind::kRange, &join) != nullptr && SameSentence(at, join)) {
      if (const auto upper = rules_.words().Read(part_, number_ids_, join);
          upper && !upper->digits && upper->value > 2) {
        q.value.reset();
        q.min = 2;
        q.max = upper->value;
        n.end = end = upper->end;
        if (uint32_t behind = 0; TermAt(end, TermKind::kUnit, &behind) != nullptr && IsSameUnit(end, q))
          end = behind;
        q.range.end = end;
      }
    }
    const uint32_t resume = AddAfter(n, end, q);
    if (dual == nullptr && (!q.value || *q.value == 1)) return at + 1;
    if (modified) {
      q.approximate |= before_.about;
      if (before_.min) Bound(q.min, q);
      if (before_.max) Bound(q.max, q);
    }
    out_.push_back(std::move(q));
    return std::max(resume, at + 1);
  }

  const NumberRules& rules_;
  const Part& part_;
  const uint32_t part_index_;
  std::vector<QuantityMention>& out_;
  std::vector<uint32_t> number_ids_, term_ids_;
  std::vector<WordMatch> matches_;
  Modifiers before_;
};

}  // namespace

void FindQuantities(const NumberRules& rules, const Lexicon&, Reading& reading) {
  for (uint32_t part = 0; part < ISNAD_PART_COUNT; ++part) {
    QuantityFinder(rules, reading, part, reading.quantities).Run();
  }
}

}  // namespace isnad::core
