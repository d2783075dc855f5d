#include "plugins/core/time_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace isnad::core {
namespace {

constexpr size_t kMaxMissing = 6;

constexpr std::string_view kBuiltIn[] = {"number",  "digits", "ordinal", "fraction", "dotted",
                                         "dotdate", "dotday", "end",     "and",      "time",
                                         "nothing", "future", "past",    "present"};

std::vector<std::string> SplitAt(std::string_view s, char separator) {
  std::vector<std::string> pieces;
  for (size_t begin = 0; begin <= s.size();) {
    const size_t end = std::min(s.find(separator, begin), s.size());
    std::string_view piece = s.substr(begin, end - begin);
    while (!piece.empty() && piece.front() == ' ') piece.remove_prefix(1);
    while (!piece.empty() && piece.back() == ' ') piece.remove_suffix(1);
    if (!piece.empty()) pieces.emplace_back(piece);
    begin = end + 1;
  }
  return pieces;
}

bool ParseBounds(std::string_view text, int& from, int& to) {
  const auto read = [](std::string_view s, int& value) {
    const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), value);
    return error == std::errc() && end == s.data() + s.size();
  };
  const size_t dash = text.find('-', 1);
  if (dash == std::string_view::npos) return read(text, from) && read(text, to);
  return read(text.substr(0, dash), from) && read(text.substr(dash + 1), to) && from <= to;
}

}  // namespace

TimeCategory TimeRules::CategoryOf(const std::string& name) {
  const auto [it, added] = categories_.emplace(name, static_cast<TimeCategory>(category_names_.size()));
  if (added) {
    category_names_.push_back(name);
    category_defined_.push_back(false);
  }
  return it->second;
}

absl::Status TimeRules::ParseSets(const DataFile& file, const DataLine& line, const std::string& column,
                                  TimeFields* fields, std::vector<std::pair<TimeField, int>>* sets,
                                  bool* capital) const {
  for (const std::string& set : SplitAt(column, ',')) {
    if (set == "capital" && capital != nullptr) {
      *capital = true;
      continue;
    }
    const size_t equals = set.find('=');
    if (equals == std::string::npos) return file.Error(line, fmt::format("'{}' is no field=value", set));
    const auto field = TimeFieldOf(std::string_view(set).substr(0, equals));
    const auto value = TimeValueOf(std::string_view(set).substr(equals + 1));
    if (!field)
      return file.Error(line, fmt::format("no field of a time is called '{}'", set.substr(0, equals)));
    if (!value)
      return file.Error(line,
                        fmt::format("'{}' is neither a number nor a known name", set.substr(equals + 1)));
    if (fields != nullptr) fields->Set(*field, *value);
    if (sets != nullptr) sets->emplace_back(*field, *value);
  }
  return absl::OkStatus();
}

absl::Status TimeRules::AddWords(const DataFile& file) {
  const absl::Status prefixes = table_.Configure(file);
  return Joined(prefixes, file.EachLine([&](const DataLine& line) -> absl::Status {
    return WordTable::Owns(line.section) ? absl::OkStatus() : AddWord(file, line);
  }));
}

absl::Status TimeRules::AddWord(const DataFile& file, const DataLine& line) {
  if (line.section == "beginnings" || line.section == "endings") {
    if (line.columns.size() != 2 || line.columns[0] != "future")
      return file.Error(line, line.section + " are: future, and they parted by commas");
    auto& shapes = line.section == "endings" ? future_endings_ : future_beginnings_;
    for (std::string& shape : SplitWords(line.columns[1])) shapes.push_back(std::move(shape));
    return absl::OkStatus();
  }
  if (line.section != "words" && line.section != "exact" && line.section != "small" &&
      line.section != "small exact") {
    return file.Error(line, fmt::format("no section is called [{}]", line.section));
  }
  if (line.columns.size() < 2)
    return file.Error(line, "a word is: category, spellings parted by commas, fields if any");
  TimeWord word;
  word.category = CategoryOf(line.columns[0]);
  category_defined_[word.category] = true;
  if (line.columns.size() > 2) {
    if (absl::Status s = ParseSets(file, line, line.columns[2], &word.fields, nullptr, &word.capital);
        !s.ok())
      return s;
  }
  const auto value = static_cast<uint32_t>(words_.size());
  words_.push_back(word);
  const bool exact = line.section.ends_with("exact"), small = line.section.starts_with("small");
  for (const std::string& spelling : SplitWords(line.columns[1])) {
    table_.Add(spelling, value, exact, small ? 0 : kAnchor);
  }
  return absl::OkStatus();
}

