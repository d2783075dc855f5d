// Relating: the relations between an article's claims and all that is stored.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "isnad/v1/claim.pb.h"
#include "isnad/v1/relation.pb.h"
#include "server/compare/judging.h"
#include "server/store/store.h"

namespace isnad::compare {

// For each of an article's claims the `limit` stored claims that share most with it, among those of the
// articles of one matter with it. claim_features[i] are those of claim i.
absl::StatusOr<std::vector<std::vector<store::Candidate>>> FindCandidates(
    const std::string& article, std::vector<uint64_t> topic_features,
    std::span<const std::vector<uint64_t>> claim_features, int limit, store::Reader& reader);

// The relations of a stored article's claims with those of other articles of one matter, and with one
// another, as far as they score what is suggested. A pair is judged once; a claim of the same article and the
// same evidence is no support. Ordered by name.
absl::StatusOr<std::vector<v1::Relation>> Relate(const store::AnalyzedArticle& article,
                                                 const Judging& judging, store::Reader& reader);

// The relations between two sets of claims without a store, strongest first.
std::vector<v1::Relation> RelateDirectly(std::span<const v1::Claim> a, std::span<const v1::Claim> b,
                                         const Judging& judging);

}  // namespace isnad::compare
