#include "server/pipeline/ingestor.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <filesystem>
#include <future>
#include <mutex>

#include "server/store/sqlite/sqlite_store.h"
#include "tests/server/pipeline/fake_store.h"
#include "tests/server/plugin/plugin_folder.h"

namespace isnad::pipeline {
namespace {

using ::testing::ElementsAre;

v1::Article Article(int number) {
  v1::Article article;
  article.set_name(fmt::format("articles/{:03}", number));
  article.set_text(
      fmt::format("Ida{0} said \"we have {0} boats in the harbour of {1}\". So it is.", number % 7, number));
  article.set_language_code("en");
  article.set_publish_time("2024-01-18");
  return article;
}

// Answers, in the order in which they came.
class Answers {
 public:
  Ingestor::Done Next() {
    return [this](IngestOutcome outcome) {
      const std::lock_guard lock(mutex_);
      outcomes_.push_back(std::move(outcome));
      came_.notify_all();
    };
  }

  std::vector<IngestOutcome> Wait(size_t count) {
    std::unique_lock lock(mutex_);
    came_.wait(lock, [&] { return outcomes_.size() >= count; });
    return outcomes_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable came_;
  std::vector<IngestOutcome> outcomes_;
};

template <typename T>
void Append(const absl::StatusOr<store::Page<T>>& page, std::string* dump) {
  ASSERT_TRUE(page.ok()) << page.status();
  for (const T& item : page->items) *dump += item.DebugString();
}

// Everything that a store says of itself, in its own order.
std::string Dump(store::Store& store) {
  std::string dump;
  auto reader = *store.Read();
  const store::PageRequest all{.size = 1000, .after = ""};
  Append(reader->ListArticles({}, all), &dump);
  Append(reader->ListQuotes({}, all), &dump);
  Append(reader->ListClaims({}, all), &dump);
  Append(reader->ListRelations({}, all), &dump);
  Append(reader->ListEntities({}, all), &dump);
  return dump;
}

class IngestorTest : public testing::Test {
 protected:
  IngestorTest() {
    folder_.Add("sample", "sample", {{"languages", "[\"en\"]"}, {"version", "\"2.1.0\""}});
    const std::vector<std::string> directories = {folder_.path()};
    registry_ = *plugin::Registry::Load(directories);
    analyzer_ = std::make_unique<Analyzer>(*registry_, aliases_);
  }

  // What is stored of some articles on this many threads.
  std::string DumpOf(const std::vector<v1::Article>& articles, int threads, size_t group) {
    const std::string path = fmt::format("{}/{}.db", folder_.path(), ++stores_);
    auto store = *store::OpenSqlite({.path = path, .create = true});
    Answers answers;
    Ingestor ingestor(*analyzer_, *store, {.threads = threads, .max_waiting = 1000, .max_group = group});
    for (const v1::Article& article : articles) EXPECT_TRUE(ingestor.TrySubmit(article, answers.Next()));
    ingestor.Drain();
    EXPECT_EQ(answers.Wait(articles.size()).size(), articles.size());
    return Dump(*store);
  }

