// Articles: what is put comes back, once, and former revisions make way.
#include <gmock/gmock.h>

#include "tests/server/store/conformance.h"

namespace isnad::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ArticleConformance : public StoreConformance {};

TEST_P(ArticleConformance, ComesBackAsItWas) {
  const AnalyzedArticle article =
      Sample("1").Title("ميناء").Text(std::string("سطر\n") + '\0' + "سطر آخر “كما” هو").Build();
  EXPECT_EQ(Put(article).state, v1::INGEST_STATE_CREATED);
  auto read = Read()->GetArticle("articles/1");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->SerializeAsString(), article.analysis.article().SerializeAsString());
}

TEST_P(ArticleConformance, IsNotFoundWhereThereIsNone) {
  auto reader = Read();
  EXPECT_TRUE(absl::IsNotFound(reader->GetArticle("articles/1").status()));
  EXPECT_TRUE(absl::IsNotFound(reader->GetArticle("").status()));
}

TEST_P(ArticleConformance, TheSameRevisionIsUnchanged) {
  const AnalyzedArticle article = Sample("1").Build();
  const PutOutcome first = Put(article);
  const PutOutcome second = Put(article);
  EXPECT_EQ(second.state, v1::INGEST_STATE_UNCHANGED);
  EXPECT_EQ(second.sequence, first.sequence);
  // Nothing was written: the next number is the next one.
  EXPECT_EQ(Put(Sample("2").Build()).sequence, first.sequence + 1);
}

TEST_P(ArticleConformance, WhatIsDeletedIsGoneWithAllThatCameFromIt) {
  Sample former("1"), later("1"), other("2");
  former.Text("نص أول").AddQuote("سامر القادري", "الجسر سيفتح", {1});
  later.Text("نص ثان").AddQuote("سامر القادري", "الجسر سيفتح", {1});
  later.AddClaim("سامر القادري", "الجسر مغلق", {4});
  other.AddClaim("لمى الحاج", "الجسر مفتوح", {4});
  Put(former.Build());
  Put(later.Build());
  Put(other.Build());
  const v1::Relation relation = Contradiction("r", "articles/1/claims/1", "articles/2/claims/1", 0.9);
  {
    auto transaction = Begin();
    ASSERT_TRUE(transaction->PutRelations({&relation, 1}).ok());
    ASSERT_TRUE(transaction->Commit().ok());
  }
  {
    auto transaction = Begin();
    EXPECT_TRUE(absl::IsNotFound(transaction->DeleteArticle("articles/3")));
    ASSERT_TRUE(transaction->DeleteArticle("articles/1").ok());
    EXPECT_TRUE(absl::IsNotFound(transaction->DeleteArticle("articles/1")));
    ASSERT_TRUE(transaction->Commit().ok());
  }
  auto reader = Read();
  EXPECT_TRUE(absl::IsNotFound(reader->GetArticle("articles/1").status()));
  EXPECT_TRUE(absl::IsNotFound(reader->GetQuote("articles/1/quotes/1").status()));
  EXPECT_TRUE(absl::IsNotFound(reader->ListRevisions({"articles/1"}, {.size = 10, .after = ""}).status()));
  EXPECT_THAT(NamesOf(*reader, &Reader::ListRelations, RelationQuery(), 10), IsEmpty());
  EXPECT_THAT(NamesOf(*reader, &Reader::ListArticles, ArticleQuery(), 10), ElementsAre("articles/2"));
  EXPECT_EQ(NamesOf(*reader, &Reader::ListEntities, EntityQuery(), 10).size(), 1u);
  const std::vector<uint64_t> features = {1};
  EXPECT_THAT(*reader->FindCandidates(UnitKind::kQuote, features, 5, ""), IsEmpty());
  EXPECT_EQ(Put(later.Build()).state, v1::INGEST_STATE_CREATED);  // and it may come again
}

TEST_P(ArticleConformance, TheSameTwiceInOneTransactionIsOne) {
  const AnalyzedArticle article = Sample("1").Build();
  const auto outcomes = Put({article, article});
  EXPECT_EQ(outcomes[0].state, v1::INGEST_STATE_CREATED);
  EXPECT_EQ(outcomes[1].state, v1::INGEST_STATE_UNCHANGED);
}

TEST_P(ArticleConformance, ARevisionReplacesWhatWasSaid) {
  Sample former("1");
  former.AddQuote("سامر القادري", "الجسر سيفتح", {1, 2});
  former.AddQuote("سامر القادري", "العمل مستمر", {3});
  former.AddClaim("", "الجسر مغلق", {4});
  const PutOutcome first = Put(former.Build());
  Sample later("1");
  later.Text("نص آخر").AddQuote("لمى الحاج", "الجسر لن يفتح", {2, 5});
  const PutOutcome second = Put(later.Build());
  EXPECT_EQ(second.state, v1::INGEST_STATE_REVISED);
  EXPECT_GT(second.sequence, first.sequence);
  auto reader = Read();
  EXPECT_EQ(reader->GetArticle("articles/1")->text(), "نص آخر");
  EXPECT_EQ(reader->GetQuote("articles/1/quotes/1")->content().text(), "الجسر لن يفتح");
  EXPECT_TRUE(absl::IsNotFound(reader->GetQuote("articles/1/quotes/2").status()));
  EXPECT_TRUE(absl::IsNotFound(reader->GetClaim("articles/1/claims/1").status()));
  EXPECT_THAT(NamesOf(*reader, &Reader::ListQuotes, QuoteQuery()), ElementsAre("articles/1/quotes/1"));
  EXPECT_THAT(NamesOf(*reader, &Reader::ListClaims, ClaimQuery()), IsEmpty());
  EXPECT_THAT(NamesOf(*reader, &Reader::ListArticles, ArticleQuery()), ElementsAre("articles/1"));
  EXPECT_THAT(*reader->FindEntities("القادري"), IsEmpty());
}

