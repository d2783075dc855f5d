// Transactions: all or nothing, one at a time, unseen until they are committed.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "tests/server/store/conformance.h"

namespace isnad::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class TransactionConformance : public StoreConformance {};

std::vector<std::string> Articles(Reader& reader) {
  return NamesOf(reader, &Reader::ListArticles, ArticleQuery(), 100);
}

TEST_P(TransactionConformance, IsUndoneWhereItIsNotCommitted) {
  const PutOutcome before = Put(Sample("1").Build());
  {
    auto transaction = Begin();
    Sample sample("2");
    sample.AddQuote("نادر", "كلام", {1});
    sample.AddClaim("", "كلام", {2});
    ASSERT_TRUE(transaction->PutArticle(sample.Build()).ok());
    const v1::Relation relation = Contradiction("x", "articles/2/claims/1", "articles/2/claims/1");
    ASSERT_TRUE(transaction->PutRelations({&relation, 1}).ok());
  }
  auto reader = Read();
  EXPECT_THAT(Articles(*reader), ElementsAre("articles/1"));
  EXPECT_THAT(NamesOf(*reader, &Reader::ListEntities, EntityQuery()), IsEmpty());
  EXPECT_THAT(NamesOf(*reader, &Reader::ListRelations, RelationQuery()), IsEmpty());
  EXPECT_THAT(*reader->FindCandidates(UnitKind::kQuote, std::vector<uint64_t>{1}, 9, ""), IsEmpty());
  EXPECT_EQ(Put(Sample("3").Build()).sequence, before.sequence + 1);
}

TEST_P(TransactionConformance, SeesItsOwnWritesAndOthersDoNot) {
  auto transaction = Begin();
  Sample sample("1");
  sample.AddQuote("نادر الصيفي", "كلام");
  ASSERT_TRUE(transaction->PutArticle(sample.Build()).ok());
  EXPECT_TRUE(transaction->GetQuote("articles/1/quotes/1").ok());
  EXPECT_THAT(*transaction->FindEntities("نادر"), SizeIs(1));
  EXPECT_THAT(Articles(*transaction), SizeIs(1));
  EXPECT_THAT(Articles(*Read()), IsEmpty());
  ASSERT_TRUE(transaction->Commit().ok());
  EXPECT_THAT(Articles(*Read()), SizeIs(1));
}

TEST_P(TransactionConformance, ASnapshotStaysAsItIs) {
  Put(Sample("1").Text("قبل").Build());
  auto reader = Read();
  Put({Sample("1").Text("بعد").Build(), Sample("2").Build()});
  EXPECT_EQ(reader->GetArticle("articles/1")->text(), "قبل");
  EXPECT_THAT(Articles(*reader), SizeIs(1));
  EXPECT_EQ(Read()->GetArticle("articles/1")->text(), "بعد");
}

TEST_P(TransactionConformance, EndsWithItsCommit) {
  auto transaction = Begin();
  ASSERT_TRUE(transaction->Commit().ok());
  EXPECT_TRUE(absl::IsFailedPrecondition(transaction->PutArticle(Sample("1").Build()).status()));
  EXPECT_TRUE(absl::IsFailedPrecondition(transaction->PutRelations({})));
  EXPECT_TRUE(absl::IsFailedPrecondition(transaction->Commit()));
  // The next one need not wait for it to go.
  EXPECT_TRUE(Begin()->Commit().ok());
}

TEST_P(TransactionConformance, TheNextOneWaits) {
  auto first = Begin();
  ASSERT_TRUE(first->PutArticle(Sample("1").Build()).ok());
  std::atomic<bool> committing = false;
  std::thread next([this, &committing] {
    auto second = Begin();
    EXPECT_TRUE(committing);
    EXPECT_TRUE(second->GetArticle("articles/1").ok());
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  committing = true;
  EXPECT_TRUE(first->Commit().ok());
  next.join();
}

TEST_P(TransactionConformance, LastsWhenTheStoreIsOpenedAgain) {
  Sample sample("1");
  sample.AddQuote("نادر الصيفي", "كلام", {1});
  sample.AddClaim("", "كلام", {2});
  sample.AddClaim("", "كلام آخر", {2});
  const PutOutcome before = Put(sample.Build());
  Relate({Contradiction("x", "articles/1/claims/1", "articles/1/claims/2")});
  Open();
  auto reader = Read();
  EXPECT_TRUE(reader->GetArticle("articles/1").ok());
  EXPECT_TRUE(reader->GetRelation("relations/x").ok());
  EXPECT_THAT(*reader->FindCandidates(UnitKind::kClaim, std::vector<uint64_t>{2}, 9, ""), SizeIs(2));
  EXPECT_EQ(Put(Sample("2").Build()).sequence, before.sequence + 1);
}

// Readers run beside a writer: each sees whole commits only, and never fewer than before.
TEST_P(TransactionConformance, ReadersSeeWholeCommitsWhileOthersWrite) {
  constexpr int kCommits = 40;
  std::atomic<bool> done = false;
  const auto read = [this, &done] {
    size_t seen = 0;
    while (!done) {
      auto reader = store().Read();
      ASSERT_TRUE(reader.ok()) << reader.status();
      auto articles = (*reader)->ListArticles(ArticleQuery(), {.size = 1000, .after = ""});
      ASSERT_TRUE(articles.ok()) << articles.status();
      auto claims = (*reader)->ListClaims(ClaimQuery(), {.size = 1000, .after = ""});
      ASSERT_TRUE(claims.ok()) << claims.status();
      auto found = (*reader)->FindCandidates(UnitKind::kClaim, std::vector<uint64_t>{1}, 1000, "");
      ASSERT_TRUE(found.ok()) << found.status();
      EXPECT_EQ(articles->items.size() % 2, 0u);
      EXPECT_EQ(claims->items.size(), articles->items.size());
      EXPECT_EQ(found->size(), articles->items.size());
      EXPECT_GE(articles->items.size(), seen);
      seen = articles->items.size();
    }
  };
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) readers.emplace_back(read);
  for (int i = 0; i < kCommits; ++i) {
    Sample one(fmt::format("a{}", i)), two(fmt::format("b{}", i));
    one.AddClaim("نادر", "كلام", {1, static_cast<uint64_t>(i)});
    two.AddClaim("", "كلام", {1});
    Put({one.Build(), two.Build()});
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_THAT(Articles(*Read()), SizeIs(2 * kCommits));
}

INSTANTIATE_TEST_SUITE_P(Engines, TransactionConformance, ::testing::ValuesIn(Engines()), EngineName);

}  // namespace
}  // namespace isnad::store
