// Entities: the names that mentions have, and whom they mean.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "isnad/v1/analysis.pb.h"
#include "isnad/v1/entity.pb.h"
#include "server/store/query.h"
#include "server/store/sql/session.h"

namespace isnad::store::sql {

// How often names are mentioned, by how much it changes: what a revision says no more counts against what it
// says.
class MentionTally {
 public:
  // Counts a quote's or a claim's mentions `times` times; times is 1 or -1.
  void Count(const v1::Quote& quote, int times);
  void Count(const v1::Claim& claim, int times);

  // Writes the changes. A name that nobody has any more goes, one that is new comes behind all others.
  // Returns the row ids of all names that are still mentioned.
  absl::StatusOr<std::unordered_map<std::string, int64_t>> Apply(const Session& session) const;

 private:
  struct Change {
    std::string key;
    int quotes = 0;
    int claims = 0;
    int mentions = 0;
    std::vector<std::pair<std::string, int>> spellings;  // with their kind, in the order of appearance
    std::map<std::pair<std::string, int>, int> counts;   // how often each is met
  };

  Change* Find(const v1::Mention& mention, int times);
  static absl::StatusOr<int64_t> ApplyOne(const Session& session, const Change& change);
  static absl::Status AddWords(const Session& session, int64_t name, std::string_view words);

  std::vector<Change> changes_;  // in the order of appearance
  std::unordered_map<std::string, size_t> index_;
};

// The row ids of all names of these entities.
absl::StatusOr<std::vector<int64_t>> NameIdsOf(const Session& session,
                                               const std::vector<std::string>& entities);

absl::StatusOr<v1::Entity> GetEntity(const Session& session, std::string_view name);
absl::StatusOr<Page<v1::Entity>> ListEntities(const Session& session, const EntityQuery& query,
                                              const PageRequest& page);
absl::StatusOr<std::vector<std::string>> FindEntities(const Session& session, std::string_view name);

}  // namespace isnad::store::sql
