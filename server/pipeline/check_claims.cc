#include "server/pipeline/check_claims.h"

#include <algorithm>
#include <map>
#include <utility>

#include "server/compare/features.h"
#include "server/compare/judging.h"
#include "server/compare/numbers_told.h"
#include "server/compare/relate.h"
#include "server/compare/stored_claims.h"

namespace isnad::pipeline {
namespace {

constexpr int kCandidates = 50;

bool IsFlagged(const compare::Judgement& judgement, const compare::Judging& judging) {
  return judgement.verdict == v1::RELATION_VERDICT_CONTRADICTION &&
         judgement.score >= judging.thresholds.flag;
}

v1::Problem MakeProblem(const v1::Claim& claim, const v1::Claim& other, const compare::Judgement& judgement,
                        const Voice& voice) {
  v1::Problem problem;
  problem.set_rule("contradicts-corpus");
  problem.set_level(v1::PROBLEM_LEVEL_ERROR);
  *problem.mutable_span() = claim.evidence();
  v1::Relation relation = compare::MakeRelation(claim, other, judgement);
  if (relation.a().claim() != claim.name() || relation.a().article() != claim.article()) {
    relation.mutable_a()->Swap(relation.mutable_b());
  }
  relation.set_explanation(voice.catalogue.Say(judgement.reason, voice.language));
  *problem.mutable_relation() = std::move(relation);
  return problem;
}

absl::StatusOr<std::vector<std::vector<store::Candidate>>> FindCandidates(const v1::Analysis& analysis,
                                                                          store::Reader& reader) {
  if (analysis.claims().empty()) return std::vector<std::vector<store::Candidate>>();
  std::vector<std::vector<uint64_t>> features;
  for (const v1::Claim& claim : analysis.claims()) features.push_back(compare::ClaimFeatures(claim));
  return compare::FindCandidates(analysis.article().name(), compare::TopicFeatures(analysis.claims(0)),
                                 features, kCandidates, reader);
}

}  // namespace

absl::StatusOr<std::vector<v1::Problem>> CheckAgainstCorpus(const v1::Analysis& analysis, const Voice& voice,
                                                            const compare::Judging& judging,
                                                            store::Reader& reader) {
  std::vector<v1::Problem> problems;
  compare::StoredClaims stored(reader);
  compare::NumbersTold numbers(reader);
  numbers.Add(analysis.article().name(), {analysis.claims().begin(), analysis.claims().end()});
  const auto candidates = FindCandidates(analysis, reader);
  if (!candidates.ok()) return candidates.status();
  for (int i = 0; i < analysis.claims_size(); ++i) {
    const v1::Claim& claim = analysis.claims(i);
    const compare::Taken mine(claim);
    std::map<std::string, v1::Problem> by_article;
    for (const store::Candidate& candidate : (*candidates)[static_cast<size_t>(i)]) {
      const absl::StatusOr<const compare::Taken*> taken = stored.Get(candidate.name);
      if (!taken.ok()) return taken.status();
      if (!mine.MayMeet(**taken)) continue;
      const v1::Claim& other = *(*taken)->view.claim;
      const auto judged = compare::JudgeInCorpus(judging, mine.view, (*taken)->view, numbers);
      if (!judged.ok()) return judged.status();
      const compare::Judgement& judgement = *judged;
      if (!IsFlagged(judgement, judging)) continue;
      v1::Problem& problem = by_article[other.article()];
      if (problem.has_relation() && problem.relation().score() >= judgement.score) continue;
      problem = MakeProblem(claim, other, judgement, voice);
      problem.set_explanation(voice.Say("check.contradicts_corpus",
                                        {Whereabouts(other.outlet(), other.publish_time(), other.article()),
                                         problem.relation().explanation(), other.evidence().text()}));
    }
    for (auto& [article, problem] : by_article) problems.push_back(std::move(problem));
  }
  return problems;
}

}  // namespace isnad::pipeline
