#include "server/pipeline/former_units.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "server/store/sqlite/sqlite_store.h"
#include "tests/server/store/sample.h"

namespace isnad::pipeline {
namespace {

using ::testing::ElementsAre;

class FormerUnitsTest : public testing::Test {
 protected:
  void SetUp() override {
    const std::string path = testing::TempDir() + "/former_units.db";
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
    auto store = store::OpenSqlite({.path = path, .create = true});
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
  }

  // Stores an article whose quotes and claim are these words of its title or text.
  void Store(const std::string& title, const std::string& text, const std::vector<std::string>& quotes,
             const std::string& claim) {
    store::Sample sample("1");
    sample.Title(title).Text(text);
    const auto place = [&](const std::string& words, v1::Span& span) {
      const bool in_title = title.find(words) != std::string::npos;
      const size_t at = (in_title ? title : text).find(words);
      span.set_start(static_cast<int32_t>(at));
      span.set_end(static_cast<int32_t>(at + words.size()));
      span.set_part(in_title ? v1::PART_TITLE : v1::PART_TEXT);
    };
    for (const std::string& words : quotes) place(words, *sample.AddQuote("سامر", words).mutable_content());
    place(claim, *sample.AddClaim("", claim).mutable_evidence());
    auto transaction = store_->Begin();
    ASSERT_TRUE((*transaction)->PutArticle(sample.Build()).ok());
    ASSERT_TRUE((*transaction)->Commit().ok());
  }

  // Each former unit as "NAME STATE PLACES".
  std::vector<std::string> Follow(const std::string& title, const std::string& text) {
    auto reader = store_->Read();
    auto units = FormerUnits(store::Sample("1").Title(title).Text(text).Build().analysis.article(), **reader);
    EXPECT_TRUE(units.ok()) << units.status();
    std::vector<std::string> told;
    for (const v1::FormerUnit& unit : *units) {
      std::string line = unit.name().substr(11) + " " + v1::AnchorState_Name(unit.state()).substr(13);
      for (const v1::Span& place : unit.places()) line += " " + place.text();
      told.push_back(line);
    }
    return told;
  }

  std::unique_ptr<store::Store> store_;
};

TEST_F(FormerUnitsTest, AreFollowedIntoTheNewText) {
  Store("الجسر مغلق", "قال إن الجسر مغلق اليوم. وأضاف أن العمل مستمر.", {"الجسر مغلق", "العمل مستمر"},
        "الجسر مغلق اليوم");
  EXPECT_THAT(Follow("الجسر مغلق", "وأضاف أن العمل مستمرّ. تحديث: العمل مستمر."),
              ElementsAre("quotes/1 FOUND الجسر مغلق", "quotes/2 MOVED العمل مستمرّ", "claims/1 ORPHANED"));
  EXPECT_THAT(
      Follow("عنوان", "العمل مستمر، العمل مستمر."),
      ElementsAre("quotes/1 ORPHANED", "quotes/2 AMBIGUOUS العمل مستمر العمل مستمر", "claims/1 ORPHANED"));
}

TEST_F(FormerUnitsTest, AreNoneOfWhatIsNotStoredOrIsAsItWas) {
  EXPECT_THAT(Follow("", "نص"), ElementsAre());
  auto transaction = store_->Begin();
  const store::AnalyzedArticle article = store::Sample("1").Text("نص").Build();
  ASSERT_TRUE((*transaction)->PutArticle(article).ok());
  EXPECT_TRUE(FormerUnits(article.analysis.article(), **transaction)->empty());
}

}  // namespace
}  // namespace isnad::pipeline
