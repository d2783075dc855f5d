#include "server/compare/relate.h"

#include <algorithm>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

#include "server/compare/judge.h"
#include "server/compare/numbers_told.h"

namespace isnad::compare {
namespace {

constexpr int kCandidates = 24;

void Keep(const View& a, const View& b, const Judgement& judgement, std::vector<v1::Relation>& relations) {
  if (judgement.verdict == v1::RELATION_VERDICT_UNSPECIFIED) return;
  relations.push_back(MakeRelation(*a.claim, *b.claim, judgement));
}

// Claims of the store, each read and taken apart once: the claims of an article find the same ones.
class StoredClaims {
 public:
  explicit StoredClaims(store::Reader& reader) : reader_(reader) {}

  absl::StatusOr<const View*> Get(const std::string& name) {
    const auto known = claims_.find(name);
    if (known != claims_.end()) return &known->second->view;
    absl::StatusOr<v1::Claim> claim = reader_.GetClaim(name);
    if (!claim.ok()) return claim.status();
    return &claims_.emplace(name, std::make_unique<Stored>(*std::move(claim))).first->second->view;
  }

 private:
  struct Stored {
    explicit Stored(v1::Claim read) : claim(std::move(read)), view(claim) {}
    v1::Claim claim;
    View view;
  };
  store::Reader& reader_;
  std::unordered_map<std::string, std::unique_ptr<Stored>> claims_;
};

}  // namespace

absl::StatusOr<std::vector<v1::Relation>> Relate(std::span<const std::string> names,
                                                 std::span<const std::vector<uint64_t>> features,
                                                 store::Reader& reader) {
  std::vector<v1::Relation> relations;
  StoredClaims stored(reader);
  NumbersTold numbers(reader);
  std::vector<const View*> own;
  for (const std::string& name : names) {
    const absl::StatusOr<const View*> claim = stored.Get(name);
    if (!claim.ok()) return claim.status();
    own.push_back(*claim);
  }
  for (size_t i = 0; i < own.size(); ++i) {
    for (size_t k = i + 1; k < own.size(); ++k) Keep(*own[i], *own[k], Judge(*own[i], *own[k]), relations);
    absl::StatusOr<std::vector<store::Candidate>> candidates =
        reader.FindCandidates(store::UnitKind::kClaim, features[i], kCandidates, own[i]->claim->article());
    if (!candidates.ok()) return candidates.status();
    for (const store::Candidate& candidate : *candidates) {
      const absl::StatusOr<const View*> other = stored.Get(candidate.name);
      if (!other.ok()) return other.status();
      const absl::StatusOr<Judgement> judgement = JudgeInCorpus(*own[i], **other, numbers);
      if (!judgement.ok()) return judgement.status();
      Keep(*own[i], **other, *judgement, relations);
    }
  }
  std::sort(relations.begin(), relations.end(),
            [](const v1::Relation& a, const v1::Relation& b) { return a.name() < b.name(); });
  return relations;
}

std::vector<v1::Relation> RelateDirectly(std::span<const v1::Claim> a, std::span<const v1::Claim> b) {
  std::vector<v1::Relation> relations;
  const std::vector<View> views(b.begin(), b.end());
  for (const v1::Claim& claim : a) {
    const View mine(claim);
    for (const View& theirs : views) Keep(mine, theirs, Judge(mine, theirs), relations);
  }
  std::stable_sort(relations.begin(), relations.end(), [](const v1::Relation& x, const v1::Relation& y) {
    return x.score() != y.score() ? x.score() > y.score() : x.name() < y.name();
  });
  return relations;
}

}  // namespace isnad::compare
