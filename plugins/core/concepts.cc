#include "plugins/core/concepts.h"

#include <algorithm>
#include <optional>

namespace isnad::core {
namespace {

std::vector<std::string> Names(const std::string& column) {
  std::vector<std::string> names;
  size_t begin = 0;
  while (column != "-" && begin <= column.size()) {
    const size_t end = std::min(column.find(',', begin), column.size());
    if (end > begin) names.push_back(column.substr(begin, end - begin));
    begin = end + 1;
  }
  return names;
}

std::optional<ConceptClass> ClassOf(std::string_view name) {
  if (name == "event") return ConceptClass::kEvent;
  if (name == "thing") return ConceptClass::kThing;
  if (name == "common") return ConceptClass::kCommon;
  if (name == "scope") return ConceptClass::kScope;
  if (name == "weak") return ConceptClass::kWeak;
  if (name == "light") return ConceptClass::kLight;
  return std::nullopt;
}

void AddOnce(std::vector<std::string>& list, const std::string& item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

}  // namespace

absl::StatusOr<Concepts> Concepts::From(const DataFile& file) {
  Concepts inventory;
  const absl::Status read = file.EachLine([&](const DataLine& line) -> absl::Status {
    if (line.columns.size() != 4) return file.Error(line, "want name, class, opposites and what it entails");
    const auto kind = ClassOf(line.columns[1]);
    if (!kind)
      return file.Error(line, "want event, thing, common, scope, weak or light, not " + line.columns[1]);
    Concept made;
    made.key = "c:" + line.columns[0];
    made.kind = *kind;
    const int index = static_cast<int>(inventory.concepts_.size());
    if (!inventory.by_name_.emplace(line.columns[0], index).second) {
      return file.Error(line, "entered twice: " + line.columns[0]);
    }
    inventory.concepts_.push_back(std::move(made));
    return absl::OkStatus();
  });
  if (!read.ok()) return read;
  const absl::Status tied = file.EachLine([&](const DataLine& line) -> absl::Status {
    Concept& own = inventory.concepts_[inventory.Find(line.columns[0])];
    for (const std::string& name : Names(line.columns[2])) {
      const int other = inventory.Find(name);
      if (other < 0) return file.Error(line, "no such concept: " + name);
      AddOnce(own.opposites, "c:" + name);
      AddOnce(inventory.concepts_[other].opposites, own.key);
    }
    for (const std::string& name : Names(line.columns[3])) {
      const int other = inventory.Find(name);
      if (other < 0) return file.Error(line, "no such concept: " + name);
      own.entails.push_back(other);
    }
    return absl::OkStatus();
  });
  if (!tied.ok()) return tied;
  for (size_t i = 0; i < inventory.concepts_.size(); ++i) {
    inventory.with_entailed_.push_back(inventory.Closure(static_cast<int>(i)));
  }
  return inventory;
}

int Concepts::Find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? -1 : found->second;
}

std::vector<int> Concepts::Closure(int index) const {
  std::vector<int> all = {index};
  for (size_t i = 0; i < all.size(); ++i) {
    for (const int entailed : concepts_[all[i]].entails) {
      if (std::find(all.begin(), all.end(), entailed) == all.end()) all.push_back(entailed);
    }
  }
  return all;
}

}  // namespace isnad::core
