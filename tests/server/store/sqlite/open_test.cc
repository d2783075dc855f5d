// Opening: what is told of files that are no store, not ours to write, or damaged.
#include <gmock/gmock.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "server/store/sqlite/migrations.h"
#include "server/store/sqlite/sqlite_store.h"
#include "tests/server/store/conformance.h"

namespace isnad::store {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class OpenTest : public ::testing::Test {
 protected:
  absl::Status Open(const std::string& path, bool create = false) {
    SqliteOptions options;
    options.path = path;
    options.create = create;
    options.busy_timeout = std::chrono::milliseconds(20);
    return OpenSqlite(options).status();
  }

  void MakeStore(int articles = 0) {
    SqliteOptions options;
    options.path = path_;
    options.create = true;
    auto store = OpenSqlite(options);
    ASSERT_TRUE(store.ok()) << store.status();
    auto transaction = (*store)->Begin();
    for (int i = 0; i < articles; ++i) {
      Sample sample(std::to_string(i));
      sample.Text(std::string(3000, 'x'));
      sample.AddClaim("نادر", "كلام", {1, static_cast<uint64_t>(i) << 40});
      ASSERT_TRUE((*transaction)->PutArticle(sample.Build()).ok());
    }
    ASSERT_TRUE((*transaction)->Commit().ok());
  }

  void WriteFile(const std::string& contents) { std::ofstream(path_, std::ios::binary) << contents; }

  void Sql(const std::string& sql) {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &db), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
    sqlite3_close(db);
  }

  // One line that names the file.
  void ExpectTold(const absl::Status& status, absl::StatusCode code, const std::string& words) {
    EXPECT_EQ(status.code(), code) << status;
    EXPECT_THAT(std::string(status.message()),
                AllOf(HasSubstr(path_), HasSubstr(words), Not(HasSubstr("\n"))));
  }

  TemporaryFolder folder_;
  const std::string path_ = folder_.path() + "/corpus.db";
};

TEST_F(OpenTest, AMissingFileIsNotMadeUnasked) {
  ExpectTold(Open(path_), absl::StatusCode::kNotFound, "isnad ingest --db");
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(OpenTest, MakesTheFileAndItsFolder) {
  const std::string deep = folder_.path() + "/a/b/corpus.db";
  EXPECT_TRUE(Open(deep, true).ok());
  EXPECT_TRUE(Open(deep).ok());
}

TEST_F(OpenTest, AFileNameMeansNothingElse) {
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder_.path());
  for (const char* name : {":memory:", "file:x?mode=memory", "a b'c.db"}) {
    EXPECT_TRUE(Open(name, true).ok()) << name;
    EXPECT_TRUE(std::filesystem::exists(folder_.path() + "/" + name)) << name;
  }
  std::filesystem::current_path(before);
  EXPECT_TRUE(absl::IsInvalidArgument(Open("", true)));
}

TEST_F(OpenTest, AFolderIsNoStore) {
  const absl::Status status = Open(folder_.path(), true);
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr("folder"));
}

TEST_F(OpenTest, ATextFileIsNoDatabase) {
  WriteFile(std::string(2000, 'a'));
  ExpectTold(Open(path_, true), absl::StatusCode::kDataLoss, "no database");
  EXPECT_EQ(std::filesystem::file_size(path_), 2000u) << "it is left alone";
}

TEST_F(OpenTest, AnotherProgramsDatabaseIsLeftAlone) {
  Sql("CREATE TABLE song (name TEXT)");
  ExpectTold(Open(path_, true), absl::StatusCode::kFailedPrecondition, "another program");
  Sql("PRAGMA application_id = 77");
  ExpectTold(Open(path_, true), absl::StatusCode::kFailedPrecondition, "another program");
}

TEST_F(OpenTest, AnEmptyFileBecomesAStoreOnlyWhenAsked) {
  WriteFile("");
  ExpectTold(Open(path_), absl::StatusCode::kFailedPrecondition, "empty");
  EXPECT_TRUE(Open(path_, true).ok());
}

TEST_F(OpenTest, ANewerSchemaIsRefused) {
  MakeStore();
  Sql("PRAGMA user_version = " + std::to_string(sqlite::SchemaVersion() + 1));
  ExpectTold(Open(path_, true), absl::StatusCode::kFailedPrecondition, "newer isnad");
}

TEST_F(OpenTest, MissingTablesAreDamage) {
  MakeStore();
  Sql("DROP TABLE relation");
  ExpectTold(Open(path_), absl::StatusCode::kDataLoss, "damaged");
}

TEST_F(OpenTest, ATruncatedFileIsDamage) {
  MakeStore(50);
  std::filesystem::resize_file(path_, std::filesystem::file_size(path_) / 2);
  ExpectTold(Open(path_), absl::StatusCode::kDataLoss, "damaged");
}

