// Candidates: which units share rare features, exactly.
#include <gmock/gmock.h>

#include <numeric>

#include "tests/server/store/conformance.h"

namespace isnad::store {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class CandidateConformance : public StoreConformance {};

// Candidates as "name score", for comparison.
std::vector<std::string> Found(Reader& reader, UnitKind kind, const std::vector<uint64_t>& features,
                               int limit = 50) {
  auto candidates = reader.FindCandidates(kind, features, limit, "");
  EXPECT_TRUE(candidates.ok()) << candidates.status();
  std::vector<std::string> found;
  if (!candidates.ok()) return found;
  for (const Candidate& candidate : *candidates) {
    found.push_back(candidate.name + " " + std::to_string(candidate.score));
  }
  return found;
}

// An article with a claim for each list of features.
AnalyzedArticle WithClaims(std::string_view id, const std::vector<std::vector<uint64_t>>& claims) {
  Sample sample(id);
  for (const auto& features : claims) sample.AddClaim("", "كلام", features);
  return sample.Build();
}

TEST_P(CandidateConformance, ScoreWhatTheyShareByItsRarity) {
  Put(WithClaims("1", {{10, 11}, {10}, {12}}));
  auto reader = Read();
  // Three claims: log2(4/1) = 2 for 11, log2(4/2) = 1 for 10.
  EXPECT_EQ(Found(*reader, UnitKind::kClaim, {11, 10, 10, 99}),
            (std::vector<std::string>{"articles/1/claims/1 3072", "articles/1/claims/2 1024"}));
  EXPECT_THAT(Found(*reader, UnitKind::kClaim, {99}), IsEmpty());
  EXPECT_THAT(Found(*reader, UnitKind::kClaim, {}), IsEmpty());
  EXPECT_THAT(Found(*reader, UnitKind::kClaim, {10}, 0), IsEmpty());
}

TEST_P(CandidateConformance, AnArticleCanBeLeftOut) {
  // The article's own claims would make its own features the rarest, and it would find nothing but itself.
  Put(WithClaims("1", {{10, 11, 12}, {12}}));
  std::vector<uint64_t> own = {11, 12};
  for (uint64_t rare = 100; rare < 100 + kMaxQueryFeatures; ++rare) own.push_back(rare);
  Put(WithClaims("2", {own, {12}}));
  const auto without = [&](std::string_view article) {
    auto candidates = Read()->FindCandidates(UnitKind::kClaim, own, 50, article);
    EXPECT_TRUE(candidates.ok()) << candidates.status();
    std::vector<std::string> found;
    for (const Candidate& candidate : *candidates) {
      found.push_back(candidate.name + " " + std::to_string(candidate.score));
    }
    return found;
  };
  // Of two claims: log2(3/1) for 11, log2(3/2) for 12.
  EXPECT_EQ(without("articles/2"),
            (std::vector<std::string>{"articles/1/claims/1 2222", "articles/1/claims/2 599"}));
  EXPECT_EQ(without("articles/none").front().substr(0, 19), "articles/2/claims/1");
  EXPECT_EQ(without("").front().substr(0, 19), "articles/2/claims/1");
}

TEST_P(CandidateConformance, QuotesAndClaimsAreApart) {
  Sample sample("1");
  sample.AddQuote("", "كلام", {7});
  sample.AddClaim("", "كلام", {8});
  Put(sample.Build());
  EXPECT_THAT(Found(*Read(), UnitKind::kQuote, {7, 8}), SizeIs(1));
  EXPECT_THAT(Found(*Read(), UnitKind::kClaim, {7}), IsEmpty());
}

TEST_P(CandidateConformance, EveryFeatureOfSixtyFourBitsWorks) {
  const std::vector<uint64_t> extremes = {0, 1, UINT64_MAX, UINT64_MAX - 1, uint64_t{1} << 63, INT64_MAX};
  Put(WithClaims("1", {extremes}));
  for (const uint64_t feature : extremes) EXPECT_THAT(Found(*Read(), UnitKind::kClaim, {feature}), SizeIs(1));
  EXPECT_THAT(Found(*Read(), UnitKind::kClaim, {2}), IsEmpty());
}

TEST_P(CandidateConformance, TiesGoByName) {
  Put({WithClaims("b", {{5}}), WithClaims("a", {{5}, {5}})});
  Put(WithClaims("a0", {{5}}));
  auto found = Found(*Read(), UnitKind::kClaim, {5}, 3);
  for (std::string& name : found) name.resize(name.find(' '));
  EXPECT_EQ(found,
            (std::vector<std::string>{"articles/a/claims/1", "articles/a/claims/2", "articles/a0/claims/1"}));
}

TEST_P(CandidateConformance, OnlyTheRarestFeaturesAreLookedUp) {
  // Claim 1 has the features 0 … 29; feature i is shared by i further claims.
  std::vector<std::vector<uint64_t>> claims(1);
  for (uint64_t feature = 0; feature < 30; ++feature) {
    claims[0].push_back(feature);
    for (uint64_t i = 0; i < feature; ++i) claims.push_back({feature});
  }
  Put(WithClaims("1", claims));
  std::vector<uint64_t> all(30);
  std::iota(all.begin(), all.end(), 0);
  const std::vector<uint64_t> rarest(all.begin(), all.begin() + kMaxQueryFeatures);
  auto reader = Read();
  EXPECT_EQ(Found(*reader, UnitKind::kClaim, all, 1000), Found(*reader, UnitKind::kClaim, rarest, 1000));
  // One that is nowhere takes no place among them.
  std::vector<uint64_t> with_unknown = all;
  with_unknown.push_back(1000);
  EXPECT_EQ(Found(*reader, UnitKind::kClaim, with_unknown, 1000),
            Found(*reader, UnitKind::kClaim, rarest, 1000));
}

TEST_P(CandidateConformance, TooFrequentFeaturesCountOnlyWhereThereAreNoOthers) {
  std::vector<std::vector<uint64_t>> claims(kMaxDocumentFrequency + 5, std::vector<uint64_t>{1, 2, 3, 4, 5});
  for (uint64_t feature = 1; feature <= 4; ++feature) claims[feature - 1] = {feature};
  claims.push_back({5, 6});
  Put(WithClaims("1", claims));
  auto reader = Read();
  EXPECT_THAT(Found(*reader, UnitKind::kClaim, {5, 6}), SizeIs(1)) << "6 is rare, so 5 is not looked up";
  // All are too frequent: the three rarest, 1, 2 and 3 (4 ties with them and has the larger number), are.
  EXPECT_EQ(Found(*reader, UnitKind::kClaim, {1, 2, 3, 4, 5}, 3),
            Found(*reader, UnitKind::kClaim, {1, 2, 3}, 3));
  EXPECT_THAT(Found(*reader, UnitKind::kClaim, {1, 2, 3, 4, 5}, 3), SizeIs(3));
}

TEST_P(CandidateConformance, FrequencyUpToTheBoundIsRare) {
  std::vector<std::vector<uint64_t>> claims(kMaxDocumentFrequency, std::vector<uint64_t>{5});
  claims.push_back({6});
  Put(WithClaims("1", claims));
  EXPECT_THAT(Found(*Read(), UnitKind::kClaim, {5, 6}, 5000), SizeIs(kMaxDocumentFrequency + 1));
  Put(WithClaims("2", {{5}}));
  EXPECT_THAT(Found(*Read(), UnitKind::kClaim, {5, 6}, 5000), SizeIs(1));
}

TEST_P(CandidateConformance, ARevisionTakesItsFeaturesBack) {
  Put({WithClaims("1", {{1, 2}}), WithClaims("2", {{2}})});
  Put(Sample("1").Text("بلا دعوى").Build());
  auto reader = Read();
  EXPECT_THAT(Found(*reader, UnitKind::kClaim, {1}), IsEmpty());
  EXPECT_EQ(Found(*reader, UnitKind::kClaim, {2}), (std::vector<std::string>{"articles/2/claims/1 1024"}));
}

// What is found does not depend on how many articles a commit has.
TEST_P(CandidateConformance, ATransactionFindsWhatItWouldFindCommitted) {
  Put(WithClaims("0", {{1, 2}, {3}}));
  auto transaction = Begin();
  ASSERT_TRUE(transaction->PutArticle(WithClaims("1", {{1, 4}, {4}})).ok());
  ASSERT_TRUE(transaction->PutArticle(WithClaims("0", {{1}, {5}})).ok());
  const auto within = Found(*transaction, UnitKind::kClaim, {1, 2, 3, 4, 5});
  ASSERT_TRUE(transaction->Commit().ok());
  EXPECT_THAT(within, SizeIs(4));
  EXPECT_EQ(Found(*Read(), UnitKind::kClaim, {1, 2, 3, 4, 5}), within);
}

// An article about these topics, with a claim for each list of features.
AnalyzedArticle About(std::string_view id, std::vector<uint64_t> topics,
                      const std::vector<std::vector<uint64_t>>& claims) {
  AnalyzedArticle article = WithClaims(id, claims);
  article.topic_features = std::move(topics);
  return article;
}

std::vector<std::vector<std::string>> FoundInMatter(Reader& reader, const Matter& matter,
                                                    const std::vector<std::vector<uint64_t>>& queries,
                                                    std::string_view except = "", int limit = 50) {
  auto candidates = reader.FindInMatter(matter, queries, limit, except);
  EXPECT_TRUE(candidates.ok()) << candidates.status();
  std::vector<std::vector<std::string>> found;
  if (!candidates.ok()) return found;
  for (const auto& of_query : *candidates) {
    found.emplace_back();
    for (const Candidate& candidate : of_query) {
      found.back().push_back(candidate.name + " " + std::to_string(candidate.score));
    }
  }
  return found;
}

TEST_P(CandidateConformance, InAMatterOnlyItsArticlesAreSearched) {
  Put({About("1", {1, 2, 3}, {{10, 11}, {10}}), About("2", {3}, {{10, 11}}),
       About("3", {1, 2}, {{11}, {12}})});
  auto reader = Read();
  // Of the four claims of 1 and 3, log2(5/2) = 1.32 for 10 and for 11.
  EXPECT_EQ(
      FoundInMatter(*reader, {.topics = {1, 2, 9}, .least = 2, .articles = 9}, {{10, 11, 99}, {99}, {}}),
      (std::vector<std::vector<std::string>>{
          {"articles/1/claims/1 2706", "articles/1/claims/2 1353", "articles/3/claims/1 1353"}, {}, {}}));
  EXPECT_THAT(FoundInMatter(*reader, {.topics = {1, 9}, .least = 2, .articles = 9}, {{10}})[0], IsEmpty());
  EXPECT_THAT(FoundInMatter(*reader, {.topics = {}, .least = 1, .articles = 9}, {{10}})[0], IsEmpty());
  EXPECT_THAT(FoundInMatter(*reader, {.topics = {1}, .least = 1, .articles = 9}, {}), IsEmpty());
}

TEST_P(CandidateConformance, AMatterIsTheArticlesThatShareMost) {
  Put({About("1", {1, 2}, {{5}}), About("2", {1}, {{5}}), About("3", {1, 2}, {{5}}), About("4", {1}, {{5}})});
  auto reader = Read();
  const auto among = [&](int articles, std::string_view except) {
    const Matter matter{.topics = {1, 2}, .least = 1, .articles = articles};
    auto found = FoundInMatter(*reader, matter, {{5}}, except)[0];
    for (std::string& name : found) name = name.substr(9, 1);
    return found;
  };
  EXPECT_EQ(among(1, ""), (std::vector<std::string>{"3"})) << "stored after 1";
  EXPECT_EQ(among(3, ""), (std::vector<std::string>{"1", "3", "4"}));
  EXPECT_EQ(among(2, "articles/3"), (std::vector<std::string>{"1", "4"}));
}

TEST_P(CandidateConformance, AMatterIsWhatIsCurrentWrittenOrNot) {
  Put(About("1", {1, 2}, {{5}}));
  const Matter matter{.topics = {1, 2}, .least = 2, .articles = 9};
  auto transaction = Begin();
  ASSERT_TRUE(transaction->PutArticle(About("2", {1, 2}, {{6}, {5}})).ok());
  EXPECT_THAT(FoundInMatter(*transaction, matter, {{5}})[0], SizeIs(2));
  ASSERT_TRUE(transaction->PutArticle(About("1", {1, 3}, {{5}, {7}})).ok());
  EXPECT_THAT(FoundInMatter(*transaction, matter, {{5}})[0], SizeIs(1));
  ASSERT_TRUE(transaction->Commit().ok());
  EXPECT_THAT(FoundInMatter(*Read(), matter, {{5}})[0], SizeIs(1));
}

INSTANTIATE_TEST_SUITE_P(Engines, CandidateConformance, ::testing::ValuesIn(Engines()), EngineName);

}  // namespace
}  // namespace isnad::store
