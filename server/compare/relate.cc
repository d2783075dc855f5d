#include "server/compare/relate.h"

#include <algorithm>
#include <string>
#include <utility>

#include "server/compare/features.h"
#include "server/compare/judging.h"
#include "server/compare/numbers_told.h"
#include "server/compare/stored_claims.h"

namespace isnad::compare {
namespace {

constexpr int kArticles = 24;    // of one matter: more than tell of one event, fewer than of a long war
constexpr int kCandidates = 24;  // of each claim

void Keep(const View& a, const View& b, const Judgement& judgement, std::vector<v1::Relation>& relations) {
  if (judgement.verdict == v1::RELATION_VERDICT_UNSPECIFIED) return;
  relations.push_back(MakeRelation(*a.claim, *b.claim, judgement));
}

}  // namespace

absl::StatusOr<std::vector<std::vector<store::Candidate>>> FindCandidates(
    const std::string& article, std::vector<uint64_t> topic_features,
    std::span<const std::vector<uint64_t>> claim_features, int limit, store::Reader& reader) {
  const store::Matter matter{
      .topics = std::move(topic_features), .least = kLeastTopicFeatures, .articles = kArticles};
  return reader.FindInMatter(matter, claim_features, limit, article);
}

absl::StatusOr<std::vector<v1::Relation>> Relate(const store::AnalyzedArticle& article,
                                                 const Judging& judging, store::Reader& reader) {
  const v1::Analysis& analysis = article.analysis;
  const std::vector<Taken> own(analysis.claims().begin(), analysis.claims().end());
  const auto candidates = FindCandidates(analysis.article().name(), article.topic_features,
                                         article.claim_features, kCandidates, reader);
  if (!candidates.ok()) return candidates.status();
  std::vector<v1::Relation> relations;
  StoredClaims stored(reader);
  NumbersTold numbers(reader);
  for (size_t i = 0; i < own.size(); ++i) {
    const View& mine = own[i].view;
    for (size_t k = i + 1; k < own.size(); ++k) {
      if (!own[i].MayMeet(own[k])) continue;
      const absl::StatusOr<Judgement> judgement = JudgeInCorpus(judging, mine, own[k].view, numbers);
      if (!judgement.ok()) return judgement.status();
      Keep(mine, own[k].view, *judgement, relations);
    }
    for (const store::Candidate& candidate : (*candidates)[i]) {
      const absl::StatusOr<const Taken*> other = stored.Get(candidate.name);
      if (!other.ok()) return other.status();
      if (!own[i].MayMeet(**other)) continue;
      const View& theirs = (*other)->view;
      const absl::StatusOr<Judgement> judgement = JudgeInCorpus(judging, mine, theirs, numbers);
      if (!judgement.ok()) return judgement.status();
      Keep(mine, theirs, *judgement, relations);
    }
  }
  std::erase_if(relations,
                [&](const v1::Relation& relation) { return relation.score() < judging.thresholds.suggest; });
  std::sort(relations.begin(), relations.end(),
            [](const v1::Relation& a, const v1::Relation& b) { return a.name() < b.name(); });
  return relations;
}

std::vector<v1::Relation> RelateDirectly(std::span<const v1::Claim> a, std::span<const v1::Claim> b,
                                         const Judging& judging) {
  std::vector<v1::Relation> relations;
  const std::vector<View> views(b.begin(), b.end());
  for (const v1::Claim& claim : a) {
    const View mine(claim);
    // Headlines and single sentences that somebody puts side by side are of one matter; their topics are too
    // small to tell.
    for (const View& theirs : views)
      Keep(mine, theirs, judging.Judge(mine, theirs, /*same_matter=*/mine.Brief() || theirs.Brief()),
           relations);
  }
  std::stable_sort(relations.begin(), relations.end(), [](const v1::Relation& x, const v1::Relation& y) {
    return x.score() != y.score() ? x.score() > y.score() : x.name() < y.name();
  });
  return relations;
}

}  // namespace isnad::compare
