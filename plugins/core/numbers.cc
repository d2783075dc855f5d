#include "plugins/core/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "server/text/fold.h"

namespace isnad::core {
namespace {

struct KindName {
  std::string_view section, name;
  TermKind kind;
};
constexpr std::array<KindName, 11> kModifiers = {{
    {"before", "min", TermKind::kMin},
    {"before", "max", TermKind::kMax},
    {"before", "about", TermKind::kAbout},
    {"before", "between", TermKind::kBetween},
    {"after", "min", TermKind::kMinAfter},
    {"after", "max", TermKind::kMaxAfter},
    {"after", "about", TermKind::kAboutAfter},
    {"range", "", TermKind::kRange},
    {"of", "", TermKind::kOf},
    {"skip", "", TermKind::kSkip},
    {"no unit", "", TermKind::kNoUnit},
}};

bool ParseRange(const std::string& column, int& from, int& to) {
  char* end = nullptr;
  from = static_cast<int>(std::strtol(column.c_str(), &end, 10));
  if (*end != '-') return false;
  to = static_cast<int>(std::strtol(end + 1, &end, 10));
  return *end == '\0' && from >= 0 && from <= to && to <= 99;
}

}  // namespace

void NumberRules::AddTerms(std::string_view spellings, NumberTerm term, bool exact) {
  const auto value = static_cast<uint32_t>(terms_.size());
  const uint32_t classes = ClassOf(term.kind);
  terms_.push_back(std::move(term));
  for (const std::string& spelling : SplitWords(spellings)) terms_table_.Add(spelling, value, exact, classes);
}

absl::Status NumberRules::AddUnit(const DataFile& file, const DataLine& line) {
  if (line.columns.size() < 2)
    return file.Error(line, "a unit is: key, spellings parted by commas, and its duals if any");
  const std::vector<std::string> spellings = SplitWords(line.columns[1]);
  if (spellings.empty()) return file.Error(line, "a unit without spellings");
  const bool sign = line.section == "signs";
  std::string key = line.columns[0];
  if (key == "-") key = "s:" + text::FoldText(spellings[0]);
  AddTerms(line.columns[1], {sign ? TermKind::kUnitBefore : TermKind::kUnit, spellings[0], key}, sign);
  if (line.columns.size() > 2) AddTerms(line.columns[2], {TermKind::kDualUnit, spellings[0], key}, false);
  return absl::OkStatus();
}

absl::Status NumberRules::AddUnits(const DataFile& file) {
  const absl::Status prefixes = terms_table_.Configure(file);
  return Joined(prefixes, file.EachLine([&](const DataLine& line) -> absl::Status {
    if (WordTable::Owns(line.section)) return absl::OkStatus();
    if (line.section == "units" || line.section == "signs") return AddUnit(file, line);
    if (line.section == "endings") {
      UnitEnding ending;
      ending.ending = text::FoldText(line.columns[0]);
      if (line.columns.size() < 2) return file.Error(line, "an ending wants its replacement, or - for none");
      if (line.columns[1] != "-") ending.replacement = line.columns[1];
      if (line.columns.size() > 2 && !ParseRange(line.columns[2], ending.from, ending.to)) {
        return file.Error(line, fmt::format("'{}' is no range within 0-99", line.columns[2]));
      }
      endings_.push_back(std::move(ending));
    } else if (line.section == "article") {
      article_ = text::FoldText(line.columns[0]);
    } else if (line.section == "plural") {
      plural_ = text::FoldText(line.columns[0]);
    } else {
      return file.Error(line, fmt::format("no section is called [{}]", line.section));
    }
    return absl::OkStatus();
  }));
}

absl::Status NumberRules::AddModifiers(const DataFile& file) {
  return file.EachLine([&](const DataLine& line) -> absl::Status {
    const bool named = line.section == "before" || line.section == "after";
    const auto kind = std::find_if(kModifiers.begin(), kModifiers.end(), [&](const KindName& k) {
      return k.section == line.section && k.name == (named ? line.columns[0] : "");
    });
    if (kind == kModifiers.end())
      return file.Error(line, fmt::format("[{}] has no '{}'", line.section, line.columns[0]));
    if (named && line.columns.size() < 2) return file.Error(line, "a modifier wants its spellings");
    const bool exact = kind->kind == TermKind::kRange || kind->kind == TermKind::kOf;
    AddTerms(line.columns[named ? 1 : 0], {kind->kind, "", ""}, exact);
    return absl::OkStatus();
  });
}

absl::StatusOr<std::unique_ptr<NumberRules>> NumberRules::Load(const std::string& directory) {
  auto rules = std::make_unique<NumberRules>();
  absl::StatusOr<DataFile> words = ReadIfThere(directory + "/numbers/words.tsv");
  absl::Status faults = words.status();
  if (words.ok()) {
    absl::StatusOr<NumberWords> number_words = NumberWords::From(*words);
    faults = number_words.status();
    if (number_words.ok()) rules->words_ = *std::move(number_words);
  }
  absl::StatusOr<DataFile> units = ReadIfThere(directory + "/numbers/units.tsv");
  faults = Joined(faults, units.ok() ? rules->AddUnits(*units) : units.status());
  absl::StatusOr<DataFile> modifiers = ReadIfThere(directory + "/numbers/modifiers.tsv");
  faults = Joined(faults, modifiers.ok() ? rules->AddModifiers(*modifiers) : modifiers.status());
  if (!faults.ok()) return faults;
  return rules;
}

}  // namespace isnad::core
