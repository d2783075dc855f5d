// Features: what is looked up to find units that may speak of the same thing.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "isnad/v1/claim.pb.h"

namespace isnad::compare {

// The features of a quotation or of the words given for one: a 64-bit hash of each folded word and of each
// pair of neighbouring words, without repetitions, ascending. At most 2,000, those of the first words.
std::vector<uint64_t> QuoteFeatures(std::string_view words);

// The features of a claim: its terms (concepts, with which their opposites share a feature, and stems), each
// pair of its first ten terms in any order, and its holder's entity. Without repetitions, ascending; at most
// 2,000.
std::vector<uint64_t> ClaimFeatures(const v1::Claim& claim);

// The features of what the article of a claim is about: one for each of its topics, and another for those
// that no concept says, names and rarer words. Without repetitions, ascending.
std::vector<uint64_t> TopicFeatures(const v1::Claim& claim);

// Articles of which two claims may be of one matter share so many of these at least: the judge lets no others
// speak of each other.
inline constexpr int kLeastTopicFeatures = 5;

}  // namespace isnad::compare
