#include "server/pipeline/check_claims.h"

#include <algorithm>
#include <map>
#include <utility>

#include "server/compare/features.h"
#include "server/compare/judging.h"
#include "server/compare/numbers_told.h"
#include "server/compare/origins.h"
#include "server/compare/relate.h"
#include "server/compare/stored_claims.h"

namespace isnad::pipeline {
namespace {

constexpr int kCandidates = 50;
constexpr size_t kSeveral = 2;  // articles

bool IsFlagged(const compare::Judgement& judgement, const compare::Judging& judging) {
  return judgement.verdict == v1::RELATION_VERDICT_CONTRADICTION &&
         judgement.score >= judging.thresholds.flag;
}

v1::Problem MakeProblem(std::string_view rule, v1::ProblemLevel level, const v1::Claim& claim,
                        const v1::Claim& other, const compare::Judgement& judgement, const Voice& voice) {
  v1::Problem problem;
  problem.set_rule(std::string(rule));
  problem.set_level(level);
  *problem.mutable_span() = claim.evidence();
  v1::Relation relation = compare::MakeRelation(claim, other, judgement);
  if (relation.a().claim() != claim.name()) {
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

// What an author may have overlooked. A negation or denial in the same article is of a neighbouring thing or
// the other side's word: of eleven in 1,900 articles none was a fault.
bool MayBeOverlooked(v1::ContradictionKind kind) {
  return kind == v1::CONTRADICTION_KIND_NUMBER || kind == v1::CONTRADICTION_KIND_DATE ||
         kind == v1::CONTRADICTION_KIND_OPPOSITION;
}

// Two claims of the article that contradict each other.
absl::Status CheckWithin(const v1::Analysis& analysis, const Voice& voice, const compare::Judging& judging,
                         const std::vector<compare::Taken>& own, compare::NumbersTold& numbers,
                         std::vector<v1::Problem>* problems) {
  for (size_t i = 0; i < own.size(); ++i) {
    for (size_t k = i + 1; k < own.size(); ++k) {
      if (!own[i].MayMeet(own[k])) continue;
      const auto judgement = compare::JudgeInCorpus(judging, own[i].view, own[k].view, numbers);
      if (!judgement.ok()) return judgement.status();
      if (!IsFlagged(*judgement, judging) || !MayBeOverlooked(judgement->kind)) continue;
      const v1::Claim& first = analysis.claims(static_cast<int>(i));
      const v1::Claim& second = analysis.claims(static_cast<int>(k));
      v1::Problem& problem = problems->emplace_back(
          MakeProblem("contradicts-itself", v1::PROBLEM_LEVEL_NOTE, second, first, *judgement, voice));
      problem.set_explanation(
          voice.Say("check.contradicts_itself", {problem.relation().explanation(), first.evidence().text()}));
    }
  }
  return absl::OkStatus();
}

// The stored claims that say what a claim of the article says, one an article.
using Supporters = std::map<std::string, v1::Claim>;

absl::StatusOr<bool> HaveOneOrigin(const Supporters& supporters, store::Reader& reader) {
  if (supporters.size() < kSeveral) return false;
  std::vector<v1::Claim> claims;
  for (const auto& [article, supporter] : supporters) claims.push_back(supporter);
  const auto origins = compare::OriginsOf(claims, reader);
  if (!origins.ok()) return origins.status();
  return std::all_of(origins->begin(), origins->end(),
                     [&](int origin) { return origin == origins->front(); });
}

// Where one origin has told much of the article, that is told once, of the claim that most articles have.
struct SingleOrigin {
  const v1::Claim* claim = nullptr;
  Supporters supporters;
  int claims = 0;

  void Add(const v1::Claim& of, Supporters by) {
    ++claims;
    if (by.size() <= supporters.size()) return;
    claim = &of;
    supporters = std::move(by);
  }

  v1::Problem Problem(const Voice& voice) const {
    const v1::Claim& one = supporters.begin()->second;
    v1::Problem problem;
    problem.set_rule("single-origin");
    problem.set_level(v1::PROBLEM_LEVEL_NOTE);
    *problem.mutable_span() = claim->evidence();
    problem.set_explanation(
        voice.Say("check.single_origin",
                  {std::to_string(supporters.size()),
                   Whereabouts(one.outlet(), one.publish_time(), one.article()), std::to_string(claims)}));
    return problem;
  }
};

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
  const std::vector<compare::Taken> own(analysis.claims().begin(), analysis.claims().end());
  SingleOrigin single;
  for (int i = 0; i < analysis.claims_size(); ++i) {
    const v1::Claim& claim = analysis.claims(i);
    const compare::Taken& mine = own[static_cast<size_t>(i)];
    std::map<std::string, v1::Problem> by_article;
    Supporters supporters;
    for (const store::Candidate& candidate : (*candidates)[static_cast<size_t>(i)]) {
      const absl::StatusOr<const compare::Taken*> taken = stored.Get(candidate.name);
      if (!taken.ok()) return taken.status();
      if (!mine.MayMeet(**taken)) continue;
      const v1::Claim& other = *(*taken)->view.claim;
      const auto judged = compare::JudgeInCorpus(judging, mine.view, (*taken)->view, numbers);
      if (!judged.ok()) return judged.status();
      const compare::Judgement& judgement = *judged;
      if (judgement.verdict == v1::RELATION_VERDICT_SUPPORTS && judgement.score >= judging.thresholds.flag)
        supporters.emplace(other.article(), other);
      if (!IsFlagged(judgement, judging)) continue;
      v1::Problem& problem = by_article[other.article()];
      if (problem.has_relation() && problem.relation().score() >= judgement.score) continue;
      problem = MakeProblem("contradicts-corpus", v1::PROBLEM_LEVEL_ERROR, claim, other, judgement, voice);
      problem.set_explanation(voice.Say("check.contradicts_corpus",
                                        {Whereabouts(other.outlet(), other.publish_time(), other.article()),
                                         problem.relation().explanation(), other.evidence().text()}));
    }
    for (auto& [article, problem] : by_article) problems.push_back(std::move(problem));
    const absl::StatusOr<bool> one_origin = HaveOneOrigin(supporters, reader);
    if (!one_origin.ok()) return one_origin.status();
    if (*one_origin) single.Add(claim, std::move(supporters));
  }
  if (single.claim != nullptr) problems.push_back(single.Problem(voice));
  if (absl::Status status = CheckWithin(analysis, voice, judging, own, numbers, &problems); !status.ok())
    return status;
  return problems;
}

}  // namespace isnad::pipeline
