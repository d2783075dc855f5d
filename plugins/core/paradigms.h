// Paradigms: how the forms of a word are made. The format is told in morphology.h.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "plugins/core/data_file.h"
#include "plugins/core/morphology.h"

namespace isnad::core {

// All paradigms of a language, with their inflections written out.
class Paradigms {
 public:
  static absl::StatusOr<Paradigms> From(const DataFile& file);

  bool Has(std::string_view name) const { return templates_.find(name) != templates_.end(); }

  // Calls `form` with each form of a root, not folded, and its features. The error is a sentence without a
  // place: a template wants a radical that the root lacks.
  absl::Status Inflect(std::string_view paradigm, std::string_view root,
                       const std::function<void(const std::string& form, uint32_t features)>& form) const;

 private:
  struct Template {
    std::string pattern;
    uint32_t features = 0;
  };
  WordMap<std::vector<Template>> templates_;
};

}  // namespace isnad::core