absl::StatusOr<PatternElement> TimeRules::ParseElement(const DataFile& file, const DataLine& line,
                                                       std::string_view text) {
  PatternElement element;
  for (; !text.empty() && (text[0] == '~' || text[0] == '+'); text.remove_prefix(1)) {
    (text[0] == '~' ? element.glued : element.joined) = true;
  }
  if (const size_t equals = text.find('='); equals != std::string_view::npos) {
    const auto field = TimeFieldOf(text.substr(0, equals));
    if (!field)
      return file.Error(line, fmt::format("no field of a time is called '{}'", text.substr(0, equals)));
    element.capture = *field;
    text.remove_prefix(equals + 1);
  }
  for (const std::string& choice : SplitAt(text, '|')) {
    absl::StatusOr<PatternElement::Choice> parsed = ParseChoice(file, line, choice);
    if (!parsed.ok()) return parsed.status();
    element.choices.push_back(*parsed);
  }
  if (element.choices.empty()) return file.Error(line, "an element without a category");
  for (const PatternElement::Choice& choice : element.choices) element.begins |= SetOf(choice.category);
  if (element.joined) element.begins |= SetOf(kAndCategory);
  return element;
}

absl::StatusOr<PatternElement::Choice> TimeRules::ParseChoice(const DataFile& file, const DataLine& line,
                                                              std::string_view text) {
  PatternElement::Choice choice;
  if (const size_t open = text.find('('); open != std::string_view::npos) {
    if (text.back() != ')' ||
        !ParseBounds(text.substr(open + 1, text.size() - open - 2), choice.from, choice.to)) {
      return file.Error(line, fmt::format("'{}' has no bounds like (1-31)", text));
    }
    text = text.substr(0, open);
  }
  const auto known = categories_.find(std::string(text));
  if (known == categories_.end() || !category_defined_[known->second]) {
    return file.Error(line, fmt::format("no word and no earlier rule has the category '{}'", text));
  }
  choice.category = known->second;
  return choice;
}

bool TimeRules::LooksLikeFuture(std::string_view written) const {
  constexpr size_t kLeastBehind = 4, kLeastBefore = 3;  // bytes of a verb beside them
  return std::any_of(future_beginnings_.begin(), future_beginnings_.end(),
                     [&](const std::string& beginning) {
                       return written.size() >= beginning.size() + kLeastBehind &&
                              written.starts_with(beginning);
                     }) ||
         std::any_of(future_endings_.begin(), future_endings_.end(), [&](const std::string& ending) {
           return written.size() >= ending.size() + kLeastBefore && written.ends_with(ending);
         });
}

