#include "plugins/core/pack.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "plugins/core/attribution.h"
#include "plugins/core/boilerplate.h"
#include "plugins/core/findings.h"
#include "plugins/core/numbers.h"
#include "plugins/core/times.h"

namespace isnad::core {
namespace {

template <class Rules>
absl::Status Keep(absl::StatusOr<std::unique_ptr<Rules>> loaded, std::unique_ptr<Rules>& into) {
  if (!loaded.ok()) return loaded.status();
  into = std::move(*loaded);
  return absl::OkStatus();
}

absl::Status LoadInto(const std::string& directory, Pack& pack) {
  absl::Status status = Keep(Lexicon::Load(directory), pack.lexicon);
  if (status.ok()) status = Keep(NumberRules::Load(directory), pack.numbers);
  if (status.ok()) status = Keep(TimeRules::Load(directory), pack.times);
  if (status.ok()) status = Keep(AttributionRules::Load(directory, *pack.lexicon), pack.attribution);
  if (status.ok()) status = Keep(ClaimRules::Load(directory), pack.claims);
  if (status.ok()) status = Keep(BoilerplateRules::Load(directory), pack.boilerplate);
  return status;
}

}  // namespace

Pack::Pack() = default;
Pack::~Pack() = default;

absl::StatusOr<std::shared_ptr<const Pack>> Pack::Load(const std::string& directory) {
  std::error_code error;
  if (!std::filesystem::is_directory(directory, error)) {
    return absl::NotFoundError("there is no folder " + directory + "; name the folder of a language pack");
  }
  auto pack = std::make_shared<Pack>();
  if (absl::Status status = LoadInto(directory, *pack); !status.ok()) return status;
  return pack;
}

Reading ReadArticle(const Pack& pack, const isnad_input& input, Memo& memo) {
  if (memo.words.Trim()) memo.claims.Clear();
  Reading reading = ReadingOf(input, *pack.lexicon, memo.words);
  FindBoilerplate(*pack.boilerplate, reading);
  FindQuantities(*pack.numbers, *pack.lexicon, reading);
  FindTimes(*pack.times, *pack.numbers, *pack.lexicon, reading);
  FindQuotes(*pack.attribution, *pack.lexicon, reading);
  FindClaims(*pack.claims, *pack.lexicon, memo.claims, reading);
  FindFaults(reading);
  return reading;
}

}  // namespace isnad::core
