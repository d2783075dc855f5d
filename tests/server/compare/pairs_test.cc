// Runs the pairs of tests/data/compare: two statements through the engine, and what the judge says of them.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "server/compare/judge.h"
#include "tests/plugins/core/case_file.h"
#include "tests/server/compare/engine_claims.h"

namespace isnad::compare {
namespace {

std::string Lower(std::string name, const std::string& prefix) {
  name = name.substr(prefix.size());
  for (char& letter : name) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return name;
}

// What is shown of two statements, in the words of the case file: the surest judgement of any two of their
// claims.
std::string Said(const std::vector<v1::Claim>& a, const std::vector<v1::Claim>& b, bool same_matter) {
  Judgement surest;
  for (const v1::Claim& mine : a) {
    for (const v1::Claim& theirs : b) {
      const Judgement judgement = Judge(mine, theirs, same_matter);
      if (judgement.score > surest.score) surest = judgement;
    }
  }
  if (surest.score < Thresholds().flag) return "nothing";
  switch (surest.verdict) {
    case v1::RELATION_VERDICT_CONTRADICTION:
      return "contradiction " + Lower(v1::ContradictionKind_Name(surest.kind), "CONTRADICTION_KIND_");
    case v1::RELATION_VERDICT_CHANGED_OVER_TIME:
      return "changed";
    default:
      return "supports";
  }
}

void RunCase(const core::LanguageCase& c) {
  Statement a{"articles/a", c.language, "", c.text, c.date, "first"};
  Statement b{"articles/b", c.language, "", "", "", "second"};
  std::string expected;
  for (const core::CaseItem& item : c.items) {
    if (item.kind == "topic") {
      a.title = b.title = item.head;
    } else if (item.kind == "other") {
      b.date = item.head;
      b.text = item.Field("text");
      if (!item.Field("cue").empty()) b.cue = item.Field("cue");
    } else if (item.kind == "one") {
      b.holder = a.holder;
    } else {
      expected = item.kind + (item.head.empty() ? "" : " " + item.head);
    }
  }
  const std::vector<v1::Claim> claims_a = ClaimsOf(a);
  const std::vector<v1::Claim> claims_b = ClaimsOf(b);
  const std::string said = Said(claims_a, claims_b, !a.title.empty());
  std::string shown;
  for (const auto* claims : {&claims_a, &claims_b}) {
    for (const v1::Claim& claim : *claims) shown += claim.ShortDebugString() + "\n";
  }
  EXPECT_EQ(said, expected) << "# " << c.title << " (line " << c.line << ")\n"
                            << c.text << "\n"
                            << b.text << "\n"
                            << shown;
  // The order in which the two are asked for makes no difference.
  EXPECT_EQ(Said(claims_b, claims_a, !a.title.empty()), said) << c.title;
}

TEST(Pairs, AreJudgedAsWritten) {
  const auto cases = core::ReadCases("tests/data/compare/pairs.txt");
  ASSERT_TRUE(cases.ok()) << cases.status();
  ASSERT_GE(cases->size(), 40u);
  for (const core::LanguageCase& c : *cases) RunCase(c);
}

// What is said not to be is shown with the word that says so, the earlier statement first.
TEST(Pairs, ReasonsShowTheNegation) {
  const Statement no{"articles/a", "ar", "", "أسعار الخبز لن ترتفع هذا العام.", "2024-03-01", "first"};
  const Statement yes{"articles/b", "ar", "", "أسعار الخبز سترتفع هذا العام.", "2024-03-02", "second"};
  const std::vector<v1::Claim> a = ClaimsOf(no);
  const std::vector<v1::Claim> b = ClaimsOf(yes);
  ASSERT_EQ(a.size(), 1u);
  ASSERT_EQ(b.size(), 1u);
  const Judgement judgement = Judge(a[0], b[0], /*same_matter=*/true);
  EXPECT_EQ(judgement.kind, v1::CONTRADICTION_KIND_NEGATION);
  ASSERT_EQ(judgement.reason.arguments_size(), 2);
  EXPECT_EQ(judgement.reason.arguments(0), "لن ترتفع");
  EXPECT_EQ(judgement.reason.arguments(1), "سترتفع");
}

}  // namespace
}  // namespace isnad::compare
