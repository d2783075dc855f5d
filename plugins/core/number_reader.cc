// Reading numbers word by word; number_words.cc loads what they are read by.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "plugins/core/digits.h"
#include "plugins/core/number_words.h"

namespace isnad::core {
namespace {

bool Glued(const Part& part, uint32_t left) {
  return left + 1 < part.words.size() && part.words[left].end == part.words[left + 1].begin;
}

}  // namespace

// Takes a number word by word. What has been read is total + group: `group` is below the next scale word,
// `places` are its decimal places that are taken (1 units, 2 tens, 4 hundreds).
class NumberReader {
 public:
  NumberReader(const NumberWords& rules, const Part& part, std::span<const uint32_t> ids)
      : rules_(rules), part_(part), ids_(ids) {}

  std::optional<Numeral> Read(uint32_t at, bool split) {
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

 private:
  const NumberWord* WordAt(uint32_t pos, NumberRole role) const {
    if (pos >= ids_.size() || ids_[pos] == 0) return nullptr;
    std::vector<WordMatch>& matches = Matches(pos);
    for (const WordMatch& m : matches) {
      if (m.words == 1 && rules_.words_[m.value].role == role) return &rules_.words_[m.value];
    }
    return nullptr;
  }

  std::vector<WordMatch>& Matches(uint32_t pos) const {
    static thread_local std::vector<WordMatch> matches;
    matches.clear();
    rules_.table_.Match(ids_, pos, matches);
    return matches;
  }

  bool SameSentence(uint32_t pos) const {
    return pos < part_.words.size() && !part_.words[pos].boilerplate &&
           part_.words[pos].sentence == part_.words[pos_ - 1].sentence;
  }

  bool IsNumber(uint32_t pos) const {
    return pos < part_.words.size() && part_.words[pos].kind == ISNAD_TOKEN_NUMBER &&
           !part_.words[pos].boilerplate;
  }

  // A sign stands free on its left and touches the digits on its right.
  uint32_t MinusEnd(uint32_t at) const {
    if (WordAt(at, NumberRole::kMinus) == nullptr) return at;
    if (part_.words[at].kind == ISNAD_TOKEN_WORD) return at + 1;
    const bool free = at == 0 || !Glued(part_, at - 1);
    return free && Glued(part_, at) && (IsNumber(at + 1) || WordAt(at + 1, NumberRole::kDecimal)) ? at + 1
                                                                                                  : at;
  }

  bool TakeFirst(Numeral& n) {
    if (pos_ >= part_.words.size() || part_.words[pos_].boilerplate) return false;
    if (IsNumber(pos_)) return TakeDigits(n);
    if (WordAt(pos_, NumberRole::kDecimal) != nullptr && IsNumber(pos_ + 1) && Glued(part_, pos_) &&
        (pos_ == 0 || !Glued(part_, pos_ - 1)) && AllDigits(part_.words[pos_ + 1].folded)) {
      group_ = *ValueOfDigits("0." + std::string(part_.words[pos_ + 1].folded), '.');
      places_ = 7;
      n.digits = true;
      pos_ += 2;
      return true;
    }
    if (ids_[pos_] == 0) return false;
    return TakeWord(n, /*joined=*/false, /*prefixes=*/0, /*first=*/true);
  }

  // Digits, with what belongs to them: 1 234 567, 3/4.
  bool TakeDigits(Numeral& n) {
    const std::optional<double> value = rules_.DigitValue(part_.words[pos_].folded);
    if (!value) return false;
    std::string grouped(part_.words[pos_].folded);
    uint32_t end = pos_ + 1;
    if (AllDigits(grouped) && grouped.size() <= 3 && grouped[0] != '0') {
      while (IsNumber(end) && part_.words[end].folded.size() == 3 && AllDigits(part_.words[end].folded) &&
             !Glued(part_, end - 1) && part_.words[end].begin - part_.words[end - 1].end <= 3 &&
             grouped.size() < 15 && part_.words[end].sentence == part_.words[pos_].sentence) {
        grouped += part_.words[end++].folded;
      }
    }
    group_ = end > pos_ + 1 ? *ValueOfDigits(grouped, '.') : *value;
    if (end == pos_ + 1) end = FractionEnd(end);
    if (WordAt(end, NumberRole::kMark) != nullptr && Glued(part_, end - 1)) {
      n.ordinal = done_ = true;
      ++end;
    }
    places_ = 7;
    n.digits = true;
    pos_ = end;
    return true;
  }

  // 3/4 and 77/100; 3/11 may be a date or a score.
  uint32_t FractionEnd(uint32_t slash) {
    if (WordAt(slash, NumberRole::kGlue) == nullptr || !IsNumber(slash + 1) || !Glued(part_, slash - 1) ||
        !Glued(part_, slash) ||
        (slash >= 2 && Glued(part_, slash - 2) && WordAt(slash - 2, NumberRole::kGlue))) {
      return slash;
    }
    if (WordAt(slash + 2, NumberRole::kGlue) != nullptr && Glued(part_, slash + 1)) return slash;
    const std::optional<double> below = rules_.DigitValue(part_.words[slash + 1].folded);
    if (!below || *below <= 0) return slash;
    const bool decimal = *below == 10 || *below == 100 || *below == 1000;
    if (!decimal && !(group_ < *below && *below < 10)) return slash;
    group_ /= *below;
    done_ = true;
    return slash + 2;
  }

  bool TakeNext(Numeral& n, bool split) {
    uint32_t pos = pos_;
    if (!SameSentence(pos)) return false;
    if (WordAt(pos, NumberRole::kOver) != nullptr) return TakeOver(n);
    if (!n.digits && WordAt(pos, NumberRole::kOutOf) != nullptr) return TakeOver(n);
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

  bool TakeWord(Numeral& n, bool joined, uint8_t forbidden, bool first) {
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
  bool Apply(const NumberWord& w, bool first, bool joined, uint32_t end, const Numeral& n) {
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

  bool Add(double value, unsigned takes, unsigned must_be_free) {
    if ((places_ & must_be_free) != 0) return false;
    group_ += value;
    places_ |= takes;
    return true;
  }

  bool AddUnit(const NumberWord& w, bool joined, uint32_t end) {
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

  bool AddHundred(const NumberWord& w, bool first, bool joined, const Numeral& n) {
    if (first || joined) return Add(w.value, 4, 7);
    if (n.ordinal || group_ <= 0) return false;
    if (places_ != 1 && !(n.digits && places_ == 7)) return false;
    group_ *= w.value;
    places_ = 4;
    return true;
  }

  bool AddScale(double scale, double count, bool first, bool joined, const Numeral& n) {
    if (n.ordinal && !rules_.free_joining_) return false;
    if (joined && (group_ > 0 || total_ <= 0 || scale >= last_scale_)) {
      if (scale >= 100 || (places_ & 3) != 0) return false;
      group_ += scale * count;  // three hundred and two dozen
      places_ |= 3;
      return true;
    }
    if (first || joined) {
      total_ += count * scale;
    } else if (count > 1) {
      return false;
    } else if (group_ > 0) {
      total_ = scale < last_scale_ ? total_ + group_ * scale : (total_ + group_) * scale;
    } else if (total_ > 0 && scale >= last_scale_) {
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
  double ConstructCount(uint32_t end) const {
    const Word& word = part_.words[end - 1];
    const std::string_view written(part_.input->original.data + word.begin, word.end - word.begin);
    if (written.find("\u064B") != std::string_view::npos || end >= part_.words.size()) return 1;
    const Word& next = part_.words[end];
    return next.kind == ISNAD_TOKEN_WORD && next.sentence == word.sentence && ids_[end] == 0 ? 2 : 1;
  }

  bool AddFraction(const NumberWord& w, bool first, bool joined, uint32_t end, const Numeral& n) {
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

  bool AddFractions(const NumberWord& w, bool first, bool joined) {
    if (first || total_ > 0 || (joined && last_role_ != NumberRole::kUnit)) return false;
    group_ = joined ? group_ + w.value : group_ * w.value;
    done_ = true;
    return true;
  }

  bool TakeOver(Numeral& n) {
    NumberReader below(rules_, part_, ids_);
    const std::optional<Numeral> under = n.ordinal ? std::nullopt : below.Read(pos_ + 1, false);
    if (!under || under->value <= 0 || under->prefixes != 0 || under->ordinal || under->digits != n.digits) {
      if (!under || total_ + group_ != 1 || under->prefixes != 0) return false;
    }
    // 'twenty over thirty families' spreads what it counts; a fraction has nothing behind it.
    const bool counts = under->end < part_.words.size() && part_.words[under->end].kind == ISNAD_TOKEN_WORD &&
                        part_.words[under->end].sentence == part_.words[pos_].sentence;
    if (counts && total_ + group_ != 1) return false;
    group_ = (total_ + group_) / under->value;
    total_ = 0;
    pos_ = under->end;
    done_ = true;
    return true;
  }

  void TakePoint(Numeral& n) {
    if (done_ || n.ordinal || WordAt(pos_, NumberRole::kPoint) == nullptr) return;
    NumberReader behind(rules_, part_, ids_);
    const std::optional<Numeral> digits = behind.Read(pos_ + 1, false);
    if (!digits || digits->value < 0 || digits->prefixes != 0 || std::floor(digits->value) != digits->value)
      return;
    const std::string shown = fmt::format("{:.0f}", digits->value);
    group_ += digits->value / std::pow(10.0, static_cast<double>(shown.size()));
    pos_ = digits->end;
  }

  const NumberWords& rules_;
  const Part& part_;
  std::span<const uint32_t> ids_;
  uint32_t pos_ = 0;
  double total_ = 0, group_ = 0;
  double last_scale_ = std::numeric_limits<double>::infinity();
  unsigned places_ = 0;
  uint8_t first_prefixes_ = 0;
  NumberRole last_role_ = NumberRole::kZero;
  bool done_ = false;
};

std::optional<Numeral> NumberWords::Read(const Part& part, std::span<const uint32_t> ids, uint32_t at,
                                         bool split) const {
  return NumberReader(*this, part, ids).Read(at, split);
}

}  // namespace isnad::core
