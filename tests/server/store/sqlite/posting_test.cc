// Postings: packed and unpacked, merged and taken back, against plain maps.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>
#include <set>

#include "server/store/sql/posting_block.h"
#include "server/store/sql/posting_buffer.h"
#include "server/store/sql/posting_runs.h"
#include "server/store/sql/scored.h"
#include "server/store/sqlite/migrations.h"
#include "tests/server/store/conformance.h"

namespace isnad::store::sql {
namespace {

TEST(PostingTest, SettlingDropsWhatIsTakenBack) {
  PostingList list = {TakesBack(2), Adds(1), Adds(2), TakesBack(7), Adds(3)};
  Settle(list);
  EXPECT_EQ(list, (PostingList{Adds(1), Adds(3), TakesBack(7)}));
  EXPECT_EQ(NetCount(list), 1);
}

TEST(PostingTest, BlocksGiveBackWhatWasPacked) {
  std::map<int64_t, PostingList> packed = {
      {INT64_MIN, {2}}, {-1, {4, 1 << 30}}, {0, {3}}, {INT64_MAX, {2, 3, 4}}};
  for (int64_t feature = 1; feature < 2000; ++feature) packed[feature * 977] = {feature * 2};
  for (Posting posting = 2; posting < 2000; posting += 2) packed[500].push_back(posting);
  std::vector<PostingBlock> blocks;
  BlockPacker packer([&blocks](const PostingBlock& block) {
    blocks.push_back(block);
    return absl::OkStatus();
  });
  for (const auto& [feature, list] : packed) ASSERT_TRUE(packer.Add(feature, list).ok());
  ASSERT_TRUE(packer.Finish().ok());
  EXPECT_GT(blocks.size(), 4u);
  std::map<int64_t, PostingList> read;
  for (const PostingBlock& block : blocks) {
    BlockReader reader(block.first, block.bytes);
    while (reader.Next()) reader.Read(read[reader.feature()]);
    EXPECT_FALSE(reader.damaged());
    EXPECT_EQ(block.frequency.value_or(NetCount(packed[block.first])), NetCount(packed[block.first]));
  }
  EXPECT_EQ(read, packed);
}

// Whatever the bytes, reading ends and stays within them.
TEST(PostingTest, DamagedBlocksAreNoticedOrReadAsSomethingElse) {
  std::mt19937 random(5);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes(random() % 40, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    BlockReader reader(0, bytes);
    PostingList list;
    while (reader.Next()) reader.Read(list);
    EXPECT_LE(list.size(), bytes.size());
  }
  BlockReader cut(0, std::string_view("\x00\x05\x01", 3));
  EXPECT_FALSE(cut.Next());
  EXPECT_TRUE(cut.damaged());
}

TEST(PostingTest, InverseFrequencyIsTheLogarithmRoundedDown) {
  EXPECT_EQ(InverseFrequency(1, 1), 1024);
  EXPECT_EQ(InverseFrequency(3, 1), 2048);
  EXPECT_EQ(InverseFrequency(1000, 1000), 1);
  for (int64_t units = 1; units < 3000; units += 7) {
    for (int64_t frequency = 1; frequency <= units; frequency += 1 + units / 5) {
      const long double exact = 1024 * std::log2(static_cast<long double>(units + 1) / frequency);
      EXPECT_EQ(InverseFrequency(units, frequency), static_cast<int64_t>(std::floor(exact + 1e-9L)))
          << units << " " << frequency;
    }
  }
  EXPECT_EQ(InverseFrequency((int64_t{1} << 62) - 1, 1), 62 * 1024);
}

class RunsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = sqlite::SqliteDatabase::Open({.path = folder_.path() + "/runs.db", .create = true});
    ASSERT_TRUE(opened.ok()) << opened.status();
    db_ = *std::move(opened);
    ASSERT_TRUE(sqlite::Migrate(*db_, true).ok());
    ASSERT_TRUE(db_->Script("BEGIN").ok());
  }

  std::vector<int64_t> UnitsWith(uint64_t feature) {
    auto reader = RunReader::Of(*db_, PostingKind::kClaim);
    EXPECT_TRUE(reader.ok());
    auto lookup = reader->Look(static_cast<int64_t>(feature));
    EXPECT_TRUE(lookup.ok()) << lookup.status();
    EXPECT_TRUE(reader->ReadLongLists(*lookup).ok());
    Settle(lookup->list);
    EXPECT_EQ(lookup->frequency, static_cast<int64_t>(lookup->list.size()));
    std::vector<int64_t> units;
    for (const Posting posting : lookup->list) units.push_back(posting / 2);
    return units;
  }

  TemporaryFolder folder_;
  std::unique_ptr<sqlite::SqliteDatabase> db_;
};

TEST_F(RunsTest, HoldWhatWasFlushedLessWhatWasTakenBack) {
  std::mt19937_64 random(3);
  std::map<uint64_t, std::set<int64_t>> expected;
  std::map<int64_t, std::vector<uint64_t>> units;
  int64_t next = 1;
  for (int flush = 0; flush < 60; ++flush) {
    PostingBuffer buffer;
    for (int i = 0; i < 30; ++i) {
      std::set<uint64_t> features = {7};  // one that all have
      for (int k = 0; k < 8; ++k) features.insert((random() % 200) << 56 | random() % 3);
      units[next].assign(features.begin(), features.end());
      for (const uint64_t feature : features) expected[feature].insert(next);
      buffer.Add(PostingKind::kClaim, next, units[next]);
      ++next;
    }
    for (int i = 0; i < 8; ++i) {
      const auto gone = units.begin();
      buffer.TakeBack(PostingKind::kClaim, gone->first, gone->second);
      for (const uint64_t feature : gone->second) expected[feature].erase(gone->first);
      units.erase(gone);
    }
    ASSERT_TRUE(buffer.Flush(*db_).ok());
    EXPECT_EQ(buffer.size(), 0u);
  }
  for (const auto& [feature, having] : expected) {
    EXPECT_EQ(UnitsWith(feature), std::vector<int64_t>(having.begin(), having.end())) << feature;
  }
  EXPECT_TRUE(UnitsWith(12345).empty());
}

TEST_F(RunsTest, AreFewAndShrinkToNothing) {
  PostingBuffer buffer;
  for (int64_t unit = 1; unit <= 500; ++unit) {
    buffer.Add(PostingKind::kClaim, unit, std::vector<uint64_t>{static_cast<uint64_t>(unit) << 50});
    ASSERT_TRUE(buffer.Flush(*db_).ok());
  }
  EXPECT_LE(*db_->Integer("SELECT count(*) FROM posting_run"), 8);
  for (int64_t unit = 1; unit <= 500; ++unit) {
    buffer.TakeBack(PostingKind::kClaim, unit, std::vector<uint64_t>{static_cast<uint64_t>(unit) << 50});
  }
  ASSERT_TRUE(buffer.Flush(*db_).ok());
  EXPECT_EQ(*db_->Integer("SELECT count(*) FROM posting_block"), 0);
}

TEST_F(RunsTest, DamageIsTold) {
  PostingBuffer buffer;
  buffer.Add(PostingKind::kClaim, 1, std::vector<uint64_t>{7});
  ASSERT_TRUE(buffer.Flush(*db_).ok());
  ASSERT_TRUE(db_->Run("UPDATE posting_block SET bytes = x'00ff'").ok());
  auto reader = RunReader::Of(*db_, PostingKind::kClaim);
  ASSERT_TRUE(reader.ok());
  EXPECT_TRUE(absl::IsDataLoss(reader->Look(7).status()));
}

}  // namespace
}  // namespace isnad::store::sql
