#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "server/compare/features.h"
#include "server/compare/judging.h"
#include "server/compare/origins.h"
#include "server/verify/support.h"
#include "server/verify/verify.h"

namespace isnad::verify {
namespace {

constexpr int kCandidates = 50;
constexpr size_t kMaxMatches = 20;
constexpr double kSurer = 0.2;

bool TakesSide(const compare::Judgement& judgement) {
  return judgement.verdict == v1::RELATION_VERDICT_SUPPORTS ||
         judgement.verdict == v1::RELATION_VERDICT_CONTRADICTION;
}

// What a stored claim says of a given one: against it what the judge says, else whether it says the same, or
// the same of another number or day.
compare::Judgement JudgeGiven(const v1::Claim& given, const v1::Claim& stored,
                              const compare::Judging& judging) {
  const compare::View mine(given), theirs(stored);
  const bool same_matter = OfOneMatter(given, stored);
  if (auto own = judging.Own(mine, theirs, same_matter)) return *std::move(own);
  compare::Judgement judgement = compare::Judge(mine, theirs, same_matter);
  if (judgement.verdict == v1::RELATION_VERDICT_CONTRADICTION) return judgement;
  const std::optional<double> support = SupportOf(given, stored);
  if (!support) return ConflictOf(given, stored).value_or(compare::Judgement());
  judgement = {v1::RELATION_VERDICT_SUPPORTS, v1::CONTRADICTION_KIND_UNSPECIFIED, *support, {}};
  judgement.reason.set_code("supports");
  judgement.reason.add_arguments(given.evidence().text());
  judgement.reason.add_arguments(stored.evidence().text());
  return judgement;
}

// The surest claim of each article on each side.
using Sides = std::map<std::tuple<std::string, v1::RelationVerdict>, v1::ClaimMatch>;

// A given claim is judged as of the time that it speaks of; where it tells none, as of that of the other.
v1::Claim AsOf(v1::Claim given, const v1::Claim& stored) {
  if (!given.publish_time().empty()) return given;
  given.set_publish_time(given.has_time() ? given.time().end() : stored.publish_time());
  return given;
}

// Keeps `claim` on its side where no claim of its article is surer.
void Keep(v1::Claim claim, compare::Judgement judgement, Sides* sides) {
  v1::ClaimMatch& match = (*sides)[{claim.article(), judgement.verdict}];
  if (match.has_claim() && match.score() >= judgement.score) return;
  match.set_article(claim.article());
  match.set_stance(judgement.verdict);
  match.set_kind(judgement.kind);
  match.set_score(judgement.score);
  *match.mutable_reason() = std::move(judgement.reason);
  *match.mutable_claim() = std::move(claim);
}

// Takes the sides of the stored claims that may speak of the given one, which it leaves in `heard`.
absl::Status CollectSides(const v1::Claim& given, const compare::Judging& judging, store::Reader& reader,
                          std::vector<v1::Claim>* heard, Sides* sides) {
  const std::vector<uint64_t> features = compare::ClaimFeatures(given);
  const auto candidates = reader.FindCandidates(store::UnitKind::kClaim, features, kCandidates, "");
  if (!candidates.ok()) return candidates.status();
  for (const store::Candidate& candidate : *candidates) {
    absl::StatusOr<v1::Claim> claim = reader.GetClaim(candidate.name);
    if (!claim.ok()) return claim.status();
    compare::Judgement judgement = JudgeGiven(AsOf(given, *claim), *claim, judging);
    if (TakesSide(judgement) && judgement.score >= judging.thresholds.flag)
      Keep(*claim, std::move(judgement), sides);
    heard->push_back(*std::move(claim));
  }
  return absl::OkStatus();
}

// Who contradicts those that support a claim contradicts it.
void AddOpponents(const std::vector<v1::Claim>& heard, const compare::Judging& judging, Sides* sides) {
  const Sides supports = *sides;
  for (const auto& [side, match] : supports) {
    if (match.stance() != v1::RELATION_VERDICT_SUPPORTS) continue;
    for (const v1::Claim& claim : heard) {
      compare::Judgement judgement = judging.Judge(compare::View(match.claim()), compare::View(claim));
      if (judgement.verdict != v1::RELATION_VERDICT_CONTRADICTION ||
          judgement.score < judging.thresholds.flag)
        continue;
      judgement.score = std::max(judgement.score, match.score() - kSurer / 2);
      Keep(claim, std::move(judgement), sides);
    }
  }
}

// Where an article speaks to one side much more surely than to the other, that is the side it takes.
void DropUnsureSides(Sides* sides) {
  std::erase_if(*sides, [&](const auto& side) {
    const auto& [article, stance] = side.first;
    const bool supports = stance == v1::RELATION_VERDICT_SUPPORTS;
    const auto other =
        sides->find({article, supports ? v1::RELATION_VERDICT_CONTRADICTION : v1::RELATION_VERDICT_SUPPORTS});
    return other != sides->end() && other->second.score() >= side.second.score() + kSurer;
  });
}

// Whether what `older` says had become what `newer` says by the time that it was published.
bool Overtaken(const v1::ClaimMatch& older, const v1::ClaimMatch& newer) {
  if (older.claim().publish_time() >= newer.claim().publish_time()) return false;
  return compare::Judge(older.claim(), newer.claim(), /*same_matter=*/true).verdict ==
         v1::RELATION_VERDICT_CHANGED_OVER_TIME;
}

// An earlier toll goes against a later one no more than yesterday against today.
void DropOvertaken(Sides* sides) {
  std::erase_if(*sides, [&](const auto& side) {
    if (side.second.stance() != v1::RELATION_VERDICT_CONTRADICTION) return false;
    return std::any_of(sides->begin(), sides->end(), [&](const auto& other) {
      return other.second.stance() == v1::RELATION_VERDICT_SUPPORTS && Overtaken(side.second, other.second);
    });
  });
}

v1::ClaimVerdict VerdictOf(const Sides& sides) {
  bool supported = false;
  bool contradicted = false;
  for (const auto& [side, match] : sides) {
    (match.stance() == v1::RELATION_VERDICT_SUPPORTS ? supported : contradicted) = true;
  }
  if (supported && contradicted) return v1::CLAIM_VERDICT_DISPUTED;
  if (supported) return v1::CLAIM_VERDICT_SUPPORTED;
  return contradicted ? v1::CLAIM_VERDICT_CONTRADICTED : v1::CLAIM_VERDICT_NOT_FOUND;
}

// A story that many outlets print speaks once.
absl::Status CountOrigins(store::Reader& reader, v1::ClaimVerification* verification) {
  std::vector<v1::Claim> claims;
  for (const v1::ClaimMatch& match : verification->matches()) claims.push_back(match.claim());
  const auto origins = compare::OriginsOf(claims, reader);
  if (!origins.ok()) return origins.status();
  std::set<int> supporting, contradicting;
  for (int i = 0; i < verification->matches_size(); ++i) {
    v1::ClaimMatch& match = *verification->mutable_matches(i);
    match.set_origin((*origins)[static_cast<size_t>(i)]);
    (match.stance() == v1::RELATION_VERDICT_SUPPORTS ? supporting : contradicting).insert(match.origin());
  }
  verification->set_supporting_origins(static_cast<int32_t>(supporting.size()));
  verification->set_contradicting_origins(static_cast<int32_t>(contradicting.size()));
  return absl::OkStatus();
}

// What fact-checkers have published of the claims.
absl::Status AddRatings(store::Reader& reader, v1::ClaimVerification* verification) {
  for (v1::ClaimMatch& match : *verification->mutable_matches()) {
    absl::StatusOr<v1::Article> article = reader.GetArticle(match.article());
    if (absl::IsNotFound(article.status())) continue;
    if (!article.ok()) return article.status();
    if (article->has_rating()) match.mutable_rating()->Swap(article->mutable_rating());
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::ClaimVerification> VerifyClaim(const v1::Analysis& analysis,
                                                  const compare::Judging& judging, store::Reader& reader) {
  Sides sides;
  std::vector<v1::Claim> heard;
  for (const v1::Claim& given : analysis.claims()) {
    if (absl::Status status = CollectSides(given, judging, reader, &heard, &sides); !status.ok())
      return status;
  }
  AddOpponents(heard, judging, &sides);
  DropUnsureSides(&sides);
  DropOvertaken(&sides);
  v1::ClaimVerification verification;
  verification.set_verdict(VerdictOf(sides));
  std::vector<v1::ClaimMatch> matches;
  for (auto& [side, match] : sides) matches.push_back(std::move(match));
  std::stable_sort(matches.begin(), matches.end(), [](const v1::ClaimMatch& a, const v1::ClaimMatch& b) {
    return std::make_tuple(-a.score(), a.article(), a.stance()) <
           std::make_tuple(-b.score(), b.article(), b.stance());
  });
  if (matches.size() > kMaxMatches) matches.resize(kMaxMatches);
  for (v1::ClaimMatch& match : matches) *verification.add_matches() = std::move(match);
  if (absl::Status status = CountOrigins(reader, &verification); !status.ok()) return status;
  if (absl::Status status = AddRatings(reader, &verification); !status.ok()) return status;
  return verification;
}

}  // namespace isnad::verify
