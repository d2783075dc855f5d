// Speakers: whether the one who is named for a quote is the one who said it.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "isnad/v1/article.pb.h"
#include "isnad/v1/quote.pb.h"
#include "server/entity/aliases.h"
#include "server/store/store.h"

namespace isnad::verify {

enum class Agreement { kUnknown, kSame, kDifferent };

// Compares one given name with the speakers of stored quotes. Who accuses must be sure, so that a given name
// counts as the speaker's where one of these holds:
// - it means the speaker's entity, by the operator's aliases or by what the store knows;
// - all words of it stand in one of the speaker's names, or all words of such a name in it: a family name
// alone, a name
//   with a title, a name with one more given name;
// - the article writes it side by side with the speaker's name, as it does with an office: 'the governor,
// Hala Amin';
// - the article's only name for the speaker is one word, such as an office, that it also writes before the
// given name:
//   'the minister' where it has 'trade minister Hala Amin';
// - it is a person through whom the quote came, such as a spokesperson.
// Not thread-safe; the referents must outlive it.
class SpeakerMatcher {
 public:
  // `name` may be empty: then nothing is known of anybody.
  static absl::StatusOr<SpeakerMatcher> For(std::string_view name, const entity::Aliases& aliases,
                                            store::Reader& reader);

  // Unknown where no name is given or the article doesn't tell who spoke.
  absl::StatusOr<Agreement> Compare(const v1::Quote& quote);

  // Whether a text names the one who was given: all words of the name, or the last of them.
  bool NamedIn(std::string_view text) const;

 private:
  explicit SpeakerMatcher(store::Reader& reader) : reader_(&reader) {}

  // All names of a mention that are known, as words.
  absl::StatusOr<std::vector<std::vector<std::string>>> NamesOf(const v1::Mention& mention) const;
  absl::StatusOr<bool> IsMeant(const v1::Mention& mention) const;
  bool IsDescribedBy(const std::vector<std::vector<std::string>>& names, std::string_view text) const;
  bool StandsBeside(const std::vector<std::vector<std::string>>& names, std::string_view text) const;

  store::Reader* reader_;
  std::vector<std::string> words_;
  std::set<std::string> entities_;
};

}  // namespace isnad::verify
