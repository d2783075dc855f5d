// Concepts: what words of any language mean alike, what they exclude and what they imply.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "plugins/core/data_file.h"
#include "plugins/core/morphology.h"

namespace isnad::core {

// What a concept does in a claim.
enum class ConceptClass {
  kEvent,   // happens or holds: open, arrive
  kThing,   // takes part: road, wheat
  kCommon,  // takes part in articles of every kind, and so tells no topic: person, minister
  kScope,   // bounds the statement: only, first, so far
  kWeak,    // carries the statement without saying much itself: be, reach, say
  kLight,   // so does a light verb, whose statement is the event behind it: carry out, cause
};

struct Concept {
  std::string key;  // c:open
  ConceptClass kind = ConceptClass::kEvent;
  std::vector<std::string> opposites;  // keys that can't hold of the same thing at once
  std::vector<int> entails;            // what it also says: who trains somebody supports them
};

// The inventory that all languages share. A line of its file is
//   NAME  event|thing|common|scope|weak|light  OPPOSITE,…  ENTAILED,…     with - for none
// Opposition goes both ways and is written once; entailment is transitive. Immutable after loading.
class Concepts {
 public:
  // INVALID_ARGUMENT naming the line for an unknown class, a doubled name or a name that no line defines.
  static absl::StatusOr<Concepts> From(const DataFile& file);

  // The index of a concept by its name ('open'), -1 where there is none.
  int Find(std::string_view name) const;
  const Concept& at(int index) const { return concepts_[index]; }

  // `index` and all that it entails, each once, itself first.
  const std::vector<int>& WithEntailed(int index) const { return with_entailed_[index]; }

 private:
  std::vector<int> Closure(int index) const;

  std::vector<Concept> concepts_;
  std::vector<std::vector<int>> with_entailed_;
  WordMap<int> by_name_;
};

}  // namespace isnad::core
