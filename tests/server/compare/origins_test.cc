#include "server/compare/origins.h"

#include <gmock/gmock.h>

#include "tests/server/verify/fake_reader.h"

namespace isnad::compare {
namespace {

using ::testing::ElementsAre;

TEST(CreditOfTest, IsTheAgencyInBracketsAtEitherEnd) {
  EXPECT_EQ(CreditOf("الرباط (وكالة الأطلس) - قال الوزير إن الأشغال بدأت."), "وكاله الاطلس");
  EXPECT_EQ(CreditOf("PORT ELLERY, March 3 (Harbor Wire) — The mayor resigned."), "harbor wire");
  EXPECT_EQ(CreditOf("The mayor resigned on Monday.\n(Harbor Wire)\n"), "harbor wire");
  EXPECT_EQ(CreditOf("The mayor (a baker) resigned on Monday."), "");
  EXPECT_EQ(CreditOf("(unclosed - and no more"), "");
  EXPECT_EQ(CreditOf("()"), "");
  EXPECT_EQ(CreditOf(""), "");
}

std::string Sentences(int from, int to) {
  std::string text;
  for (int i = from; i < to; ++i) text += "word" + std::string(1, static_cast<char>('a' + i)) + " ";
  return text;
}

TEST(CopiedShareTest, IsOfTheShorterTextAndInOrder) {
  EXPECT_EQ(CopiedShare(Sentences(0, 25), Sentences(0, 25)), 1);
  EXPECT_EQ(CopiedShare(Sentences(0, 22), Sentences(0, 26)), 1);
  EXPECT_EQ(CopiedShare(Sentences(0, 26), Sentences(13, 26) + Sentences(0, 4)), 0);  // too short
  EXPECT_LT(CopiedShare(Sentences(0, 26), Sentences(20, 26) + "x y z " + Sentences(0, 14)), 0.8);
  EXPECT_EQ(CopiedShare("خمس كلمات فقط هنا الآن", "خمس كلمات فقط هنا الآن"), 0);
}

// A claim of a holder, whose article has a text and whose quote came through somebody.
v1::Claim Add(verify::FakeReader& reader, const std::string& id, const std::string& text,
              const std::string& holder = "", const std::string& via = "") {
  v1::Article article;
  article.set_name("articles/" + id);
  article.set_text(text);
  reader.Add(article);
  v1::Quote quote;
  quote.set_name(article.name() + "/quotes/1");
  if (!via.empty()) quote.add_via()->set_display_name(via);
  reader.Add(quote);
  v1::Claim claim;
  claim.set_name(article.name() + "/claims/1");
  claim.set_article(article.name());
  claim.set_quote(quote.name());
  claim.mutable_holder()->set_display_name(holder);
  return claim;
}

TEST(OriginsOfTest, CopiesOfOneStoryAreOne) {
  verify::FakeReader reader;
  const std::vector<v1::Claim> claims = {
      Add(reader, "a", Sentences(0, 24)),
      Add(reader, "b", "خبر آخر كتبه مراسلنا وحده"),
      Add(reader, "c", "مقدمة " + Sentences(2, 26)),
      Add(reader, "d", "المدينة (وكالة الأطلس) - نص أول"),
      Add(reader, "e", "نص ثان غيره\n(وكالة الأطلس)"),
      Add(reader, "f", "قصير", "الوزير", "إذاعة الميناء"),
      Add(reader, "g", "قصير أيضا", "الوزير", "إذاعة الميناء"),
      Add(reader, "h", "قصير كذلك", "النقابة", "إذاعة الميناء"),
  };
  EXPECT_THAT(*OriginsOf(claims, reader), ElementsAre(1, 2, 1, 3, 3, 4, 4, 5));
}

TEST(OriginsOfTest, ChainsAreClosed) {
  verify::FakeReader reader;
  const std::vector<v1::Claim> claims = {Add(reader, "a", Sentences(0, 24)),
                                         Add(reader, "b", "نص آخر\n(وكالة الأطلس)"),
                                         Add(reader, "c", Sentences(0, 24) + "\n(وكالة الأطلس)")};
  EXPECT_THAT(*OriginsOf(claims, reader), ElementsAre(1, 1, 1));
}

TEST(OriginsOfTest, WhatIsNoMoreStandsAlone) {
  verify::FakeReader reader;
  v1::Claim gone;
  gone.set_article("articles/gone");
  gone.set_quote("articles/gone/quotes/1");
  EXPECT_THAT(*OriginsOf({gone, Add(reader, "a", "نص")}, reader), ElementsAre(1, 2));
  reader.broken = absl::DataLossError("damaged");
  EXPECT_TRUE(absl::IsDataLoss(OriginsOf({gone}, reader).status()));
}

}  // namespace
}  // namespace isnad::compare
