#include <fmt/format.h>
#include <gtest/gtest.h>

#include "server/verify/verify.h"
#include "tests/server/verify/fake_reader.h"

namespace isnad::verify {
namespace {

// 'The pier closed', as an extractor would give it.
v1::Claim Claim(const std::string& article, bool positive) {
  v1::Claim claim;
  claim.set_article(fmt::format("articles/{}", article));
  claim.set_name(claim.article() + "/claims/1");
  claim.set_polarity(positive ? v1::POLARITY_POSITIVE : v1::POLARITY_NEGATIVE);
  claim.set_modality(v1::MODALITY_ASSERTED);
  claim.mutable_evidence()->set_text(positive ? "the council closed the old pier"
                                              : "the council has not closed the old pier");
  const auto term = [&](const std::string& word, v1::TermRole role) {
    v1::Term& added = *claim.add_terms();
    added.set_key(fmt::format("s:{}", word));
    added.set_role(role);
    added.mutable_span()->set_text(word);
    added.mutable_span()->set_start(10 * claim.terms_size());
  };
  term("close", v1::TERM_ROLE_PREDICATE);
  term("council", v1::TERM_ROLE_ARGUMENT);
  term("pier", v1::TERM_ROLE_ARGUMENT);
  term("old", v1::TERM_ROLE_ARGUMENT);
  claim.mutable_holder()->set_display_name(fmt::format("Holder of {}", article));
  claim.mutable_holder()->set_entity(fmt::format("entities/{}", article));
  claim.set_publish_time("2024-05-01T10:00:00Z");
  return claim;
}

class VerifyClaimTest : public testing::Test {
 protected:
  v1::ClaimVerification Verify() {
    v1::Analysis analysis;
    v1::Claim given = Claim("given", true);
    given.clear_holder();
    *analysis.add_claims() = given;
    const absl::StatusOr<v1::ClaimVerification> came = VerifyClaim(analysis, {}, reader_);
    EXPECT_TRUE(came.ok()) << came.status();
    return came.ok() ? *came : v1::ClaimVerification();
  }

  FakeReader reader_;
};

TEST_F(VerifyClaimTest, NobodySpeaksOfIt) {
  EXPECT_EQ(Verify().verdict(), v1::CLAIM_VERDICT_NOT_FOUND);
  EXPECT_EQ(Verify().matches_size(), 0);
}

TEST_F(VerifyClaimTest, OneSideAndTheOtherAndBoth) {
  reader_.Add(Claim("a", true));
  EXPECT_EQ(Verify().verdict(), v1::CLAIM_VERDICT_SUPPORTED);
  reader_.Add(Claim("b", false));
  const v1::ClaimVerification disputed = Verify();
  EXPECT_EQ(disputed.verdict(), v1::CLAIM_VERDICT_DISPUTED);
  ASSERT_EQ(disputed.matches_size(), 2);
  for (const v1::ClaimMatch& match : disputed.matches()) {
    const bool supports = match.article() == "articles/a";
    EXPECT_EQ(match.stance(), supports ? v1::RELATION_VERDICT_SUPPORTS : v1::RELATION_VERDICT_CONTRADICTION);
    EXPECT_FALSE(match.reason().code().empty());
    EXPECT_EQ(match.claim().article(), match.article());
  }
}

TEST_F(VerifyClaimTest, WhatWasOvertakenGoesAgainstNothing) {
  v1::Claim before = Claim("a", false);
  before.set_modality(v1::MODALITY_PLANNED);  // the council won't close it
  before.set_publish_time("2024-04-01T10:00:00Z");
  reader_.Add(before);
  reader_.Add(Claim("b", true));
  EXPECT_EQ(Verify().verdict(), v1::CLAIM_VERDICT_SUPPORTED);
  // What was said after it does.
  v1::Claim after = Claim("c", false);
  after.set_publish_time("2024-05-02T10:00:00Z");
  reader_.Add(after);
  EXPECT_EQ(Verify().verdict(), v1::CLAIM_VERDICT_DISPUTED);
}

TEST_F(VerifyClaimTest, OnlyAgainst) {
  reader_.Add(Claim("b", false));
  EXPECT_EQ(Verify().verdict(), v1::CLAIM_VERDICT_CONTRADICTED);
}

TEST_F(VerifyClaimTest, AnArticleCountsOnceASide) {
  reader_.Add(Claim("a", true));
  v1::Claim again = Claim("a", true);
  again.set_name("articles/a/claims/2");
  reader_.Add(again);
  EXPECT_EQ(Verify().matches_size(), 1);
}

TEST_F(VerifyClaimTest, AFailingStoreIsAnErrorNotAVerdict) {
  reader_.broken = absl::DataLossError("damaged");
  v1::Analysis analysis;
  *analysis.add_claims() = Claim("given", true);
  EXPECT_EQ(VerifyClaim(analysis, {}, reader_).status().code(), absl::StatusCode::kDataLoss);
}

TEST_F(VerifyClaimTest, ASentenceWithoutAClaimIsNotFound) {
  EXPECT_EQ(VerifyClaim(v1::Analysis(), {}, reader_)->verdict(), v1::CLAIM_VERDICT_NOT_FOUND);
}

}  // namespace
}  // namespace isnad::verify
