#include "server/store/sqlite/candidates.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "server/store/sqlite/articles.h"
#include "server/store/sqlite/counters.h"
#include "server/store/sqlite/lookup_cache.h"
#include "server/store/sqlite/posting_buffer.h"
#include "server/store/sqlite/posting_runs.h"
#include "server/store/sqlite/units.h"

namespace isnad::store::sqlite {
namespace {

constexpr size_t kCommonFeatures = 3;  // that are looked up where every one is too frequent

// A feature of the query, and what is known of it.
struct Wanted {
  uint64_t feature = 0;
  FeatureLookup found;
};

struct Scored {
  int64_t unit = 0;
  int64_t score = 0;
};

// Adds what the session has not written yet.
void AddPending(const Session& session, UnitKind kind, Wanted& wanted) {
  const PostingList* list =
      session.pending == nullptr ? nullptr : session.pending->Find(kind, wanted.feature);
  if (list == nullptr) return;
  wanted.found.frequency += NetCount(*list);
  wanted.found.list.insert(wanted.found.list.end(), list->begin(), list->end());
}

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

absl::StatusOr<FeatureLookup> Look(const Session& session, UnitKind kind, RunReader& runs, int64_t feature) {
  if (session.lookups == nullptr) return runs.Look(feature);
  if (const FeatureLookup* known = session.lookups->Find(kind, feature)) return *known;
  auto found = runs.Look(feature);
  if (found.ok()) session.lookups->Keep(kind, feature, *found);
  return found;
}

// The features to look up. Those that no unit has say nothing.
absl::StatusOr<std::vector<Wanted>> ChooseFeatures(const Session& session, UnitKind kind, RunReader& runs,
                                                   std::vector<uint64_t> features, const UnitRange& without) {
  std::sort(features.begin(), features.end());
  features.erase(std::unique(features.begin(), features.end()), features.end());
  std::vector<Wanted> rare;
  std::vector<Wanted> common;
  for (const uint64_t feature : features) {
    auto found = Look(session, kind, runs, static_cast<int64_t>(feature));
    if (!found.ok()) return found.status();
    Wanted wanted{feature, *std::move(found)};
    AddPending(session, kind, wanted);
    wanted.found.frequency -= CountIn(without, wanted.found.list);
    if (wanted.found.frequency <= 0) continue;
    (wanted.found.frequency <= kMaxDocumentFrequency ? rare : common).push_back(std::move(wanted));
  }
  KeepRarest(rare, kMaxQueryFeatures);
  KeepRarest(common, kCommonFeatures);
  return rare.empty() ? common : rare;
}

absl::StatusOr<std::vector<Scored>> Score(const Session& session, UnitKind kind, RunReader& runs,
                                          std::vector<Wanted> features, const UnitRange& without) {
  auto live = ReadCounter(session.db, TableOf(kind).live);
  if (!live.ok()) return live.status();
  const int64_t units = *live - (without.end - without.first);
  absl::flat_hash_map<int64_t, int64_t> scores;
  for (Wanted& wanted : features) {
    if (absl::Status status = runs.ReadLongLists(wanted.found); !status.ok()) return status;
    Settle(wanted.found.list);
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

// Keeps the `limit` best and those that tie with the last of them, in no order.
void KeepBest(std::vector<Scored>& scored, size_t limit) {
  if (scored.size() <= limit) return;
  const auto last = scored.begin() + static_cast<ptrdiff_t>(limit - 1);
  std::nth_element(scored.begin(), last, scored.end(),
                   [](const Scored& a, const Scored& b) { return a.score > b.score; });
  const int64_t least = last->score;
  std::erase_if(scored, [least](const Scored& entry) { return entry.score < least; });
}

}  // namespace

// log2 digit by digit: squaring a number in [1, 2) doubles its logarithm, so what exceeds 2 is the next
// binary digit.
int64_t InverseFrequency(int64_t units, int64_t frequency) {
  __extension__ using Wide = unsigned __int128;
  const auto numerator = static_cast<uint64_t>(units) + 1;
  const auto denominator = static_cast<uint64_t>(frequency);
  int64_t whole = 0;
  while ((Wide{denominator} << (whole + 1)) <= numerator) ++whole;
  constexpr int kFraction = 62;  // bits behind the point of `ratio`, which is in [1, 2)
  auto ratio = static_cast<uint64_t>((Wide{numerator} << kFraction) / (Wide{denominator} << whole));
  int64_t result = whole;
  for (int digit = 0; digit < 10; ++digit) {
    const Wide square = (Wide{ratio} * ratio) >> kFraction;
    const bool one = square >= (Wide{2} << kFraction);
    ratio = static_cast<uint64_t>(one ? square >> 1 : square);
    result = result * 2 + (one ? 1 : 0);
  }
  return result;
}

absl::StatusOr<std::vector<Candidate>> FindCandidates(const Session& session, UnitKind kind,
                                                      std::span<const uint64_t> features, int limit,
                                                      std::string_view except) {
  if (limit <= 0) return std::vector<Candidate>();
  auto runs = RunReader::Of(session.db, kind);
  if (!runs.ok()) return runs.status();
  if (session.lookups != nullptr) session.lookups->Match(kind, runs->runs());
  auto without = UnitsOf(session, kind, except);
  if (!without.ok()) return without.status();
  auto chosen = ChooseFeatures(session, kind, *runs, {features.begin(), features.end()}, *without);
  if (!chosen.ok()) return chosen.status();
  auto scored = Score(session, kind, *runs, *std::move(chosen), *without);
  if (!scored.ok()) return scored.status();
  KeepBest(*scored, static_cast<size_t>(limit));
  std::vector<Candidate> candidates;
  for (const Scored& entry : *scored) {
    auto name = UnitName(session, kind, entry.unit);
    if (!name.ok()) return name.status();
    candidates.push_back({*std::move(name), entry.score});
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.score != b.score ? a.score > b.score : a.name < b.name;
  });
  if (candidates.size() > static_cast<size_t>(limit)) candidates.resize(static_cast<size_t>(limit));
  return candidates;
}

}  // namespace isnad::store::sqlite
