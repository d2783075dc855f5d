#include "server/compare/relate.h"

#include <algorithm>
#include <string>
#include <utility>

#include "server/compare/judge.h"
#include "server/compare/numbers_told.h"

namespace isnad::compare {
namespace {

constexpr int kCandidates = 24;

void Keep(const v1::Claim& a, const v1::Claim& b, const Judgement& judgement,
          std::vector<v1::Relation>& relations) {
  if (judgement.verdict == v1::RELATION_VERDICT_UNSPECIFIED) return;
  relations.push_back(MakeRelation(a, b, judgement));
}

}  // namespace

absl::StatusOr<std::vector<v1::Relation>> Relate(std::span<const std::string> names,
                                                 std::span<const std::vector<uint64_t>> features,
                                                 store::Reader& reader) {
  std::vector<v1::Relation> relations;
  std::vector<v1::Claim> claims;
  NumbersTold numbers(reader);
  for (const std::string& name : names) {
    absl::StatusOr<v1::Claim> claim = reader.GetClaim(name);
    if (!claim.ok()) return claim.status();
    claims.push_back(*std::move(claim));
  }
  for (size_t i = 0; i < claims.size(); ++i) {
    for (size_t k = i + 1; k < claims.size(); ++k)
      Keep(claims[i], claims[k], Judge(claims[i], claims[k]), relations);
    absl::StatusOr<std::vector<store::Candidate>> candidates =
        reader.FindCandidates(store::UnitKind::kClaim, features[i], kCandidates, claims[i].article());
    if (!candidates.ok()) return candidates.status();
    for (const store::Candidate& candidate : *candidates) {
      absl::StatusOr<v1::Claim> stored = reader.GetClaim(candidate.name);
      if (!stored.ok()) return stored.status();
      const absl::StatusOr<Judgement> judgement = JudgeInCorpus(claims[i], *stored, numbers);
      if (!judgement.ok()) return judgement.status();
      Keep(claims[i], *stored, *judgement, relations);
    }
  }
  std::sort(relations.begin(), relations.end(),
            [](const v1::Relation& a, const v1::Relation& b) { return a.name() < b.name(); });
  return relations;
}

std::vector<v1::Relation> RelateDirectly(std::span<const v1::Claim> a, std::span<const v1::Claim> b) {
  std::vector<v1::Relation> relations;
  for (const v1::Claim& mine : a) {
    for (const v1::Claim& theirs : b) Keep(mine, theirs, Judge(mine, theirs), relations);
  }
  std::stable_sort(relations.begin(), relations.end(), [](const v1::Relation& x, const v1::Relation& y) {
    return x.score() != y.score() ? x.score() > y.score() : x.name() < y.name();
  });
  return relations;
}

}  // namespace isnad::compare
