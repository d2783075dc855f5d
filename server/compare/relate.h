// Relating: the relations between an article's claims and all that is stored.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "isnad/v1/claim.pb.h"
#include "isnad/v1/relation.pb.h"
#include "server/store/store.h"

namespace isnad::compare {

// The relations of the stored claims `names`, all of one article, with those of other articles that share
// rare features with them, and with one another. A pair is judged once; a claim of the same article and the
// same evidence is no support. Ordered by name. `features[i]` are those of names[i].
absl::StatusOr<std::vector<v1::Relation>> Relate(std::span<const std::string> names,
                                                 std::span<const std::vector<uint64_t>> features,
                                                 store::Reader& reader);

// The relations between two sets of claims without a store, strongest first.
std::vector<v1::Relation> RelateDirectly(std::span<const v1::Claim> a, std::span<const v1::Claim> b);

}  // namespace isnad::compare
