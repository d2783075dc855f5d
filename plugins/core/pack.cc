#include "plugins/core/pack.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string_view>
#include <system_error>
#include <utility>

#include "plugins/core/attribution.h"
#include "plugins/core/boilerplate.h"
#include "plugins/core/data_file.h"
#include "plugins/core/findings.h"
#include "plugins/core/numbers.h"
#include "plugins/core/times.h"

namespace isnad::core {
namespace {

// The files of a pack, beside all tables in lexicon/.
constexpr std::string_view kFiles[] = {
    "clitics.tsv",           "elisions.tsv",      "paradigms.tsv",      "boilerplate.tsv",
    "concepts.tsv",          "numbers/words.tsv", "numbers/units.tsv",  "numbers/modifiers.tsv",
    "times/words.tsv",       "times/rules.tsv",   "claims/words.tsv",   "claims/affixes.tsv",
    "claims/stop.tsv",       "claims/marks.tsv",  "claims/clauses.tsv", "attribution/grammar.tsv",
    "attribution/shapes.tsv"};

bool IsRead(const std::filesystem::path& file) {
  return file.parent_path() == "lexicon" ||
         std::find(std::begin(kFiles), std::end(kFiles), file.string()) != std::end(kFiles);
}

// What was loaded, or nothing, and its faults behind those of others.
template <class Rules>
std::unique_ptr<Rules> Keep(absl::StatusOr<std::unique_ptr<Rules>> loaded, absl::Status& faults) {
  faults = Joined(faults, loaded.status());
  return loaded.ok() ? std::move(*loaded) : nullptr;
}

absl::Status LoadInto(const std::string& directory, const std::string& engine_directory, Pack& pack) {
  absl::Status faults;
  pack.lexicon = Keep(Lexicon::Load(directory), faults);
  pack.numbers = Keep(NumberRules::Load(directory), faults);
  pack.times = Keep(TimeRules::Load(directory), faults);
  const Lexicon none;
  pack.attribution = Keep(AttributionRules::Load(directory, pack.lexicon ? *pack.lexicon : none), faults);
  pack.claims = Keep(ClaimRules::Load(directory, engine_directory), faults);
  pack.boilerplate = Keep(BoilerplateRules::Load(directory), faults);
  return faults;
}

}  // namespace

Pack::Pack() = default;
Pack::~Pack() = default;

absl::StatusOr<std::shared_ptr<const Pack>> Pack::Load(const std::string& directory,
                                                       const std::string& engine_directory) {
  std::error_code error;
  if (!std::filesystem::is_directory(directory, error)) {
    return absl::NotFoundError("there is no folder " + directory + "; name the folder of a language pack");
  }
  auto pack = std::make_shared<Pack>();
  if (absl::Status status = LoadInto(directory, engine_directory, *pack); !status.ok()) return status;
  return pack;
}

std::vector<std::string> Pack::Holdings(const std::string& directory) const {
  namespace fs = std::filesystem;
  std::vector<std::string> lines;
  std::error_code error;
  for (fs::recursive_directory_iterator it(directory, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() != ".tsv") continue;
    const fs::path name = fs::relative(it->path(), directory, error);
    const absl::StatusOr<DataFile> file = ReadDataFile(it->path().string());
    if (!IsRead(name)) {
      lines.push_back(fmt::format("{}: read by nothing; is its name misspelt?", name.string()));
    } else if (file.ok()) {
      lines.push_back(fmt::format("{}: {} entries", name.string(), file->lines.size()));
    }
  }
  std::sort(lines.begin(), lines.end());
  lines.push_back(fmt::format("words of the lexicon, with all their forms: {}", lexicon->forms()));
  return lines;
}

Reading ReadArticle(const Pack& pack, const isnad_input& input, Memo& memo) {
  memo.Trim();
  Reading reading = ReadingOf(input, *pack.lexicon, memo.words);
  FindBoilerplate(*pack.boilerplate, memo.boilerplate, reading);
  FindQuantities(*pack.numbers, memo, reading);
  FindTimes(*pack.times, *pack.numbers, memo, reading);
  FindQuotes(*pack.attribution, *pack.lexicon, memo, reading);
  FindClaims(*pack.claims, *pack.lexicon, memo.claims, reading);
  FindFaults(reading);
  return reading;
}

}  // namespace isnad::core