  plugin::PluginFolder folder_;
  int stores_ = 0;
  std::unique_ptr<plugin::Registry> registry_;
  const entity::Aliases aliases_;
  std::unique_ptr<Analyzer> analyzer_;
};

TEST_F(IngestorTest, AnswersInOrderAndRefusesBadArticlesAlone) {
  FakeStore store;
  Answers answers;
  Ingestor ingestor(*analyzer_, store, {.threads = 3});
  for (int i = 0; i < 40; ++i) {
    v1::Article article = Article(i);
    if (i % 10 == 3) article.clear_text();
    ASSERT_TRUE(ingestor.TrySubmit(article, answers.Next()));
  }
  const std::vector<IngestOutcome> outcomes = answers.Wait(40);
  for (int i = 0; i < 40; ++i) {
    const IngestOutcome& outcome = outcomes[static_cast<size_t>(i)];
    EXPECT_EQ(outcome.name, Article(i).name());
    EXPECT_EQ(outcome.status.ok(), i % 10 != 3);
    EXPECT_EQ(outcome.state, i % 10 != 3 ? v1::INGEST_STATE_CREATED : v1::INGEST_STATE_UNSPECIFIED);
  }
}

TEST_F(IngestorTest, TheStoreIsTheSameOnAnyNumberOfThreads) {
  std::vector<v1::Article> articles;
  for (int i = 0; i < 30; ++i) articles.push_back(Article(i));
  v1::Article revised = Article(4);
  revised.set_text("Ida said \"we have 99 boats\".");
  articles.push_back(revised);
  articles.push_back(Article(5));  // once more
  const std::string one = DumpOf(articles, 1, 1);
  EXPECT_NE(one.find("articles/029"), std::string::npos);
  EXPECT_EQ(DumpOf(articles, 4, 64), one);
  EXPECT_EQ(DumpOf(articles, 2, 3), one);
}

TEST_F(IngestorTest, SlowsDownAndSaysWhenThereIsRoom) {
  FakeStore store;
  std::promise<void> held;
  std::promise<void> release;
  std::promise<void> ready;
  Answers answers;
  Ingestor ingestor(*analyzer_, store, {.threads = 1, .max_waiting = 2});
  ASSERT_TRUE(ingestor.TrySubmit(Article(1), [&](IngestOutcome) {
    held.set_value();
    release.get_future().wait();
  }));
  held.get_future().wait();
  ASSERT_TRUE(ingestor.TrySubmit(Article(2), answers.Next()));
  EXPECT_FALSE(ingestor.TrySubmit(Article(3), answers.Next()));
  ingestor.WhenReady([&] { ready.set_value(); });
  release.set_value();
  ready.get_future().wait();
  EXPECT_TRUE(ingestor.TrySubmit(Article(3), answers.Next()));
  EXPECT_EQ(answers.Wait(2)[1].name, Article(3).name());
  bool at_once = false;
  ingestor.Drain();
  EXPECT_FALSE(ingestor.TrySubmit(Article(4), answers.Next()));
  ingestor.WhenReady([&] { at_once = true; });
  EXPECT_FALSE(at_once);
}

TEST_F(IngestorTest, CallsAtOnceWhereThereIsRoom) {
  FakeStore store;
  Ingestor ingestor(*analyzer_, store, {});
  bool at_once = false;
  ingestor.WhenReady([&] { at_once = true; });
  EXPECT_TRUE(at_once);
}

TEST_F(IngestorTest, OneArticleIsTakenHoweverLarge) {
  FakeStore store;
  Answers answers;
  Ingestor ingestor(*analyzer_, store, {.max_waiting_bytes = 1});
  EXPECT_TRUE(ingestor.TrySubmit(Article(1), answers.Next()));
  EXPECT_TRUE(answers.Wait(1)[0].status.ok());
}

TEST_F(IngestorTest, AFailedCommitIsAnsweredAndTheNextMayStand) {
  FakeStore store;
  store.commits = {absl::UnavailableError("locked")};
  Answers answers;
  Ingestor ingestor(*analyzer_, store, {});
  ASSERT_TRUE(ingestor.TrySubmit(Article(1), answers.Next()));
  EXPECT_EQ(answers.Wait(1)[0].status.code(), absl::StatusCode::kUnavailable);
  ASSERT_TRUE(ingestor.TrySubmit(Article(1), answers.Next()));
  EXPECT_TRUE(answers.Wait(2)[1].status.ok());
  EXPECT_THAT(store.committed, ElementsAre(ElementsAre("articles/001")));
}

TEST_F(IngestorTest, TakesRawDocuments) {
  FakeStore store;
  Answers answers;
  v1::RawDocument document;
  document.set_content(
      "Plain words of a plain text, long enough to be told as English by anybody who reads it.");
  Ingestor ingestor(*analyzer_, store, {});
  ASSERT_TRUE(ingestor.TrySubmit(document, answers.Next()));
  ASSERT_TRUE(ingestor.TrySubmit(v1::RawDocument(), answers.Next()));
  const std::vector<IngestOutcome> outcomes = answers.Wait(2);
  EXPECT_TRUE(outcomes[0].status.ok()) << outcomes[0].status;
  EXPECT_EQ(outcomes[1].status.code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace isnad::pipeline
