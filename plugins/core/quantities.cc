#include <algorithm>

#include "plugins/core/memo.h"
#include "plugins/core/quantity_finder.h"

namespace isnad::core {
namespace {

// What a quantity may begin with, beside a number.
constexpr uint32_t kBegins = kModifies | ClassOf(TermKind::kUnit) | ClassOf(TermKind::kDualUnit);

}  // namespace

void QuantityFinder::Run(Memo& memo) {
  WordIds(part_, rules_.words().table(), memo.number_words, number_ids_);
  WordIds(part_, rules_.terms_table(), memo.number_terms, term_ids_);
  const auto n = static_cast<uint32_t>(part_.words.size());
  for (uint32_t at = 0; at < n;) {
    const bool begins = rules_.words().MayBegin(part_.words[at], number_ids_[at]) ||
                        (rules_.terms_table().Classes(term_ids_[at]) & kBegins) != 0;
    at = begins ? Step(at) : at + 1;
  }
}

const NumberTerm* QuantityFinder::TermAt(uint32_t at, TermKind kind, uint32_t* end, uint8_t* prefixes) {
  if (at >= term_ids_.size() || (rules_.terms_table().Classes(term_ids_[at]) & ClassOf(kind)) == 0)
    return nullptr;
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

// Takes what begins at `at` and says where to go on.
uint32_t QuantityFinder::Step(uint32_t at) {
  if (const uint32_t end = TakeModifier(at); end != at) return end;
  if (const uint32_t end = TakeNumber(at); end != at) return end;
  return TakeDual(at);
}

// A modifier counts for the number right behind it; the longest one wins.
uint32_t QuantityFinder::TakeModifier(uint32_t at) {
  if ((rules_.terms_table().Classes(term_ids_[at]) & kModifies) == 0) return at;
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

uint32_t QuantityFinder::TakeNumber(uint32_t at) {
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
bool QuantityFinder::Counts(const Numeral& n, const QuantityMention& q) {
  if (n.weak) return !q.unit_key.empty() && !q.unit_key.starts_with("s:");
  if (n.fraction) return !q.unit_key.empty() && (n.prefixes & kWithThe) == 0;
  return true;
}

std::optional<Numeral> QuantityFinder::BetweenUpper(Numeral& lower) {
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

bool QuantityFinder::IsAnd(uint32_t at, uint32_t* end) const {
  if (at + 1 >= part_.words.size() || !rules_.words().IsAnd(number_ids_, at)) return false;
  *end = at + 1;
  return true;
}

// 10-15 and two or three; a score (3-1), a telephone number (222-2222) and a year (2019-2020) rise as well,
// but they count nothing: what is no range by its values is left as two numbers.
std::optional<Numeral> QuantityFinder::RangeUpper(const Numeral& lower, uint32_t at) {
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
  if (upper->digits && TermAt(upper->end, TermKind::kRange, &more) != nullptr && more < part_.words.size() &&
      part_.words[more].kind == ISNAD_TOKEN_NUMBER) {
    return std::nullopt;
  }
  return upper;
}

// 10 to 15 million: the scale is of both.
void QuantityFinder::Scale(Numeral& lower, const Numeral& upper) {
  if (!lower.digits || upper.digits || upper.value < 1000 || lower.value >= 1000) return;
  double scale = 1000;
  while (scale * 1000 <= upper.value) scale *= 1000;
  lower.value *= scale;
}

// 'two hours' in one word, and what 'two or three hours' and 'an hour and a half' make of it.
uint32_t QuantityFinder::TakeDual(uint32_t at) {
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

void FindQuantities(const NumberRules& rules, Memo& memo, Reading& reading) {
  for (uint32_t part = 0; part < ISNAD_PART_COUNT; ++part) {
    QuantityFinder(rules, reading, part, reading.quantities).Run(memo);
  }
}

}  // namespace isnad::core
