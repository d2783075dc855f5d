#include "plugins/core/number_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "plugins/core/digits.h"

namespace isnad::core {
namespace {

struct RoleName {
  std::string_view name;
  NumberRole role;
};
constexpr std::array<RoleName, 24> kRoles = {{
    {"unit", NumberRole::kUnit},
    {"unit.teen", NumberRole::kTeenUnit},
    {"unit.weak", NumberRole::kWeakUnit},
    {"teen", NumberRole::kTeen},
    {"tens", NumberRole::kTens},
    {"hundred", NumberRole::kHundred},
    {"hundreds", NumberRole::kHundreds},
    {"scale", NumberRole::kScale},
    {"scale.many", NumberRole::kManyScale},
    {"scale.dual", NumberRole::kDualScale},
    {"scale.construct", NumberRole::kConstruct},
    {"fraction", NumberRole::kFraction},
    {"fractions", NumberRole::kFractions},
    {"zero", NumberRole::kZero},
    {"point", NumberRole::kPoint},
    {"over", NumberRole::kOver},
    {"out of", NumberRole::kOutOf},
    {"power", NumberRole::kPower},
    {"behind", NumberRole::kBehind},
    {"decimal", NumberRole::kDecimal},
    {"minus", NumberRole::kMinus},
    {"and", NumberRole::kAnd},
    {"glue", NumberRole::kGlue},
    {"mark", NumberRole::kMark},
}};

// What stands within numbers only, and takes no prefix.
bool BeginsNothing(NumberRole role) {
  switch (role) {
    case NumberRole::kAnd:
    case NumberRole::kOver:
    case NumberRole::kOutOf:
    case NumberRole::kGlue:
    case NumberRole::kPower:
    case NumberRole::kBehind:
    case NumberRole::kMark:
    case NumberRole::kPoint:
    case NumberRole::kFractions:
    case NumberRole::kManyScale:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::optional<double> NumberWords::DigitValue(std::string_view folded) const {
  return ValueOfDigits(folded, decimal_);
}

bool NumberWords::IsAnd(std::span<const uint32_t> ids, uint32_t at) const {
  if (at >= ids.size() || (table_.Classes(ids[at]) & ClassOf(NumberRole::kAnd)) == 0) return false;
  std::vector<WordMatch> matches;
  table_.Match(ids, at, matches);
  return std::any_of(matches.begin(), matches.end(), [&](const WordMatch& m) {
    return m.words == 1 && words_[m.value].role == NumberRole::kAnd;
  });
}

absl::Status NumberWords::AddWords(const DataFile& file, const DataLine& line) {
  if (line.columns.size() != 3)
    return file.Error(line, "a number word is: role, value, spellings parted by commas");
  std::string_view name = line.columns[0];
  NumberWord word;
  if (name.starts_with("ordinal ")) {
    word.ordinal = true;
    name.remove_prefix(8);
  }
  const auto role =
      std::find_if(kRoles.begin(), kRoles.end(), [&](const RoleName& r) { return r.name == name; });
  if (role == kRoles.end()) return file.Error(line, fmt::format("no number role is called '{}'", name));
  word.role = role->role;
  char* end = nullptr;
  word.value = std::strtod(line.columns[1].c_str(), &end);
  if (end != nullptr && *end == '/') word.value /= std::strtod(end + 1, &end);
  if (end == nullptr || *end != '\0' || !std::isfinite(word.value)) {
    return file.Error(line, fmt::format("'{}' is no value; write 20 or 1/2", line.columns[1]));
  }
  const auto value = static_cast<uint32_t>(words_.size());
  words_.push_back(word);
  const bool small = BeginsNothing(word.role);
  for (const std::string& spelling : SplitWords(line.columns[2])) {
    table_.Add(spelling, value, small, ClassOf(word.role) | (small ? 0 : kBegins));
    if (word.role == NumberRole::kTens || word.role == NumberRole::kUnit ||
        word.role == NumberRole::kWeakUnit) {
      parts_.emplace_back(spelling, word);
    }
  }
  return absl::OkStatus();
}

void NumberWords::AddCompounds(const std::string& mark) {
  for (const auto& [tens, tens_word] : parts_) {
    if (tens_word.role != NumberRole::kTens || tens_word.value < 20 || tens_word.ordinal) continue;
    for (const auto& [unit, unit_word] : parts_) {
      if (unit_word.role == NumberRole::kTens) continue;
      const auto value = static_cast<uint32_t>(words_.size());
      words_.push_back({NumberRole::kTens, tens_word.value + unit_word.value, unit_word.ordinal});
      table_.Add(tens + mark + unit, value, true, ClassOf(NumberRole::kTens) | kBegins);
    }
  }
}

absl::StatusOr<NumberWords> NumberWords::From(const DataFile& file) {
  NumberWords rules;
  std::string compound;
  const absl::Status prefixes = rules.table_.Configure(file);
  const absl::Status read = file.EachLine([&](const DataLine& line) -> absl::Status {
    if (WordTable::Owns(line.section)) return absl::OkStatus();
    if (line.section == "words") return rules.AddWords(file, line);
    if (line.section == "compound") {
      compound = line.columns[0];
    } else if (line.section == "joining") {
      if (line.columns[0] != "and" && line.columns[0] != "free")
        return file.Error(line, "joining is 'and' or 'free'");
      rules.free_joining_ = line.columns[0] == "free";
    } else if (line.section == "digits") {
      if (line.columns[0] != "." && line.columns[0] != ",")
        return file.Error(line, "the decimal mark is . or ,");
      rules.decimal_ = line.columns[0][0];
    } else {
      return file.Error(line, fmt::format("no section is called [{}]", line.section));
    }
    return absl::OkStatus();
  });
  if (const absl::Status faults = Joined(prefixes, read); !faults.ok()) return faults;
  if (!compound.empty()) rules.AddCompounds(compound);
  return rules;
}

}  // namespace isnad::core
