// Numbers in digits, and what makes one number of two: 3/4, three out of ten, one point five.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "plugins/core/digits.h"
#include "plugins/core/number_reader.h"

namespace isnad::core {
namespace {

bool Glued(const Part& part, uint32_t left) {
  return left + 1 < part.words.size() && part.words[left].end == part.words[left + 1].begin;
}

}  // namespace

// A sign stands free on its left and touches the digits on its right.
uint32_t NumberReader::MinusEnd(uint32_t at) const {
  if (WordAt(at, NumberRole::kMinus) == nullptr) return at;
  if (part_.words[at].kind == ISNAD_TOKEN_WORD) return at + 1;
  const bool free = at == 0 || !Glued(part_, at - 1);
  return free && Glued(part_, at) && (IsNumber(at + 1) || WordAt(at + 1, NumberRole::kDecimal)) ? at + 1 : at;
}

bool NumberReader::TakeFirst(Numeral& n) {
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
bool NumberReader::TakeDigits(Numeral& n) {
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
  if (end == pos_ + 1) end = BehindEnd(end);
  if (end == pos_ + 1) end = PowerEnd(end);
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
uint32_t NumberReader::FractionEnd(uint32_t slash) {
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

// 1.5e9, 2^-3
uint32_t NumberReader::PowerEnd(uint32_t mark) {
  const NumberWord* power = WordAt(mark, NumberRole::kPower);
  if (power == nullptr || !Glued(part_, mark - 1) || !Glued(part_, mark)) return mark;
  uint32_t at = mark + 1;
  double sign = 1;
  if (!IsNumber(at) && Glued(part_, at)) {
    const std::string_view written = part_.words[at].folded;
    if (written != "+" && WordAt(at, NumberRole::kMinus) == nullptr) return mark;
    if (written != "+") sign = -1;
    ++at;
  }
  if (!IsNumber(at)) return mark;
  const std::optional<double> exponent = rules_.DigitValue(part_.words[at].folded);
  if (!exponent) return mark;
  const double raised = std::pow(power->value == 0 ? group_ : power->value, *exponent);
  double value = power->value == 0 ? 1 : group_;
  value = sign < 0 ? value / raised : value * raised;
  if (!std::isfinite(value)) return mark;
  group_ = value;
  return at + 1;
}

// 6ر188: the agencies' typists write the decimals first.
uint32_t NumberReader::BehindEnd(uint32_t mark) {
  if (WordAt(mark, NumberRole::kBehind) == nullptr || !Glued(part_, mark - 1) || !Glued(part_, mark) ||
      !IsNumber(mark + 1)) {
    return mark;
  }
  const std::string_view decimals = part_.words[mark - 1].folded, whole = part_.words[mark + 1].folded;
  if (!AllDigits(decimals) || !AllDigits(whole)) return mark;
  const auto value = ValueOfDigits(std::string(whole) + "." + std::string(decimals), '.');
  if (!value) return mark;
  group_ = *value;
  return mark + 2;
}

bool NumberReader::TakeOver(Numeral& n) {
  NumberReader below(rules_, part_, ids_, Tail::kNothing);
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

void NumberReader::TakePoint(Numeral& n) {
  if (done_ || n.ordinal || tail_ != Tail::kAny || WordAt(pos_, NumberRole::kPoint) == nullptr) return;
  NumberReader behind(rules_, part_, ids_, Tail::kOver);
  const std::optional<Numeral> digits = behind.Read(pos_ + 1, false);
  if (!digits || digits->value < 0 || digits->prefixes != 0) return;
  if (std::floor(digits->value) != digits->value) {  // two hundred point three out of a hundred
    if (digits->value >= 1) return;
    group_ += digits->value;
    pos_ = digits->end;
    return;
  }
  const std::string shown = fmt::format("{:.0f}", digits->value);
  group_ += digits->value / std::pow(10.0, static_cast<double>(shown.size()));
  pos_ = digits->end;
}

}  // namespace isnad::core
