// What is PostgreSQL's own: other servers beside this one, lost connections, errors; and that it gives what
// SQLite gives.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <thread>

#include "server/store/postgres/error.h"
#include "server/store/postgres/postgres_store.h"
#include "server/store/sqlite/sqlite_store.h"
#include "tests/server/store/conformance.h"
#include "tests/server/store/postgres/postgres_server.h"

namespace isnad::store {
namespace {

std::unique_ptr<Store> Open(const std::string& address) {
  auto opened = OpenPostgres({.address = address, .create = true, .aliases = nullptr});
  EXPECT_TRUE(opened.ok()) << opened.status();
  return *std::move(opened);
}

absl::Status PutOne(Store& store, const std::string& id, int64_t* sequence = nullptr) {
  auto transaction = store.Begin();
  if (!transaction.ok()) return transaction.status();
  auto outcome = (*transaction)->PutArticle(Sample(id).Text(id).Build());
  if (!outcome.ok()) return outcome.status();
  if (sequence != nullptr) *sequence = outcome->sequence;
  return (*transaction)->Commit();
}

std::vector<std::string> Articles(Store& store) {
  auto reader = store.Read();
  EXPECT_TRUE(reader.ok()) << reader.status();
  return NamesOf(**reader, &Reader::ListArticles, ArticleQuery());
}

absl::StatusCode CodeOfOpening(const std::string& address, bool create = true) {
  return OpenPostgres({.address = address, .create = create, .aliases = nullptr}).status().code();
}

TEST(PostgresStoreTest, OpeningTellsWhatIsMissing) {
  EXPECT_EQ(CodeOfOpening("corpus.db"), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(CodeOfOpening("postgres://localhost:0x/y"), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(CodeOfOpening("postgres://isnad@%2Fnowhere/y"), absl::StatusCode::kUnavailable);
  EXPECT_EQ(CodeOfOpening(SharedPostgres().Address("nowhere")), absl::StatusCode::kNotFound);
  const std::string address = SharedPostgres().NewDatabase();
  EXPECT_EQ(CodeOfOpening(address, false), absl::StatusCode::kFailedPrecondition);
  Open(address);
  EXPECT_EQ(CodeOfOpening(address, false), absl::StatusCode::kOk);
  SharedPostgres().Sql(address, "INSERT INTO isnad.migrations (version) VALUES (99)");
  EXPECT_EQ(CodeOfOpening(address), absl::StatusCode::kFailedPrecondition);
  const std::string other = SharedPostgres().NewDatabase();
  SharedPostgres().Sql(other, "CREATE SCHEMA isnad");
  EXPECT_EQ(CodeOfOpening(other), absl::StatusCode::kFailedPrecondition);
}

TEST(PostgresStoreTest, NoPasswordIsShown) {
  EXPECT_EQ(WithoutPassword("postgres://a:b:@c@h:5/d?password=x"), "postgres://a@h:5/d");
  EXPECT_EQ(WithoutPassword("postgres://h:5/d"), "postgres://h:5/d");
  EXPECT_EQ(WithoutPassword("a:b@c.db"), "a:b@c.db");
  const auto failed =
      OpenPostgres({.address = "postgres://isnad:secret@%2Fnowhere/y", .create = false, .aliases = nullptr});
  EXPECT_EQ(failed.status().message().find("secret"), std::string::npos) << failed.status();
}

TEST(PostgresStoreTest, ErrorsAreToldApart) {
  const auto code = [](std::string_view state) { return postgres::StatusOf(state, "here", "words").code(); };
  EXPECT_EQ(code("53100"), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(code("53300"), absl::StatusCode::kUnavailable);
  EXPECT_EQ(code("57P01"), absl::StatusCode::kUnavailable);
  EXPECT_EQ(code("40P01"), absl::StatusCode::kUnavailable);
  EXPECT_EQ(code("28P01"), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(code("XX001"), absl::StatusCode::kDataLoss);
  EXPECT_EQ(code("42601"), absl::StatusCode::kInternal);
}

TEST(PostgresStoreTest, TwoServersAtOnceGiveEachArticleANumberOfItsOwn) {
  const std::string address = SharedPostgres().NewDatabase();
  constexpr int kEach = 40;
  std::vector<std::vector<int64_t>> numbers(2, std::vector<int64_t>(kEach));
  {
    std::vector<std::jthread> servers;
    for (size_t server = 0; server < 2; ++server) {
      servers.emplace_back([&, server] {
        auto store = Open(address);
        for (int i = 0; i < kEach; ++i) {
          const std::string id = std::to_string(server) + "-" + std::to_string(i);
          EXPECT_TRUE(PutOne(*store, id, &numbers[server][static_cast<size_t>(i)]).ok());
        }
      });
    }
  }
  std::set<int64_t> all(numbers[0].begin(), numbers[0].end());
  all.insert(numbers[1].begin(), numbers[1].end());
  EXPECT_EQ(all.size(), 2u * kEach);
  EXPECT_EQ(*all.rbegin(), 2 * kEach);
  EXPECT_EQ(Articles(*Open(address)).size(), 2u * kEach);
}

TEST(PostgresStoreTest, KilledAndStartedAgainItHasWhatWasAcknowledged) {
  PostgresServer server;
  auto store = Open(server.NewDatabase());
  ASSERT_TRUE(PutOne(*store, "kept").ok());
  EXPECT_EQ(Articles(*store).size(), 1u);  // leaves an idle connection, which is lost now
  auto open = store->Begin();
  ASSERT_TRUE(open.ok());
  ASSERT_TRUE((*open)->PutArticle(Sample("lost").Build()).ok());
  server.Kill();
  EXPECT_EQ((*open)->Commit().code(), absl::StatusCode::kUnavailable);
  open->reset();
  EXPECT_EQ(PutOne(*store, "refused").code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(store->Read().status().code(), absl::StatusCode::kUnavailable);
  server.Start();
  EXPECT_EQ(Articles(*store), std::vector<std::string>{"articles/kept"});
  EXPECT_TRUE(PutOne(*store, "later").ok());
  EXPECT_EQ(Articles(*store).size(), 2u);
}

// All that a store's lists give, byte by byte, and what it finds.
std::vector<std::string> Everything(Store& store) {
  auto reader = *store.Read();
  std::vector<std::string> all;
  const auto add = [&all, &reader](auto list, const auto& query) {
    PageRequest request{.size = 7, .after = ""};
    do {
      auto page = (reader.get()->*list)(query, request);
      ASSERT_TRUE(page.ok()) << page.status();
      for (const auto& item : page->items) all.push_back(item.ShortDebugString());
      request.after = page->next;
    } while (!request.after.empty());
    all.emplace_back("--");
  };
  add(&Reader::ListArticles, ArticleQuery());
  add(&Reader::ListQuotes, QuoteQuery());
  add(&Reader::ListClaims, ClaimQuery());
  add(&Reader::ListRelations, RelationQuery());
  add(&Reader::ListEntities, EntityQuery());
  add(&Reader::ListEntityChanges, EntityChangeQuery());
  add(&Reader::ListRelationReviews, RelationReviewQuery());
  RelationQuery days;
  days.from = "2021-03-02";
  add(&Reader::ListRelations, days);
  for (uint64_t feature = 0; feature < 30; ++feature) {
    const std::vector<uint64_t> features = {feature, ~feature, feature + 1};
    for (const UnitKind kind : {UnitKind::kQuote, UnitKind::kClaim}) {
      auto found = reader->FindCandidates(kind, features, 10, "articles/3");
      EXPECT_TRUE(found.ok()) << found.status();
      for (const Candidate& candidate : *found)
        all.push_back(candidate.name + " " + std::to_string(candidate.score));
    }
    const Matter matter{.topics = features, .least = 1, .articles = 3};
    auto found = reader->FindInMatter(matter, std::vector<std::vector<uint64_t>>{features}, 5, "");
    EXPECT_TRUE(found.ok()) << found.status();
    for (const Candidate& candidate : found->front())
      all.push_back(candidate.name + " " + std::to_string(candidate.score));
  }
  return all;
}

// One random step of a history, the same for the same state of `random`.
std::string Step(Store& store, std::mt19937_64& random) {
  const auto below = [&random](uint64_t bound) { return random() % bound; };
  const auto features = [&] {
    std::set<uint64_t> chosen;
    while (chosen.size() < 3) chosen.insert(below(2) == 0 ? below(30) : ~below(30));
    return std::vector<uint64_t>(chosen.begin(), chosen.end());
  };
  auto transaction = *store.Begin();
  std::string outcome;
  const std::string id = std::to_string(below(8));
  if (below(6) == 0) {
    outcome = std::string(transaction->DeleteArticle("articles/" + id).message());
  } else {
    Sample sample(id, below(2) == 0 ? "المنوال" : "بوابة", "2021-03-0" + std::to_string(1 + below(5)));
    sample.Text(std::string("نص") + '\0' + std::to_string(below(4))).Topics(features());
    for (uint64_t i = 0; i <= below(3); ++i) {
      sample.AddQuote("سمير " + std::to_string(below(4)), "قال " + std::to_string(below(9)), features());
      sample.AddClaim(below(3) == 0 ? "" : "ليلى " + std::to_string(below(4)),
                      "عدد " + std::to_string(below(9)), features());
    }
    auto put = transaction->PutArticle(sample.Build());
    EXPECT_TRUE(put.ok()) << put.status();
    outcome = std::to_string(put->state) + "/" + std::to_string(put->sequence);
  }
  const std::string a = "articles/" + id + "/claims/1";
  const std::string b = "articles/" + std::to_string(below(8)) + "/claims/1";
  const std::string name = std::to_string(below(12));
  const bool related = a != b && transaction->GetClaim(a).ok() && transaction->GetClaim(b).ok() &&
                       !transaction->GetRelation("relations/" + name).ok();
  if (related) {
    auto status = transaction->PutRelations(std::vector<v1::Relation>{Contradiction(name, a, b)});
    EXPECT_TRUE(status.ok()) << status;
    v1::Decision decision;
    decision.set_author("م");
    if (below(3) == 0) {
      auto review = transaction->ReviewRelation("relations/" + name, v1::RELATION_STATE_DISMISSED, decision);
      EXPECT_TRUE(review.ok()) << review.status();
    }
  }
  const bool kept = below(8) != 0;
  if (kept) {
    EXPECT_TRUE(transaction->Commit().ok());
  }
  return outcome;
}

// The first entry that differs, for people; empty where none does.
std::string FirstDifference(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  const auto [a, b] = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
  const auto shown = [](auto entry, auto end) { return entry == end ? std::string("nothing") : *entry; };
  if (a == one.end() && b == other.end()) return "";
  return shown(a, one.end()) + "\nagainst\n" + shown(b, other.end());
}

TEST(PostgresStoreTest, GivesWhatSqliteGivesAfterRandomHistories) {
  for (const uint64_t seed : {1u, 2u, 3u}) {
    TemporaryFolder folder;
    SqliteOptions options;
    options.path = folder.path() + "/corpus.db";
    options.create = true;
    auto sqlite = *OpenSqlite(options);
    auto postgres = Open(SharedPostgres().NewDatabase());
    std::mt19937_64 one(seed);
    std::mt19937_64 other(seed);
    for (int step = 0; step < 60; ++step) {
      ASSERT_EQ(Step(*sqlite, one), Step(*postgres, other)) << "seed " << seed << ", step " << step;
      if (step % 20 == 19) {
        ASSERT_EQ(FirstDifference(Everything(*sqlite), Everything(*postgres)), "") << "seed " << seed;
      }
    }
  }
}

}  // namespace
}  // namespace isnad::store
