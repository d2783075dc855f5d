#include "plugins/core/number_reader.h"

#include <algorithm>
#include <cmath>

namespace isnad::core {
namespace {

constexpr double kLargest = 1e30;  // what is more is no number that anybody counts

}  // namespace

std::optional<Numeral> NumberReader::Read(uint32_t at, bool split) {
  Numeral n;
  n.first = at;
  uint32_t pos = at;
  double sign = 1;
  if (const uint32_t behind = MinusEnd(at); behind != at) {
    sign = -1;
    pos = behind;
  }
  pos_ = pos;
  if (!TakeFirst(n)) return std::nullopt;
  if (sign > 0) n.prefixes = first_prefixes_;
  while (!done_ && TakeNext(n, split)) {
  }
  TakePoint(n);
  n.end = pos_;
  n.value = sign * (total_ + group_);
  return n;
}

const NumberWord* NumberReader::WordAt(uint32_t pos, NumberRole role) const {
  if (pos >= ids_.size() || (rules_.table_.Classes(ids_[pos]) & NumberWords::ClassOf(role)) == 0)
    return nullptr;
  std::vector<WordMatch>& matches = Matches(pos);
  for (const WordMatch& m : matches) {
    if (m.words == 1 && rules_.words_[m.value].role == role) return &rules_.words_[m.value];
  }
  return nullptr;
}

std::vector<WordMatch>& NumberReader::Matches(uint32_t pos) const {
  static thread_local std::vector<WordMatch> matches;
  matches.clear();
  rules_.table_.Match(ids_, pos, matches);
  return matches;
}

bool NumberReader::TakeNext(Numeral& n, bool split) {
  uint32_t pos = pos_;
  if (!SameSentence(pos)) return false;
  const bool over = tail_ != Tail::kNothing;
  if (over && WordAt(pos, NumberRole::kOver) != nullptr) return TakeOver(n);
  if (over && !n.digits && WordAt(pos, NumberRole::kOutOf) != nullptr) return TakeOver(n);
  bool joined = false;
  if (WordAt(pos, NumberRole::kAnd) != nullptr) {
    if (split || pos + 1 >= part_.words.size()) return false;
    joined = true;
    ++pos;
    if (!SameSentence(pos)) return false;
  }
  if (IsNumber(pos)) {
    const std::optional<double> value = rules_.DigitValue(part_.words[pos].folded);
    if (!joined || !value || *value < 1) return false;
    const bool below_hundred = last_role_ == NumberRole::kHundred && *value < 100;  // 3 hundred and 21
    if (!below_hundred && (group_ > 0 || total_ == 0 || *value >= last_scale_)) return false;
    group_ += *value;
    places_ = 7;
    pos_ = pos + 1;
    n.joined = true;
    return true;
  }
  if (ids_[pos] == 0) return false;
  const uint32_t before = pos_;
  pos_ = pos;
  if (TakeWord(n, joined, split ? kWithAnd : 0, /*first=*/false)) return true;
  pos_ = before;
  return false;
}

bool NumberReader::TakeWord(Numeral& n, bool joined, uint8_t forbidden, bool first) {
  const std::vector<WordMatch> matches = Matches(pos_);
  for (size_t i = matches.size(); i-- > 0;) {
    const WordMatch& match = matches[i];
    const NumberWord& word = rules_.words_[match.value];
    const bool with_and = (match.prefixes & kWithAnd) != 0;
    if ((match.prefixes & forbidden) != 0 || (joined && with_and)) continue;
    if (!first && (match.prefixes & (kWithIn | kWithTo | kWithAs)) != 0) continue;
    const uint32_t end = pos_ + match.words;
    if (!Apply(word, first, !first && (joined || with_and), end, n)) continue;
    if (first) first_prefixes_ = match.prefixes;
    n.ordinal |= word.ordinal;
    n.digits = false;
    n.joined |= !first && (joined || with_and);
    n.fraction = first && word.role == NumberRole::kFraction;
    n.weak = first && word.role == NumberRole::kWeakUnit;
    last_role_ = word.role;
    pos_ = std::max(pos_, end);
    return true;
  }
  return false;
}

// Whether the word may stand here; if so the value takes it in.
bool NumberReader::Apply(const NumberWord& w, bool first, bool joined, uint32_t end, const Numeral& n) {
  const bool follows = first || joined || rules_.free_joining_;
  if (w.ordinal && !first && !rules_.free_joining_ && w.role != NumberRole::kTens &&
      w.role != NumberRole::kTeen)
    return false;
  switch (w.role) {
    case NumberRole::kTeenUnit:
      if (WordAt(end, NumberRole::kTeen) == nullptr) return false;
      return follows && AddUnit(w, joined, end);
    case NumberRole::kWeakUnit:
    case NumberRole::kUnit:
      return follows && AddUnit(w, joined, end);
    case NumberRole::kTeen:
      if (!first && !joined && last_role_ != NumberRole::kUnit && last_role_ != NumberRole::kTeenUnit)
        return false;
      if (!first && !joined && (places_ & 3) == 1) return Add(10, 2, 2);
      return (first || joined) && Add(10, 3, 3);
    case NumberRole::kTens:
      if (joined && rules_.free_joining_ && (places_ & 3) != 0) return false;
      return follows &&
             (w.value < 20 || std::fmod(w.value, 10) != 0 ? Add(w.value, 3, 3) : Add(w.value, 2, 2));
    case NumberRole::kHundred:
      return AddHundred(w, first, joined, n);
    case NumberRole::kHundreds:
      return follows && Add(w.value, 4, 7);
    case NumberRole::kScale:
      return AddScale(w.value, 1, first, joined, n);
    case NumberRole::kManyScale:
      return !first && !joined && AddScale(w.value, 1, false, false, n);
    case NumberRole::kDualScale:
      return (first || joined) && AddScale(w.value, 2, first, joined, n);
    case NumberRole::kConstruct:
      if (!first && !joined) return AddScale(w.value, 1, false, false, n);
      return AddScale(w.value, ConstructCount(end), first, joined, n);
    case NumberRole::kFraction:
      return AddFraction(w, first, joined, end, n);
    case NumberRole::kFractions:
      return AddFractions(w, first, joined);
    case NumberRole::kZero:
      if (!first) return false;
      places_ = 7;
      return true;
    default:
      return false;
  }
}

bool NumberReader::Add(double value, unsigned takes, unsigned must_be_free) {
  if ((places_ & must_be_free) != 0) return false;
  group_ += value;
  places_ |= takes;
  return true;
}

bool NumberReader::AddUnit(const NumberWord& w, bool joined, uint32_t end) {
  // twenty and three fifths
  if (const NumberWord* fifths = WordAt(end, NumberRole::kFractions); joined && fifths != nullptr) {
    total_ += group_ + w.value * fifths->value;
    group_ = 0;
    pos_ = end + 1;
    done_ = true;
    return true;
  }
  // Where `and` joins the parts, units stand before tens.
  return Add(w.value, 1, rules_.free_joining_ && !joined ? 1 : 3);
}

bool NumberReader::AddHundred(const NumberWord& w, bool first, bool joined, const Numeral& n) {
  if (first || joined) return Add(w.value, 4, 7);
  if (n.ordinal || group_ <= 0) return false;
  if (places_ != 1 && !(n.digits && places_ == 7)) return false;
  group_ *= w.value;
  places_ = 4;
  return true;
}

bool NumberReader::AddScale(double scale, double count, bool first, bool joined, const Numeral& n) {
  if (n.ordinal && !rules_.free_joining_) return false;
  if (total_ + group_ > kLargest) return false;
  if (joined && (group_ > 0 || total_ <= 0 || scale >= last_scale_)) {
    if (scale >= 100 || (places_ & 3) != 0) return false;
    group_ += scale * count;  // three hundred and two dozen
    places_ |= 3;
    return true;
  }
  if (first || joined) {
    total_ += count * scale;
  } else if (count <= 1 && group_ > 0) {
    total_ = scale < last_scale_ ? total_ + group_ * scale : (total_ + group_) * scale;
  } else if (count <= 1 && total_ > 0 && scale >= last_scale_) {
    total_ *= scale;
  } else {
    return false;
  }
  group_ = 0;
  places_ = 0;
  last_scale_ = scale;
  return true;
}

// Arabic ألفا: before a noun two thousand, with a written tanween or before more of the number one
// thousand.
double NumberReader::ConstructCount(uint32_t end) const {
  const Word& word = part_.words[end - 1];
  const std::string_view written(part_.input->original.data + word.begin, word.end - word.begin);
  if (written.find("\u064B") != std::string_view::npos || end >= part_.words.size()) return 1;
  const Word& next = part_.words[end];
  return next.kind == ISNAD_TOKEN_WORD && next.sentence == word.sentence && ids_[end] == 0 ? 2 : 1;
}

bool NumberReader::AddFraction(const NumberWord& w, bool first, bool joined, uint32_t end, const Numeral& n) {
  if (first) {
    group_ = w.value;
    places_ = 7;
    return true;
  }
  if (!joined || n.ordinal || n.fraction) return false;
  const bool of_scale = total_ > 0 && group_ == 0;
  group_ += w.value * (of_scale ? last_scale_ : 1);
  pos_ = end;
  done_ = true;
  // a million and half the million
  const NumberWord* again = WordAt(end, NumberRole::kScale);
  if (of_scale && again != nullptr && again->value == last_scale_) pos_ = end + 1;
  return true;
}

bool NumberReader::AddFractions(const NumberWord& w, bool first, bool joined) {
  if (first || total_ > 0 || (joined && last_role_ != NumberRole::kUnit)) return false;
  group_ = joined ? group_ + w.value : group_ * w.value;
  done_ = true;
  return true;
}

std::optional<Numeral> NumberWords::Read(const Part& part, std::span<const uint32_t> ids, uint32_t at,
                                         bool split) const {
  return NumberReader(*this, part, ids).Read(at, split);
}

}  // namespace isnad::core
