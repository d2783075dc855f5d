// Revisions: every text that an article has had, and what became of what was found in the one before.
#include <gmock/gmock.h>

#include "tests/server/store/conformance.h"

namespace isnad::store {
namespace {

using ::testing::ElementsAre;

class RevisionConformance : public StoreConformance {
 protected:
  void Revise(const std::string& text, const std::string& lost) {
    auto transaction = Begin();
    ASSERT_EQ(transaction->PutArticle(Sample("1").Title("عنوان " + text).Text(text).Build())->state,
              v1::INGEST_STATE_REVISED);
    v1::FormerUnit unit;
    unit.set_name("articles/1/quotes/1");
    unit.set_state(v1::ANCHOR_STATE_ORPHANED);
    unit.mutable_span()->set_text(lost);
    ASSERT_TRUE(transaction->KeepFormerUnits("articles/1", std::vector{unit}).ok());
    ASSERT_TRUE(transaction->Commit().ok());
  }

  std::vector<std::string> Names(int size) {
    return NamesOf(*Read(), &Reader::ListRevisions, RevisionQuery{"articles/1"}, size);
  }
};

TEST_P(RevisionConformance, AllAreKeptInTheirOrder) {
  Put(Sample("1").Title("عنوان أول").Text("أول").Build());
  Put(Sample("2").Build());
  Revise("ثان", "أول");
  Revise("أول", "ثان");  // and back again
  const auto names = Names(10);
  ASSERT_EQ(names.size(), 3u);
  EXPECT_EQ(Names(1), names);
  std::vector<std::string> told;
  auto reader = Read();
  for (const std::string& name : names) {
    auto revision = reader->GetRevision(name);
    ASSERT_TRUE(revision.ok()) << revision.status();
    EXPECT_EQ(revision->name(), name);
    EXPECT_EQ(revision->article().name(), "articles/1");
    std::string line = revision->article().title() + "/" + revision->article().text();
    if (revision->current()) line += " now";
    for (const v1::FormerUnit& unit : revision->former_units()) line += " lost " + unit.span().text();
    told.push_back(line);
  }
  EXPECT_THAT(told, ElementsAre("عنوان أول/أول", "عنوان ثان/ثان lost أول", "عنوان أول/أول now lost ثان"));
  EXPECT_TRUE(reader->ListRevisions({"articles/1"}, {})->items[1].article().text().empty());
  EXPECT_EQ(reader->ListRevisions({"articles/1"}, {})->items[1].former_units_size(), 1);
}

TEST_P(RevisionConformance, WhatIsNotThereIsNotFound) {
  Put(Sample("1").Build());
  Put(Sample("2").Build());
  auto reader = Read();
  EXPECT_TRUE(absl::IsNotFound(reader->ListRevisions({"articles/3"}, {}).status()));
  const std::string two = reader->ListRevisions({"articles/2"}, {})->items[0].name();
  for (const std::string& name :
       {std::string("articles/1/revisions/99"), "articles/1" + two.substr(10), std::string("articles/1"),
        std::string("articles/1/revisions/"), std::string("articles/1/revisions/1x"), std::string()}) {
    EXPECT_TRUE(absl::IsNotFound(reader->GetRevision(name).status())) << name;
  }
  EXPECT_TRUE(absl::IsInvalidArgument(Begin()->KeepFormerUnits("articles/3", {})));
}

INSTANTIATE_TEST_SUITE_P(Engines, RevisionConformance, ::testing::ValuesIn(Engines()), EngineName);

}  // namespace
}  // namespace isnad::store
