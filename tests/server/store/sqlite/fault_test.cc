// Faults: a killed writer loses nothing that it acknowledged, a full disk changes nothing.
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <climits>
#include <iostream>

#include "server/store/sqlite/sqlite_database.h"
#include "server/store/sqlite/sqlite_store.h"
#include "tests/server/store/conformance.h"

namespace isnad::store {
namespace {

using ::testing::HasSubstr;

constexpr int kArticlesACommit = 3;

SqliteOptions OptionsFor(const std::string& path) {
  SqliteOptions options;
  options.path = path;
  options.create = true;
  return options;
}

AnalyzedArticle Numbered(int number) {
  Sample sample(std::to_string(number));
  sample.Text(std::string(2000, 'x'));
  sample.AddQuote("نادر الصيفي", "كلام", {1, static_cast<uint64_t>(number) << 33});
  sample.AddClaim("هدى سالم", "كلام", {2, static_cast<uint64_t>(number) << 44});
  return sample.Build();
}

absl::Status PutGroup(Store& store, int first, int count) {
  auto transaction = store.Begin();
  if (!transaction.ok()) return transaction.status();
  for (int i = 0; i < count; ++i) {
    auto outcome = (*transaction)->PutArticle(Numbered(first + i));
    if (!outcome.ok()) return outcome.status();
  }
  return (*transaction)->Commit();
}

// Stores group after group, from `first` on, and writes a byte to `acks` for each that is durable, until it
// is killed.
[[noreturn]] void IngestForever(const std::string& path, int first, int acks) {
  auto store = OpenSqlite(OptionsFor(path));
  for (int group = 0; store.ok(); ++group) {
    if (!PutGroup(**store, first + group * kArticlesACommit, kArticlesACommit).ok()) break;
    if (write(acks, "+", 1) != 1) break;
  }
  _exit(1);
}

int CountAcks(int acks, int at_most) {
  int count = 0;
  for (char byte; count < at_most && read(acks, &byte, 1) == 1;) ++count;
  return count;
}

// How many groups a writer acknowledged before it was killed, some microseconds after the first `groups` of
// them.
int KillAWriter(const std::string& path, int first, int groups, useconds_t after) {
  int pipe_ends[2];
  if (pipe(pipe_ends) != 0) return -1;
  const pid_t child = fork();
  if (child == 0) {
    close(pipe_ends[0]);
    IngestForever(path, first, pipe_ends[1]);
  }
  close(pipe_ends[1]);
  int acknowledged = CountAcks(pipe_ends[0], groups);
  usleep(after);
  kill(child, SIGKILL);
  int state = 0;
  waitpid(child, &state, 0);
  EXPECT_TRUE(WIFSIGNALED(state)) << "the writer ended by itself";
  acknowledged += CountAcks(pipe_ends[0], INT_MAX);
  close(pipe_ends[0]);
  return acknowledged;
}

void ExpectIntact(const std::string& path) {
  auto db = sqlite::SqliteDatabase::Open({.path = path});
  ASSERT_TRUE(db.ok()) << db.status();
  sql::Statement row = (*db)->Prepare("PRAGMA integrity_check");
  ASSERT_TRUE(row.Step()) << row.status();
  EXPECT_EQ(row.Bytes(0), "ok");
}

TEST(FaultTest, AKilledWriterLosesNothingThatItAcknowledged) {
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/corpus.db";
  int first = 0;
  for (int round = 0; round < 20; ++round) {
    const int groups = round % 5;
    const int acknowledged = KillAWriter(path, first, groups, 731 * static_cast<useconds_t>(round));
    ASSERT_GE(acknowledged, groups);
    auto store = OpenSqlite(OptionsFor(path));
    ASSERT_TRUE(store.ok()) << store.status();
    ExpectIntact(path);
    auto reader = (*store)->Read();
    ASSERT_TRUE(reader.ok()) << reader.status();
    // One more group may have become durable before its acknowledgement got out; it is whole, too.
    int stored = 0;
    while ((*reader)->GetArticle("articles/" + std::to_string(first + stored)).ok()) ++stored;
    EXPECT_GE(stored, acknowledged * kArticlesACommit);
    EXPECT_LE(stored, (acknowledged + 1) * kArticlesACommit);
    EXPECT_EQ(stored % kArticlesACommit, 0);
    first += stored;
    auto found = (*reader)->FindCandidates(UnitKind::kClaim, std::vector<uint64_t>{2}, 100'000, "");
    ASSERT_TRUE(found.ok()) << found.status();
    EXPECT_EQ(found->size(), static_cast<size_t>(first));
  }
}

TEST(FaultTest, ASizeLimitThatIsReachedUndoesTheTransaction) {
  const TemporaryFolder folder;
  SqliteOptions options = OptionsFor(folder.path() + "/corpus.db");
  options.max_bytes = 1 << 20;
  auto store = OpenSqlite(options);
  ASSERT_TRUE(store.ok()) << store.status();
  int stored = 0;
  absl::Status status;
  while (status.ok() && stored < 10'000) {
    status = PutGroup(**store, stored, 10);
    if (status.ok()) stored += 10;
  }
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("no room left"));
  EXPECT_GT(stored, 0);
  auto reader = (*store)->Read();
  EXPECT_EQ(NamesOf(**reader, &Reader::ListArticles, ArticleQuery(), 100).size(),
            static_cast<size_t>(stored));
  EXPECT_EQ((*reader)->FindCandidates(UnitKind::kClaim, std::vector<uint64_t>{2}, 100'000, "")->size(),
            static_cast<size_t>(stored));
}

// A file that may not grow is what a full disk looks like to a program.
int FillUp(const std::string& path) {
  signal(SIGXFSZ, SIG_IGN);
  auto store = OpenSqlite(OptionsFor(path));
  if (!store.ok() || !PutGroup(**store, 0, 10).ok()) return 1;
  const rlimit limit = {256UL * 1024, 256UL * 1024};
  if (setrlimit(RLIMIT_FSIZE, &limit) != 0) return 2;
  int stored = 10;
  absl::Status status;
  while (status.ok() && stored < 10'000) {
    status = PutGroup(**store, stored, 10);
    if (status.ok()) stored += 10;
  }
  if (status.code() != absl::StatusCode::kResourceExhausted) {
    std::cerr << "instead of RESOURCE_EXHAUSTED: " << status << "\n";
    return 3;
  }
  auto reader = (*store)->Read();
  if (!reader.ok()) return 4;
  auto page = (*reader)->ListArticles(ArticleQuery(), {.size = 10'000, .after = ""});
  if (!page.ok()) return 5;
  return page->items.size() == static_cast<size_t>(stored) ? 0 : 6;
}

TEST(FaultTest, AFullDiskUndoesTheTransaction) {
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/corpus.db";
  const pid_t child = fork();
  if (child == 0) _exit(FillUp(path));
  int state = 0;
  waitpid(child, &state, 0);
  ASSERT_TRUE(WIFEXITED(state));
  EXPECT_EQ(WEXITSTATUS(state), 0);
  ExpectIntact(path);
  auto store = OpenSqlite(OptionsFor(path));
  ASSERT_TRUE(store.ok()) << store.status();
  EXPECT_TRUE(PutGroup(**store, 20'000, 1).ok()) << "with room again, it goes on";
}

TEST(FaultTest, ATransactionThatFailedStaysFailed) {
  const TemporaryFolder folder;
  SqliteOptions options = OptionsFor(folder.path() + "/corpus.db");
  options.max_bytes = int64_t{256} * 1024;
  auto store = OpenSqlite(options);
  ASSERT_TRUE(store.ok()) << store.status();
  auto transaction = (*store)->Begin();
  ASSERT_TRUE(transaction.ok());
  absl::Status status;
  for (int i = 0; status.ok() && i < 10'000; ++i) status = (*transaction)->PutArticle(Numbered(i)).status();
  ASSERT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ((*transaction)->PutArticle(Sample("small").Build()).status(), status);
  EXPECT_EQ((*transaction)->Commit(), status);
  EXPECT_TRUE(NamesOf(**(*store)->Read(), &Reader::ListArticles, ArticleQuery()).empty());
}

}  // namespace
}  // namespace isnad::store