absl::Status TimeRules::AddRule(const DataFile& file, const DataLine& line) {
  if (line.columns.size() < 2) return file.Error(line, "a rule is: category, pattern, fields to set if any");
  TimeRule rule;
  rule.result = CategoryOf(line.columns[0]);
  if (line.columns.size() > 2) {
    if (absl::Status s = ParseSets(file, line, line.columns[2], nullptr, &rule.sets, nullptr); !s.ok())
      return s;
  }
  struct Place {
    PatternElement element;
    bool may_miss;
    int zone;  // 0 before, 1 within, 2 after
  };
  std::vector<Place> places;
  int zone = 1;
  size_t may_miss = 0;
  for (std::string& text : SplitAt(line.columns[1], ' ')) {
    if (text == "<") {
      for (Place& place : places) place.zone = 0;
      continue;
    }
    if (text == ">") {
      zone = 2;
      continue;
    }
    const bool optional = text.back() == '?';
    if (optional) text.pop_back();
    may_miss += optional;
    absl::StatusOr<PatternElement> element = ParseElement(file, line, text);
    if (!element.ok()) return element.status();
    places.push_back({*std::move(element), optional, zone});
  }
  if (places.size() > kMaxElements || may_miss > kMaxMissing) {
    return file.Error(line, fmt::format("a pattern has at most {} elements, {} of which may be missing",
                                        kMaxElements, kMaxMissing));
  }
  for (uint32_t missing = 0; missing < (1u << may_miss); ++missing) {
    std::vector<PatternElement> pattern;
    TimeRule expanded = rule;
    uint32_t bit = 0, within = 0;
    for (const Place& place : places) {
      if (place.may_miss && (missing >> bit++ & 1) != 0) continue;
      pattern.push_back(place.element);
      expanded.before += place.zone == 0;
      within += place.zone == 1;
      expanded.after += place.zone == 2;
    }
    if (within == 0) return file.Error(line, "a pattern of nothing but elements that may be missing");
    Insert(pattern, static_cast<uint32_t>(rules_.size()));
    rules_.push_back(std::move(expanded));
  }
  return absl::OkStatus();
}

void TimeRules::Insert(const std::vector<PatternElement>& pattern, uint32_t rule) {
  std::vector<PatternNode>& nodes = stages_.back();
  uint32_t node = 0;
  for (const PatternElement& element : pattern) {
    const auto& next = nodes[node].next;
    const auto known =
        std::find_if(next.begin(), next.end(), [&](const auto& branch) { return branch.first == element; });
    if (known != next.end()) {
      node = known->second;
      continue;
    }
    const auto added = static_cast<uint32_t>(nodes.size());
    nodes[node].next.emplace_back(element, added);
    nodes[node].begins |= element.begins;
    nodes.emplace_back();
    node = added;
  }
  nodes[node].rules.push_back(rule);
}

absl::Status TimeRules::AddRules(const DataFile& file) {
  std::string section;
  std::vector<TimeCategory> found;
  const auto end_stage = [&] {
    for (const TimeCategory category : found) category_defined_[category] = true;
    found.clear();
  };
  const absl::Status faults = file.EachLine([&](const DataLine& line) -> absl::Status {
    if (stages_.empty() || line.section != section) {
      end_stage();
      section = line.section;
      stages_.emplace_back(1);
    }
    found.push_back(CategoryOf(line.columns[0]));
    return AddRule(file, line);
  });
  if (!faults.ok()) return faults;
  for (const std::vector<PatternNode>& stage : stages_) {
    std::vector<std::vector<uint16_t>> branches(category_names_.size());
    for (size_t i = 0; i < stage[0].next.size(); ++i) {
      for (const PatternElement::Choice& choice : stage[0].next[i].first.choices) {
        std::vector<uint16_t>& known = branches[choice.category];
        if (known.empty() || known.back() != i) known.push_back(static_cast<uint16_t>(i));
      }
    }
    first_branches_.push_back(std::move(branches));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<TimeRules>> TimeRules::Load(const std::string& directory) {
  auto rules = std::make_unique<TimeRules>();
  for (const std::string_view name : kBuiltIn) rules->CategoryOf(std::string(name));
  rules->category_defined_.assign(rules->category_defined_.size(), true);
  const absl::StatusOr<DataFile> words = ReadIfThere(directory + "/times/words.tsv");
  if (!words.ok()) return words.status();
  const absl::StatusOr<DataFile> patterns = ReadIfThere(directory + "/times/rules.tsv");
  absl::Status faults = rules->AddWords(*words);
  faults = Joined(faults, patterns.ok() ? rules->AddRules(*patterns) : patterns.status());
  if (!faults.ok()) return faults;
  return rules;
}

}  // namespace isnad::core
