// A pack: a language as data. Every step has its own files and its own part of it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "plugins/core/memo.h"
#include "plugins/core/reading.h"

namespace isnad::core {

class TimeRules;         // times.h: times/*.tsv
class NumberRules;       // numbers.h: numbers/*.tsv
class AttributionRules;  // attribution.h: attribution/*.tsv
class BoilerplateRules;  // boilerplate.h: boilerplate.tsv

// Everything that the engine knows of one language. Immutable after Load; shared by all instances and
// threads.
//
// A pack's folder holds LANGUAGE.plugin.json, clitics.tsv, elisions.tsv, paradigms.tsv, lexicon/*.tsv,
// boilerplate.tsv and the folders of the steps; what is missing is empty.
struct Pack {
  // Errors tell all that is wrong in all files, a line of the message each: file, line, what. What hangs on a
  // file with faults, as the lexicon does on the paradigms, is looked at once that is mended.
  // What all languages share lies in the engine's folder, which is looked for beside the pack if not given.
  static absl::StatusOr<std::shared_ptr<const Pack>> Load(const std::string& directory,
                                                          const std::string& engine_directory = "");
  Pack();
  ~Pack();

  // What it holds, for people: a line for each file below `directory`, which it was loaded from.
  std::vector<std::string> Holdings(const std::string& directory) const;

  std::unique_ptr<Lexicon> lexicon;
  std::unique_ptr<TimeRules> times;
  std::unique_ptr<NumberRules> numbers;
  std::unique_ptr<AttributionRules> attribution;
  std::unique_ptr<ClaimRules> claims;
  std::unique_ptr<BoilerplateRules> boilerplate;
};

// All steps, one after the other: words, boilerplate, numbers and times, quotes, claims, findings. `input`
// and `memo` must outlive the reading; `memo` is trimmed first, so that readings of earlier articles are
// gone. Linear.
Reading ReadArticle(const Pack& pack, const isnad_input& input, Memo& memo);

}  // namespace isnad::core