TEST_P(ArticleConformance, ARevisionMayGoBackToAFormerText) {
  const AnalyzedArticle one = Sample("1").Text("أول").Build();
  const AnalyzedArticle two = Sample("1").Text("ثان").Build();
  const auto outcomes = Put({one, two, one});
  EXPECT_EQ(outcomes[2].state, v1::INGEST_STATE_REVISED);
  EXPECT_GT(outcomes[2].sequence, outcomes[1].sequence);
  EXPECT_EQ(Read()->GetArticle("articles/1")->text(), "أول");
}

TEST_P(ArticleConformance, IsRefusedWhereItIsIncomplete) {
  auto transaction = Begin();
  AnalyzedArticle nameless = Sample("1").Build();
  nameless.analysis.mutable_article()->clear_name();
  EXPECT_TRUE(absl::IsInvalidArgument(transaction->PutArticle(nameless).status()));
  AnalyzedArticle unhashed = Sample("1").Build();
  unhashed.analysis.mutable_article()->clear_revision();
  EXPECT_TRUE(absl::IsInvalidArgument(transaction->PutArticle(unhashed).status()));
  Sample misnamed("1");
  misnamed.AddQuote("", "كلام").set_name("articles/1/quotes/0");
  EXPECT_TRUE(absl::IsInvalidArgument(transaction->PutArticle(misnamed.Build()).status()));
  Sample featureless("1");
  featureless.AddClaim("", "كلام");
  AnalyzedArticle article = featureless.Build();
  article.claim_features.clear();
  EXPECT_TRUE(absl::IsInvalidArgument(transaction->PutArticle(article).status()));
  // What was refused does not spoil the rest.
  EXPECT_TRUE(transaction->PutArticle(Sample("2").Build()).ok());
  EXPECT_TRUE(transaction->Commit().ok());
  EXPECT_THAT(NamesOf(*Read(), &Reader::ListArticles, ArticleQuery()), ElementsAre("articles/2"));
}

TEST_P(ArticleConformance, AreListedThePublishedLastFirst) {
  Put({Sample("morning", "أ", "2021-03-04T08:00:00+00:00").Build(), Sample("undated", "أ", "").Build(),
       Sample("day", "أ", "2021-03-05").Build(), Sample("east", "أ", "2021-03-04T10:30:00+03:00").Build(),
       Sample("same", "أ", "2021-03-04T08:00:00Z").Build(), Sample("odd", "أ", "yesterday").Build()});
  EXPECT_THAT(NamesOf(*Read(), &Reader::ListArticles, ArticleQuery()),
              ElementsAre("articles/day", "articles/same", "articles/morning", "articles/east",
                          "articles/odd", "articles/undated"));
}

TEST_P(ArticleConformance, AreListedWithoutTheirText) {
  Put(Sample("1").Title("عنوان طويل").Build());
  auto page = Read()->ListArticles(ArticleQuery(), PageRequest());
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->items.at(0).text(), "");
  EXPECT_EQ(page->items.at(0).title(), "عنوان طويل");
}

TEST_P(ArticleConformance, AreFoundByOutletDayAndWords) {
  Put({Sample("1", "صحيفة الضفّة", "2021-03-04T23:30:00+03:00")
           .Title("سوق السمك")
           .Text("أغلق التجار المحال")
           .Build(),
       Sample("2", "صحيفة الضفة", "2021-03-05T00:30:00+03:00").Text("وفتح السوق بابه").Build(),
       Sample("3", "The Quay", "").Text("The market opened.").Build()});
  auto reader = Read();
  const auto names = [&reader](auto change) {
    ArticleQuery query;
    change(query);
    return NamesOf(*reader, &Reader::ListArticles, query);
  };
  EXPECT_THAT(names([](auto& q) { q.outlet = "صحيفه الضفه"; }), ElementsAre("articles/2", "articles/1"));
  EXPECT_THAT(names([](auto& q) { q.outlet = "the quay"; }), ElementsAre("articles/3"));
  EXPECT_THAT(names([](auto& q) { q.outlet = "الضفة"; }), IsEmpty());
  // The publisher's day, which is not UTC's.
  EXPECT_THAT(names([](auto& q) { q.from = "2021-03-05"; }), ElementsAre("articles/2"));
  EXPECT_THAT(names([](auto& q) { q.to = "2021-03-04"; }), ElementsAre("articles/1"));
  EXPECT_THAT(names([](auto& q) { q.words = {"سوق"}; }), ElementsAre("articles/2", "articles/1"));
  EXPECT_THAT(names([](auto& q) { q.words = {"سوق", "التجار"}; }), ElementsAre("articles/1"));
  EXPECT_THAT(names([](auto& q) { q.words = {"market"}; }), ElementsAre("articles/3"));
  EXPECT_THAT(names([](auto& q) {
                q.any_of = {{"التجار"}, {"the", "market"}};
              }),
              ElementsAre("articles/1", "articles/3"));
  EXPECT_THAT(names([](auto& q) { q.article = "articles/2"; }), ElementsAre("articles/2"));
}

INSTANTIATE_TEST_SUITE_P(Engines, ArticleConformance, ::testing::ValuesIn(Engines()), EngineName);

}  // namespace
}  // namespace isnad::store
