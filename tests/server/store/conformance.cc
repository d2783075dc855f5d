#include "tests/server/store/conformance.h"

#include <cstdlib>

namespace isnad::store {

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "isnad_store_XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) std::abort();
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void StoreConformance::Open(const std::string& aliases) {
  store_.reset();
  auto parsed = entity::Aliases::Parse(aliases, "aliases.txt");
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  aliases_ = *std::move(parsed);
  auto opened = GetParam().open(folder_.path(), aliases_);
  ASSERT_TRUE(opened.ok()) << opened.status();
  store_ = *std::move(opened);
}

std::unique_ptr<Reader> StoreConformance::Read() {
  auto reader = store_->Read();
  EXPECT_TRUE(reader.ok()) << reader.status();
  return *std::move(reader);
}

std::unique_ptr<Transaction> StoreConformance::Begin() {
  auto transaction = store_->Begin();
  EXPECT_TRUE(transaction.ok()) << transaction.status();
  return *std::move(transaction);
}

std::vector<PutOutcome> StoreConformance::Put(const std::vector<AnalyzedArticle>& articles) {
  auto transaction = Begin();
  std::vector<PutOutcome> outcomes;
  for (const AnalyzedArticle& article : articles) {
    auto outcome = transaction->PutArticle(article);
    EXPECT_TRUE(outcome.ok()) << outcome.status();
    outcomes.push_back(outcome.value_or(PutOutcome{}));
  }
  const absl::Status status = transaction->Commit();
  EXPECT_TRUE(status.ok()) << status;
  return outcomes;
}

void StoreConformance::Relate(const std::vector<v1::Relation>& relations) {
  auto transaction = Begin();
  absl::Status status = transaction->PutRelations(relations);
  EXPECT_TRUE(status.ok()) << status;
  status = transaction->Commit();
  EXPECT_TRUE(status.ok()) << status;
}

}  // namespace isnad::store
