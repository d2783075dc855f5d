// What every engine must do, as tests that are run for each.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/entity/aliases.h"
#include "server/store/store.h"
#include "tests/server/store/sample.h"

namespace isnad::store {

// An engine under test: opens the store that it keeps in `folder`, or makes one.
struct Engine {
  std::string name;
  std::function<absl::StatusOr<std::unique_ptr<Store>>(const std::string& folder,
                                                       const entity::Aliases& aliases)>
      open;
};
// The engines that this program tests: its own file defines them.
std::vector<Engine> Engines();
inline std::string EngineName(const ::testing::TestParamInfo<Engine>& info) { return info.param.name; }
inline std::ostream& operator<<(std::ostream& out, const Engine& engine) { return out << engine.name; }

// A folder of its own that goes with it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// Starts with an empty store. Its helpers fail the test where the store fails.
class StoreConformance : public ::testing::TestWithParam<Engine> {
 protected:
  void SetUp() override { Open(); }

  // Closes the store and opens it again, with these lines as the operator's alias file.
  void Open(const std::string& aliases = "");

  Store& store() { return *store_; }
  std::unique_ptr<Reader> Read();
  std::unique_ptr<Transaction> Begin();

  // Puts articles in one transaction.
  std::vector<PutOutcome> Put(const std::vector<AnalyzedArticle>& articles);
  PutOutcome Put(const AnalyzedArticle& article) {
    return Put(std::vector<AnalyzedArticle>{article}).front();
  }
  void Relate(const std::vector<v1::Relation>& relations);

 private:
  TemporaryFolder folder_;
  entity::Aliases aliases_;
  std::unique_ptr<Store> store_;
};

// The names of the items of a list, all pages of it. `list` is one of Reader's.
template <typename Query, typename Item>
std::vector<std::string> NamesOf(Reader& reader,
                                 absl::StatusOr<Page<Item>> (Reader::*list)(const Query&, const PageRequest&),
                                 const Query& query, int page_size = 2) {
  std::vector<std::string> names;
  PageRequest request{.size = page_size, .after = ""};
  do {
    auto page = (reader.*list)(query, request);
    EXPECT_TRUE(page.ok()) << page.status();
    if (!page.ok()) return names;
    EXPECT_LE(page->items.size(), static_cast<size_t>(page_size));
    for (const Item& item : page->items) names.push_back(item.name());
    request.after = page->next;
  } while (!request.after.empty());
  return names;
}

}  // namespace isnad::store
