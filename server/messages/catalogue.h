// The message catalogue: what the server tells people, in their language.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "isnad/v1/finding.pb.h"

namespace isnad::messages {

// The sentences of en.txt and ar.txt: lines `code = pattern`, where a pattern is an ICU message with {0},
// {1}, …. Immutable after Load; thread-safe.
class Catalogue {
 public:
  // NOT_FOUND where the directory or a file is missing; INVALID_ARGUMENT naming file and line for a line
  // without =, a doubled code, a pattern that ICU does not take, or a code that another language lacks.
  static absl::StatusOr<std::unique_ptr<Catalogue>> Load(const std::string& directory);
  ~Catalogue();

  // The sentence for a code in a language (en where the catalogue lacks the language). A code that the
  // catalogue lacks is a plugin's own sentence, and comes back as it is.
  std::string Say(std::string_view code, std::span<const std::string> arguments,
                  std::string_view language) const;
  std::string Say(const v1::Reason& reason, std::string_view language) const;

  // Whether there are sentences in this language.
  bool Has(std::string_view language) const;

 private:
  Catalogue();
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace isnad::messages
