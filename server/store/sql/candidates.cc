#include "server/store/sql/candidates.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "server/store/sql/articles.h"
#include "server/store/sql/counters.h"
#include "server/store/sql/posting_lookup.h"
#include "server/store/sql/scored.h"
#include "server/store/sql/units.h"

namespace isnad::store::sql {
namespace {

constexpr size_t kCommonFeatures = 3;  // that are looked up where every one is too frequent

// A feature of the query, and what is known of it.
struct Wanted {
  uint64_t feature = 0;
  FeatureLookup found;
};

// The units of an article's current revision, none where there is no such article.
absl::StatusOr<UnitRange> UnitsOf(const Session& session, UnitKind kind, std::string_view article) {
  if (article.empty()) return UnitRange{};
  auto current = FindArticle(session, article);
  if (!current.ok()) return current.status();
  if (!current->has_value()) return UnitRange{};
  return kind == UnitKind::kQuote ? (*current)->quotes : (*current)->claims;
}

bool Holds(const UnitRange& range, Posting posting) {
  const auto unit = static_cast<int64_t>(posting / 2);
  return unit >= range.first && unit < range.end;
}

// Of the units of the range, those at hand; a feature with a list too long to be at hand is no rarer without
// them.
int64_t CountIn(const UnitRange& range, const PostingList& list) {
  PostingList own;
  for (const Posting posting : list) {
    if (Holds(range, posting)) own.push_back(posting);
  }
  Settle(own);
  return NetCount(own);
}

void KeepRarest(std::vector<Wanted>& features, size_t count) {
  std::sort(features.begin(), features.end(), [](const Wanted& a, const Wanted& b) {
    return std::tie(a.found.frequency, a.feature) < std::tie(b.found.frequency, b.feature);
  });
  if (features.size() > count) features.resize(count);
}

// The features to look up. Those that no unit has say nothing.
absl::StatusOr<std::vector<Wanted>> ChooseFeatures(PostingLookup& postings, std::vector<uint64_t> features,
                                                   const UnitRange& without) {
  std::sort(features.begin(), features.end());
  features.erase(std::unique(features.begin(), features.end()), features.end());
  std::vector<Wanted> rare;
  std::vector<Wanted> common;
  for (const uint64_t feature : features) {
    auto found = postings.Look(feature);
    if (!found.ok()) return found.status();
    Wanted wanted{feature, *std::move(found)};
    wanted.found.frequency -= CountIn(without, wanted.found.list);
    if (wanted.found.frequency <= 0) continue;
    (wanted.found.frequency <= kMaxDocumentFrequency ? rare : common).push_back(std::move(wanted));
  }
  KeepRarest(rare, kMaxQueryFeatures);
  KeepRarest(common, kCommonFeatures);
  return rare.empty() ? common : rare;
}

absl::StatusOr<std::vector<Scored>> Score(const Session& session, UnitKind kind, PostingLookup& postings,
                                          std::vector<Wanted> features, const UnitRange& without) {
  auto live = ReadCounter(session.db, TableOf(kind).live);
  if (!live.ok()) return live.status();
  const int64_t units = *live - (without.end - without.first);
  absl::flat_hash_map<int64_t, int64_t> scores;
  for (Wanted& wanted : features) {
    if (absl::Status status = postings.Complete(wanted.found); !status.ok()) return status;
    std::erase_if(wanted.found.list, [&](Posting posting) { return Holds(without, posting); });
    const auto frequency = static_cast<int64_t>(wanted.found.list.size());
    if (frequency == 0) continue;
    const int64_t weight = InverseFrequency(std::max(units, frequency), frequency);
    for (const Posting posting : wanted.found.list) scores[posting / 2] += weight;
  }
  std::vector<Scored> scored;
  scored.reserve(scores.size());
  for (const auto& [unit, score] : scores) scored.push_back({unit, score});
  return scored;
}

}  // namespace

absl::StatusOr<std::vector<Candidate>> FindCandidates(const Session& session, UnitKind kind,
                                                      std::span<const uint64_t> features, int limit,
                                                      std::string_view except) {
  if (limit <= 0) return std::vector<Candidate>();
  auto postings = PostingLookup::Of(session, PostingsOf(kind));
  if (!postings.ok()) return postings.status();
  auto without = UnitsOf(session, kind, except);
  if (!without.ok()) return without.status();
  auto chosen = ChooseFeatures(*postings, {features.begin(), features.end()}, *without);
  if (!chosen.ok()) return chosen.status();
  auto scored = Score(session, kind, *postings, *std::move(chosen), *without);
  if (!scored.ok()) return scored.status();
  KeepBest(*scored, static_cast<size_t>(limit));
  std::vector<Candidate> candidates;
  for (const Scored& entry : *scored) {
    auto name = UnitName(session, kind, entry.unit);
    if (!name.ok()) return name.status();
    candidates.push_back({*std::move(name), entry.score});
  }
  Rank(candidates, static_cast<size_t>(limit));
  return candidates;
}

}  // namespace isnad::store::sql
