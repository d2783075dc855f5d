#include "plugins/core/paradigms.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace isnad::core {
namespace {

std::optional<uint32_t> FeatureOf(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, uint32_t>, 15> kFeatures = {
      {{"perfect", kPerfect},
       {"imperfect", kImperfect},
       {"imperative", kImperative},
       {"participle", kParticiple},
       {"masdar", kMasdar},
       {"passive", kPassive},
       {"masculine", kMasculine},
       {"feminine", kFeminine},
       {"singular", kSingular},
       {"dual", kDual},
       {"plural", kPlural},
       {"first", kFirstPerson},
       {"second", kSecondPerson},
       {"third", kThirdPerson},
       {"accusative", kAccusative}}};
  for (const auto& [known, feature] : kFeatures) {
    if (known == name) return feature;
  }
  return std::nullopt;
}

std::vector<std::string> WordsOf(std::string_view column) {
  std::vector<std::string> words;
  while (!column.empty()) {
    const size_t end = column.find(' ');
    if (end != 0) words.emplace_back(column.substr(0, end));
    column.remove_prefix(end == std::string_view::npos ? column.size() : end + 1);
  }
  return words;
}

std::vector<std::string> RadicalsOf(std::string_view root, bool whole) {
  std::vector<std::string> radicals;
  if (root.find('-') != std::string_view::npos) {
    std::string part;
    for (const char c : root) {
      if (c == '-') {
        radicals.push_back(std::exchange(part, {}));
      } else {
        part += c;
      }
    }
    radicals.push_back(std::move(part));
    return radicals;
  }
  if (whole) return {std::string(root)};
  for (const char c : root) {
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) radicals.emplace_back();
    if (!radicals.empty()) radicals.back() += c;
  }
  return radicals;
}

bool IsRadical(char c) { return c >= '1' && c <= '4'; }

}  // namespace

absl::StatusOr<Paradigms> Paradigms::From(const DataFile& file) {
  Paradigms paradigms;
  const absl::Status read = file.EachLine([&](const DataLine& line) -> absl::Status {
    if (line.section.empty()) return file.Error(line, "a template stands before the first [paradigm]");
    auto& into = paradigms.templates_[line.section];
    const std::string& pattern = line.columns[0];
    if (pattern.starts_with('=')) {
      const auto other = paradigms.templates_.find(pattern.substr(1));
      if (other == paradigms.templates_.end())
        return file.Error(line, "unknown paradigm: " + pattern.substr(1));
      const auto lines = other->second;
      into.insert(into.end(), lines.begin(), lines.end());
      return absl::OkStatus();
    }
    uint32_t features = 0;
    const std::vector<Template>* inflection = nullptr;
    for (const std::string& word :
         line.columns.size() > 1 ? WordsOf(line.columns[1]) : std::vector<std::string>{}) {
      if (word.starts_with('+')) {
        const auto found = paradigms.templates_.find(word);
        if (found == paradigms.templates_.end()) return file.Error(line, "unknown inflection: " + word);
        inflection = &found->second;
      } else if (const auto feature = FeatureOf(word)) {
        features |= *feature;
      } else {
        return file.Error(line, "unknown feature: " + word);
      }
    }
    if (inflection == nullptr) {
      into.push_back({pattern, features});
      return absl::OkStatus();
    }
    for (const Template& ending : std::vector<Template>(*inflection)) {
      std::string form = ending.pattern;
      const size_t star = form.find('*');
      if (star == std::string::npos) return file.Error(line, "an inflection without *: " + form);
      into.push_back({form.replace(star, 1, pattern), features | ending.features});
    }
    return absl::OkStatus();
  });
  if (!read.ok()) return read;
  return paradigms;
}

absl::Status Paradigms::Inflect(std::string_view paradigm, std::string_view root,
                                const std::function<void(const std::string&, uint32_t)>& form) const {
  const auto found = templates_.find(paradigm);
  if (found == templates_.end()) {
    return absl::InvalidArgumentError("unknown paradigm: " + std::string(paradigm));
  }
  const auto wants_two = [](const Template& t) {
    return t.pattern.find('2') != std::string::npos || t.pattern.find('3') != std::string::npos;
  };
  const bool whole = std::none_of(found->second.begin(), found->second.end(), wants_two);
  const std::vector<std::string> radicals = RadicalsOf(root, whole);
  for (const Template& one : found->second) {
    std::string word;
    for (const char c : one.pattern) {
      if (!IsRadical(c)) {
        word += c;
        continue;
      }
      const auto n = static_cast<size_t>(c - '1');
      if (n >= radicals.size()) {
        return absl::InvalidArgumentError("the root " + std::string(root) + " has no radical " + c +
                                          ", which " + std::string(paradigm) + " wants");
      }
      word += radicals[n];
    }
    form(std::move(word), one.features);
  }
  return absl::OkStatus();
}

}  // namespace isnad::core
