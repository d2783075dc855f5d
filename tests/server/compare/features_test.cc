#include "server/compare/features.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "server/compare/judge.h"

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

TEST(ClaimFeatures, ATopicIsNone) {
  EXPECT_THAT(ClaimFeatures(ClaimAbout({"s:quake"}, v1::TERM_ROLE_TOPIC)), IsEmpty());
  EXPECT_THAT(ClaimFeatures(ClaimAbout({"c:only"}, v1::TERM_ROLE_SCOPE)), IsEmpty());
}

// That the council closed the pier, or that it did not, in an article about these topics.
v1::Claim PierClosed(const std::string& article, bool closed, const std::vector<std::string>& topics) {
  v1::Claim claim = ClaimAbout({"s:close", "s:council", "s:pier", "s:old"});
  claim.mutable_terms(0)->set_role(v1::TERM_ROLE_PREDICATE);
  for (int i = 0; i < claim.terms_size(); ++i) claim.mutable_terms(i)->mutable_span()->set_start(i * 10);
  claim.set_article(article);
  claim.set_name(article + "/claims/1");
  claim.set_polarity(closed ? v1::POLARITY_POSITIVE : v1::POLARITY_NEGATIVE);
  claim.set_modality(v1::MODALITY_ASSERTED);
  for (const std::string& key : topics) {
    v1::Term& topic = *claim.add_terms();
    topic.set_key(key);
    topic.set_role(v1::TERM_ROLE_TOPIC);
  }
  return claim;
}

// Of claims that share much, the judge asks of their articles' topics no more than the look-up does.
TEST(TopicFeatures, ToldApartAsTheJudgeDoes) {
  for (int names = 0; names <= 8; ++names) {
    for (int concepts = 0; concepts <= 8; ++concepts) {
      std::vector<std::string> of_a, of_b;
      for (int i = 0; i < 12; ++i) {
        of_a.push_back("c:one" + std::to_string(i));
        of_b.push_back("c:other" + std::to_string(i));
      }
      for (auto* topics : {&of_a, &of_b}) {
        for (int i = 0; i < names; ++i) topics->push_back("s:" + std::to_string(i));
        for (int i = 0; i < concepts; ++i) topics->push_back("c:" + std::to_string(i));
      }
      const v1::Claim a = PierClosed("articles/a", true, of_a);
      const v1::Claim b = PierClosed("articles/b", false, of_b);
      const bool judged = Judge(a, b).verdict != v1::RELATION_VERDICT_UNSPECIFIED;
      const size_t shared = Shared(TopicFeatures(a), TopicFeatures(b)).size();
      EXPECT_EQ(shared >= kLeastTopicFeatures, judged) << names << " names, " << concepts << " concepts";
    }
  }
}

}  // namespace
}  // namespace isnad::compare
