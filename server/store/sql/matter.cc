#include "server/store/sql/matter.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "server/store/sql/articles.h"
#include "server/store/sql/counters.h"
#include "server/store/sql/features.h"
#include "server/store/sql/posting_lookup.h"
#include "server/store/sql/scored.h"
#include "server/store/sql/units.h"

namespace isnad::store::sql {
namespace {

// What an article shares with a matter. There is one for each article of the store, so it is small.
struct Shared {
  int32_t topics = 0;
  int32_t score = 0;
};

// What each article shares, by sequence number. `except` is one, 0 for none.
absl::StatusOr<std::vector<Shared>> ShareOfEach(const Session& session, const Matter& matter,
                                                int64_t except) {
  auto postings = PostingLookup::Of(session, PostingKind::kTopic);
  if (!postings.ok()) return postings.status();
  auto articles = ReadCounter(session.db, kLiveArticles);
  if (!articles.ok()) return articles.status();
  auto last = ReadCounter(session.db, kSequenceCounter);
  if (!last.ok()) return last.status();
  const int64_t units = *articles - (except == 0 ? 0 : 1);
  std::vector<Shared> shared(static_cast<size_t>(*last) + 1);
  for (const uint64_t topic : matter.topics) {
    auto found = postings->Look(topic);
    if (!found.ok()) return found.status();
    if (absl::Status status = postings->Complete(*found); !status.ok()) return status;
    std::erase(found->list, Adds(except));
    const auto frequency = static_cast<int64_t>(found->list.size());
    if (frequency == 0) continue;
    const auto weight = static_cast<int32_t>(InverseFrequency(std::max(units, frequency), frequency));
    for (const Posting posting : found->list) {
      const auto seq = static_cast<size_t>(posting / 2);
      if (seq >= shared.size()) {
        return absl::DataLossError(
            fmt::format("{}: the topics of revision {}, which was never stored", session.db.path(), seq));
      }
      Shared& of_article = shared[seq];
      ++of_article.topics;
      of_article.score += weight;
    }
  }
  return shared;
}

// The sequence numbers of a matter's articles, those that share most first.
absl::StatusOr<std::vector<int64_t>> FindMembers(const Session& session, const Matter& matter,
                                                 int64_t except) {
  auto shared = ShareOfEach(session, matter, except);
  if (!shared.ok()) return shared.status();
  const auto of = [&](int64_t seq) { return (*shared)[static_cast<size_t>(seq)]; };
  std::vector<int64_t> members;
  for (int64_t seq = 1; seq < static_cast<int64_t>(shared->size()); ++seq) {
    if (of(seq).topics >= std::max(matter.least, 1)) members.push_back(seq);
  }
  std::sort(members.begin(), members.end(), [&](int64_t a, int64_t b) {
    return of(a).score != of(b).score ? of(a).score > of(b).score : a > b;
  });
  if (members.size() > static_cast<size_t>(matter.articles))
    members.resize(static_cast<size_t>(matter.articles));
  return members;
}

// Searches the claims of a matter's articles for what they share with some queries.
class ClaimSearch {
 public:
  ClaimSearch(const Session& session, std::span<const std::vector<uint64_t>> queries)
      : session_(session), queries_(queries.size()) {
    for (size_t query = 0; query < queries.size(); ++query) {
      for (const uint64_t feature : queries[query]) {
        std::vector<size_t>& wanting = wanted_[feature].queries;
        if (wanting.empty() || wanting.back() != query) wanting.push_back(query);
      }
    }
  }

  // Reads the claims of an article.
  absl::Status Read(int64_t seq) {
    int number = 0;
    return ReadFeatures(session_, PostingKind::kClaim, seq, [&](std::span<const uint64_t> features) {
      for (const uint64_t feature : features) {
        const auto found = wanted_.find(feature);
        if (found != wanted_.end()) found->second.claims.push_back(claims_.size());
      }
      claims_.push_back({seq, ++number});
    });
  }

  // The `limit` best claims for each query, of those read.
  absl::StatusOr<std::vector<std::vector<Candidate>>> Best(size_t limit) {
    std::vector<std::vector<Candidate>> best;
    for (std::vector<Scored>& scored : Score()) {
      KeepBest(scored, limit);
      std::vector<Candidate>& candidates = best.emplace_back();
      for (const Scored& entry : scored) {
        auto name = Name(claims_[static_cast<size_t>(entry.unit)]);
        if (!name.ok()) return name.status();
        candidates.push_back({*std::move(name), entry.score});
      }
      Rank(candidates, limit);
    }
    return best;
  }

 private:
  struct Claim {
    int64_t seq = 0;
    int number = 0;  // in its article, from 1
  };
  struct Wanted {
    std::vector<size_t> queries;
    std::vector<size_t> claims;
  };

  // For each query the claims that share anything with it, as their places in claims_.
  std::vector<std::vector<Scored>> Score() const {
    constexpr int64_t kNothing = -1;
    std::vector<std::vector<int64_t>> scores(queries_, std::vector<int64_t>(claims_.size(), kNothing));
    for (const auto& [feature, wanted] : wanted_) {
      if (wanted.claims.empty()) continue;
      const int64_t weight =
          InverseFrequency(static_cast<int64_t>(claims_.size()), static_cast<int64_t>(wanted.claims.size()));
      for (const size_t query : wanted.queries) {
        for (const size_t claim : wanted.claims) {
          int64_t& score = scores[query][claim];
          score = std::max<int64_t>(score, 0) + weight;
        }
      }
    }
    std::vector<std::vector<Scored>> scored(queries_);
    for (size_t query = 0; query < queries_; ++query) {
      for (size_t claim = 0; claim < claims_.size(); ++claim) {
        const int64_t score = scores[query][claim];
        if (score != kNothing) scored[query].push_back({static_cast<int64_t>(claim), score});
      }
    }
    return scored;
  }

  absl::StatusOr<std::string> Name(const Claim& claim) {
    std::string& article = articles_[claim.seq];
    if (article.empty()) {
      auto name = ArticleOf(session_, claim.seq);
      if (!name.ok()) return name.status();
      article = *std::move(name);
    }
    return fmt::format("{}/{}/{}", article, TableOf(UnitKind::kClaim).segment, claim.number);
  }

  const Session& session_;
  size_t queries_;
  std::vector<Claim> claims_;
  absl::flat_hash_map<uint64_t, Wanted> wanted_;
  absl::flat_hash_map<int64_t, std::string> articles_;
};

}  // namespace

absl::StatusOr<std::vector<std::vector<Candidate>>> FindInMatter(
    const Session& session, const Matter& matter, std::span<const std::vector<uint64_t>> queries, int limit,
    std::string_view except) {
  std::vector<std::vector<Candidate>> nothing(queries.size());
  if (limit <= 0 || matter.articles <= 0) return nothing;
  auto without = FindArticle(session, except);
  if (!without.ok()) return without.status();
  auto members = FindMembers(session, matter, without->value_or(CurrentRevision{}).seq);
  if (!members.ok()) return members.status();
  if (members->empty()) return nothing;
  ClaimSearch search(session, queries);
  for (const int64_t member : *members) {
    if (absl::Status status = search.Read(member); !status.ok()) return status;
  }
  return search.Best(static_cast<size_t>(limit));
}

}  // namespace isnad::store::sql
