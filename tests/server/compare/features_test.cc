#include "server/compare/features.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace isnad::compare {
namespace {

using ::testing::ElementsAreArray;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<uint64_t> Shared(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  std::vector<uint64_t> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

v1::Claim ClaimAbout(std::initializer_list<const char*> keys, v1::TermRole role = v1::TERM_ROLE_ARGUMENT) {
  v1::Claim claim;
  for (const char* key : keys) {
    v1::Term& term = *claim.add_terms();
    term.set_key(key);
    term.set_role(role);
  }
  return claim;
}

TEST(QuoteFeatures, AreWordsAndPairsOfNeighbours) {
  EXPECT_THAT(QuoteFeatures("one two three"), SizeIs(5));
  EXPECT_THAT(QuoteFeatures("one one one"), SizeIs(2));
  EXPECT_THAT(QuoteFeatures(" ... "), IsEmpty());
}

TEST(QuoteFeatures, DontMindSpelling) {
  EXPECT_THAT(QuoteFeatures("لن نُغلق المدرسة"), ElementsAreArray(QuoteFeatures("«لن نغلق المدرسه»")));
}

TEST(QuoteFeatures, Ascend) {
  const std::vector<uint64_t> features = QuoteFeatures("delta alpha charlie bravo");
  EXPECT_TRUE(std::is_sorted(features.begin(), features.end()));
}

TEST(QuoteFeatures, AreBounded) {
  std::string words;
  for (int i = 0; i < 5000; ++i) words.append("w").append(std::to_string(i)).append(" ");
  EXPECT_LE(QuoteFeatures(words).size(), 2000u);
}

TEST(ClaimFeatures, AreTermsAndPairsInAnyOrder) {
  EXPECT_THAT(ClaimFeatures(ClaimAbout({"s:a", "s:b", "s:c"})), SizeIs(6));
  EXPECT_THAT(ClaimFeatures(ClaimAbout({"s:a", "s:b"})),
              ElementsAreArray(ClaimFeatures(ClaimAbout({"s:b", "s:a"}))));
}

TEST(ClaimFeatures, OppositesShareOne) {
  v1::Claim open = ClaimAbout({"c:open"});
  open.mutable_terms(0)->add_opposites("c:close");
  v1::Claim close = ClaimAbout({"c:close"});
  close.mutable_terms(0)->add_opposites("c:open");
  EXPECT_THAT(Shared(ClaimFeatures(open), ClaimFeatures(close)), SizeIs(1));
}

TEST(ClaimFeatures, ATopicFindsNothingByItself) {
  EXPECT_THAT(ClaimFeatures(ClaimAbout({"s:quake"}, v1::TERM_ROLE_TOPIC)), IsEmpty());
  EXPECT_THAT(ClaimFeatures(ClaimAbout({"c:only"}, v1::TERM_ROLE_SCOPE)), IsEmpty());
}

}  // namespace
}  // namespace isnad::compare