// Bytes are flipped all over the file: whatever can still be read is read, and what can't is DATA_LOSS or,
// where the bytes happen to mean something, another status; never a crash.
TEST_F(OpenTest, FlippedBytesNeverCrash) {
  MakeStore(50);
  std::ifstream in(path_, std::ios::binary);
  const std::string whole((std::istreambuf_iterator<char>(in)), {});
  int told = 0;
  for (size_t page = 0; page * 4096 < whole.size(); ++page) {
    std::string bytes = whole;
    for (size_t i = 0; i < 64; ++i) bytes[std::min(page * 4096 + i * 61, bytes.size() - 1)] ^= 0x5A;
    WriteFile(bytes);
    SqliteOptions options;
    options.path = path_;
    auto store = OpenSqlite(options);
    absl::Status status = store.status();
    if (store.ok()) {
      auto reader = (*store)->Read();
      status = reader.status();
      if (status.ok()) status = (*reader)->ListClaims(ClaimQuery(), {.size = 1000, .after = ""}).status();
      if (status.ok())
        status = (*reader)->FindCandidates(UnitKind::kClaim, std::vector<uint64_t>{1}, 9, "").status();
      for (int i = 0; status.ok() && i < 50; ++i) {
        status = (*reader)->GetArticle("articles/" + std::to_string(i)).status();
      }
    }
    if (absl::IsDataLoss(status)) ++told;
    std::filesystem::remove(path_ + "-wal");
    std::filesystem::remove(path_ + "-shm");
  }
  EXPECT_GT(told, 5);
}

TEST_F(OpenTest, AnotherProcessThatWritesIsWaitedForAndTold) {
  MakeStore();
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  SqliteOptions options;
  options.path = path_;
  options.busy_timeout = std::chrono::milliseconds(20);
  auto store = OpenSqlite(options);
  ASSERT_TRUE(store.ok()) << store.status();
  EXPECT_TRUE((*store)->Read().ok()) << "reading goes on";
  ExpectTold((*store)->Begin().status(), absl::StatusCode::kUnavailable, "locked by another process");
  sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr);
  EXPECT_TRUE((*store)->Begin().ok());
  sqlite3_close(other);
}

TEST_F(OpenTest, AFileThatIsHeldWholeIsUnavailable) {
  MakeStore();
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT", nullptr, nullptr,
                         nullptr),
            SQLITE_OK);
  ExpectTold(Open(path_), absl::StatusCode::kUnavailable, "locked by another process");
  sqlite3_close(other);
}

// The superuser may write everywhere, so the test looks as somebody else.
absl::StatusCode OpenAsNobody(const std::string& path, bool create) {
  const pid_t child = fork();
  if (child == 0) {
    if (geteuid() == 0 && seteuid(65534) != 0) _exit(100);
    SqliteOptions options;
    options.path = path;
    options.create = create;
    const absl::Status status = OpenSqlite(options).status();
    _exit(static_cast<int>(status.code()));
  }
  int state = 0;
  waitpid(child, &state, 0);
  return static_cast<absl::StatusCode>(WEXITSTATUS(state));
}

TEST_F(OpenTest, AReadOnlyFileOrFolderIsTold) {
  MakeStore();
  chmod(folder_.path().c_str(), 0755);
  chmod(path_.c_str(), 0444);
  EXPECT_EQ(OpenAsNobody(path_, false), absl::StatusCode::kPermissionDenied);
  chmod(path_.c_str(), 0000);
  EXPECT_EQ(OpenAsNobody(path_, false), absl::StatusCode::kPermissionDenied);
  chmod(folder_.path().c_str(), 0555);
  chmod(path_.c_str(), 0666);
  EXPECT_EQ(OpenAsNobody(path_, false), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(OpenAsNobody(folder_.path() + "/new.db", true), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(OpenAsNobody(folder_.path() + "/new/new.db", true), absl::StatusCode::kPermissionDenied);
  chmod(folder_.path().c_str(), 0755);
}

TEST_F(OpenTest, AStoreOfAnEarlierSchemaIsBroughtToThisOne) {
  const std::vector<std::string> undo = {
      "DROP TABLE entity_change; DROP TABLE relation_review; PRAGMA user_version = 1",
      "DROP TABLE former_units; DROP INDEX revision_article; PRAGMA user_version = 2",
      "DROP TABLE name_word; PRAGMA user_version = 3"};
  MakeStore(2);
  for (size_t oldest = undo.size(); oldest-- > 0;) {
    for (size_t version = undo.size(); version-- > oldest;) Sql(undo[version]);
    EXPECT_TRUE(Open(path_).ok()) << oldest + 1;
  }
  SqliteOptions options;
  options.path = path_;
  auto store = OpenSqlite(options);
  ASSERT_TRUE(store.ok()) << store.status();
  auto reader = (*store)->Read();
  ASSERT_TRUE(reader.ok()) << reader.status();
  EXPECT_TRUE((*reader)->GetArticle("articles/1").ok());
  EXPECT_TRUE((*reader)->ListEntityChanges({}, {.size = 1, .after = ""}).ok());
  EXPECT_EQ((*reader)->ListRevisions({"articles/1"}, {})->items.size(), 1u);
  EXPECT_EQ((*reader)->FindEntities("نادر")->size(), 1u);
}

TEST_F(OpenTest, TwoMayMakeTheSameStoreAtOnce) {
  std::vector<pid_t> children;
  for (int i = 0; i < 8; ++i) {
    const pid_t child = fork();
    if (child == 0) {
      SqliteOptions options;
      options.path = path_;
      options.create = true;
      const absl::Status status = OpenSqlite(options).status();
      if (!status.ok()) fprintf(stderr, "%s\n", status.ToString().c_str());
      _exit(status.ok() ? 0 : 1);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int state = 0;
    waitpid(child, &state, 0);
    EXPECT_EQ(state, 0);
  }
  EXPECT_TRUE(Open(path_).ok());
}

}  // namespace
}  // namespace isnad::store
