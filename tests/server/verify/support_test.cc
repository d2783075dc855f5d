#include "server/verify/support.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <initializer_list>

namespace isnad::verify {
namespace {

// A claim of these words, of which the first is what it states; its article turns on the words of `topics`.
v1::Claim Claim(std::initializer_list<const char*> words, std::initializer_list<const char*> topics = {}) {
  v1::Claim claim;
  claim.set_polarity(v1::POLARITY_POSITIVE);
  claim.set_modality(v1::MODALITY_ASSERTED);
  claim.set_publish_time("2024-05-02T10:00:00Z");
  for (const char* word : words) {
    v1::Term& term = *claim.add_terms();
    term.set_key(fmt::format("s:{}", word));
    term.set_role(claim.terms_size() == 1 ? v1::TERM_ROLE_PREDICATE : v1::TERM_ROLE_ARGUMENT);
    term.mutable_span()->set_start(10 * claim.terms_size());
    term.mutable_span()->set_text(word);
  }
  for (const char* word : topics) {
    v1::Term& term = *claim.add_terms();
    term.set_key(fmt::format("s:{}", word));
    term.set_role(v1::TERM_ROLE_TOPIC);
  }
  return claim;
}

v1::Claim Counting(v1::Claim claim, double value, const char* unit, bool approximate = false) {
  v1::Quantity& quantity = *claim.add_quantities();
  quantity.set_value(value);
  quantity.set_unit_key(unit);
  quantity.set_approximate(approximate);
  return claim;
}

v1::Claim At(v1::Claim claim, const char* day) {
  claim.mutable_time()->set_start(day);
  claim.mutable_time()->set_end(day);
  claim.mutable_time()->set_grain(v1::GRAIN_DAY);
  return claim;
}

TEST(Support, WhatTheArticleTurnsOnNeedNotBeSaidAgain) {
  const v1::Claim given = Claim({"close", "pier", "harbour", "storm"});
  EXPECT_TRUE(SupportOf(given, Claim({"close", "pier"}, {"harbour", "storm"})));
  EXPECT_FALSE(SupportOf(given, Claim({"close", "pier"}, {"election"})));
}

TEST(Support, WhatIsStatedMustBeSaid) {
  const v1::Claim given = Claim({"close", "pier", "harbour", "storm"});
  EXPECT_FALSE(SupportOf(given, Claim({"paint", "pier", "harbour", "storm"})));
  EXPECT_FALSE(SupportOf(given, Claim({"paint", "pier"}, {"close", "harbour", "storm"})));
}

TEST(Support, BothSayYesOrBothNo) {
  const v1::Claim given = Claim({"close", "pier", "harbour"});
  v1::Claim stored = given;
  EXPECT_DOUBLE_EQ(*SupportOf(given, stored), 0.95);
  stored.set_polarity(v1::POLARITY_NEGATIVE);
  EXPECT_FALSE(SupportOf(given, stored));
  stored.set_modality(v1::MODALITY_DENIED);
  stored.set_polarity(v1::POLARITY_POSITIVE);
  EXPECT_FALSE(SupportOf(given, stored));
  stored.set_modality(v1::MODALITY_POSSIBLE);
  EXPECT_FALSE(SupportOf(given, stored));
}

TEST(Support, NumbersMustAgree) {
  const v1::Claim given = Counting(Claim({"sink", "boat"}), 12, "boat");
  const v1::Claim bare = Claim({"sink", "boat"});
  EXPECT_TRUE(SupportOf(given, Counting(bare, 12, "boat")));
  EXPECT_TRUE(SupportOf(given, Counting(bare, 12.5, "boat", true)));
  EXPECT_FALSE(SupportOf(given, Counting(bare, 13, "boat")));
  EXPECT_FALSE(SupportOf(given, Counting(bare, 12, "sailor")));
  EXPECT_FALSE(SupportOf(given, bare));
  EXPECT_TRUE(SupportOf(Counting(bare, 1, "ordinal"), bare));
  v1::Claim bounded = Counting(bare, 0, "boat");
  bounded.mutable_quantities(0)->clear_value();
  bounded.mutable_quantities(0)->set_min(10);
  EXPECT_TRUE(SupportOf(given, bounded));
  bounded.mutable_quantities(0)->set_min(20);
  EXPECT_FALSE(SupportOf(given, bounded));
}

TEST(Support, TimesMustAgreeWhereTheGivenOneIsTold) {
  const v1::Claim bare = Claim({"close", "pier", "harbour"});
  v1::Claim dated = At(bare, "2024-04-01");
  v1::Term& scope = *dated.add_terms();
  scope.set_key("c:dated");
  scope.set_role(v1::TERM_ROLE_SCOPE);
  EXPECT_TRUE(SupportOf(bare, dated));
  EXPECT_TRUE(SupportOf(At(bare, "2024-04-01"), dated));
  EXPECT_FALSE(SupportOf(At(bare, "2024-05-01"), dated));
  EXPECT_TRUE(SupportOf(At(bare, "2024-04-28"), bare));
  EXPECT_FALSE(SupportOf(At(bare, "2024-03-28"), bare));
}

TEST(Conflict, TheSameIsToldOfAnotherNumberOrDay) {
  const v1::Claim bare = Claim({"close", "pier", "harbour"});
  const auto number = ConflictOf(Counting(bare, 12, "boat"), Counting(bare, 15, "boat"));
  ASSERT_TRUE(number);
  EXPECT_EQ(number->kind, v1::CONTRADICTION_KIND_NUMBER);
  EXPECT_FALSE(ConflictOf(Counting(bare, 12, "boat"), Counting(bare, 12, "boat")));
  EXPECT_FALSE(ConflictOf(Counting(bare, 12, "boat"), Counting(bare, 15, "sailor")));
  EXPECT_FALSE(ConflictOf(Counting(bare, 12, "boat"), Counting(bare, 500, "boat")));
  EXPECT_FALSE(ConflictOf(Counting(bare, 12, "boat"), Counting(Claim({"paint", "harbour"}), 15, "boat")));
  v1::Claim first = At(bare, "2024-04-01");
  v1::Claim second = At(bare, "2024-04-05");
  for (v1::Claim* claim : {&first, &second}) {
    v1::Term& scope = *claim->add_terms();
    scope.set_key("c:dated");
    scope.set_role(v1::TERM_ROLE_SCOPE);
  }
  const auto day = ConflictOf(first, second);
  ASSERT_TRUE(day);
  EXPECT_EQ(day->kind, v1::CONTRADICTION_KIND_DATE);
  EXPECT_FALSE(ConflictOf(first, first));
}

TEST(OfOneMatter, HalfOfTheWordsAreKnown) {
  const v1::Claim given = Claim({"close", "pier", "harbour", "storm"});
  EXPECT_TRUE(OfOneMatter(given, Claim({"paint", "pier"}, {"harbour"})));
  EXPECT_FALSE(OfOneMatter(given, Claim({"paint", "pier"}, {"election"})));
  v1::Claim opposite = Claim({"open", "pier"});
  opposite.mutable_terms(0)->add_opposites("s:close");
  v1::Claim with_opposite = given;
  with_opposite.mutable_terms(0)->add_opposites("s:open");
  EXPECT_TRUE(OfOneMatter(with_opposite, opposite));
}

}  // namespace
}  // namespace isnad::verify
