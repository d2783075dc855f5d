// Copies of a store: whole or not at all, whatever is written meanwhile.
#include "server/store/sqlite/copy.h"

#include <gmock/gmock.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "server/store/sqlite/sqlite_store.h"
#include "tests/server/store/conformance.h"

namespace isnad::store {
namespace {

using ::testing::HasSubstr;

class CopyTest : public ::testing::Test {
 protected:
  std::unique_ptr<Store> Open(const std::string& path, bool create = false) {
    SqliteOptions options;
    options.path = path;
    options.create = create;
    auto store = OpenSqlite(options);
    EXPECT_TRUE(store.ok()) << store.status();
    return store.ok() ? *std::move(store) : nullptr;
  }

  // An article with a claim, whose number is its name.
  void Put(Transaction& transaction, int number) {
    Sample sample(std::to_string(number));
    sample.Text(std::string(3000, 'x'));
    sample.AddClaim("نادر", "كلام", {1, static_cast<uint64_t>(number) << 40});
    ASSERT_TRUE(transaction.PutArticle(sample.Build()).ok());
  }

  size_t Articles(Store& store) {
    return NamesOf(**store.Read(), &Reader::ListArticles, ArticleQuery()).size();
  }
  size_t Claims(Store& store) { return NamesOf(**store.Read(), &Reader::ListClaims, ClaimQuery()).size(); }

  std::vector<std::string> Files() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path()))
      names.push_back(entry.path().filename().string());
    return names;
  }

  TemporaryFolder folder_;
  std::string path_ = folder_.path() + "/corpus.db";
  std::string copy_ = folder_.path() + "/copy.db";
};

TEST_F(CopyTest, HoldsWhatIsCommittedAndNothingElse) {
  auto store = Open(path_, true);
  auto first = *store->Begin();
  Put(*first, 1);
  ASSERT_TRUE(first->Commit().ok());
  auto open = *store->Begin();
  Put(*open, 2);
  ASSERT_EQ(CopySqlite(path_, copy_), absl::OkStatus());
  ASSERT_TRUE(open->Commit().ok());
  EXPECT_EQ(Articles(*Open(copy_)), 1u);
  EXPECT_EQ(Articles(*store), 2u);
}

TEST_F(CopyTest, IsOneMomentWhileArticlesArriveAndHoldsNobodyUp) {
  auto store = Open(path_, true);
  std::atomic<bool> done = false;
  std::atomic<int> stored = 0;
  std::jthread writer([&] {
    while (!done) {
      auto transaction = *store->Begin();
      Put(*transaction, stored);
      ASSERT_TRUE(transaction->Commit().ok());
      ++stored;
    }
  });
  for (int i = 0; i < 5; ++i) {
    const std::string copy = copy_ + std::to_string(i);
    const int before = stored;
    ASSERT_EQ(CopySqlite(path_, copy), absl::OkStatus());
    auto copied = Open(copy);
    EXPECT_GE(Articles(*copied), static_cast<size_t>(before));
    EXPECT_EQ(Articles(*copied), Claims(*copied));
    while (stored <= before + 1) std::this_thread::yield();  // it goes on
  }
  done = true;
}

TEST_F(CopyTest, NeverOverwritesAndTellsWhatIsMissing) {
  Open(path_, true);
  std::ofstream(copy_) << "mine";
  const absl::Status there = CopySqlite(path_, copy_);
  EXPECT_EQ(there.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_THAT(std::string(there.message()), HasSubstr(copy_));
  EXPECT_EQ(CopySqlite(path_ + "2", copy_ + "2").code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(CopySqlite(path_, folder_.path() + "/none/copy.db").code(), absl::StatusCode::kNotFound);
  std::ofstream(folder_.path() + "/empty.db") << "";
  EXPECT_EQ(CopySqlite(folder_.path() + "/empty.db", copy_ + "2").code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST_F(CopyTest, OfADamagedStoreNothingIsKept) {
  {
    auto store = Open(path_, true);
    auto transaction = *store->Begin();
    for (int i = 0; i < 200; ++i) Put(*transaction, i);
    ASSERT_TRUE(transaction->Commit().ok());
  }
  {
    std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
    constexpr size_t kPage = 4096;
    file.seekp(40 * kPage);
    file << std::string(20 * kPage, 'x');
  }
  const absl::Status status = CopySqlite(path_, copy_);
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << status;
  EXPECT_THAT(Files(), testing::Each(testing::StartsWith("corpus.db")));
}

TEST_F(CopyTest, WhatAnInterruptedOneLeftIsWrittenOver) {
  Open(path_, true);
  std::ofstream(copy_ + ".part") << "half of something";
  ASSERT_EQ(CopySqlite(path_, copy_), absl::OkStatus());
  EXPECT_FALSE(std::filesystem::exists(copy_ + ".part"));
  EXPECT_EQ(Articles(*Open(copy_)), 0u);
}

}  // namespace
}  // namespace isnad::store
