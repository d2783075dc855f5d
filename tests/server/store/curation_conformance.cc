// Curation: what people decide of entities and relations, and that it lasts.
#include <gmock/gmock.h>

#include "server/entity/aliases.h"
#include "tests/server/store/conformance.h"

namespace isnad::store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string Entity(std::string_view name) { return entity::EntityName(entity::NameKey(name)); }

v1::Decision By(std::string_view author, std::string_view reason = {}) {
  v1::Decision decision;
  decision.set_author(std::string(author));
  decision.set_reason(std::string(reason));
  decision.set_create_time("2024-03-05T12:00:00Z");
  return decision;
}

class CurationConformance : public StoreConformance {
 protected:
  void PutSpeakers(const std::string& id, const std::vector<std::string>& speakers) {
    Sample sample(id);
    for (const std::string& speaker : speakers) sample.AddQuote(speaker, "كلام");
    Put(sample.Build());
  }
  absl::Status Merge(std::string_view entity, std::string_view target) {
    auto transaction = Begin();
    auto change = transaction->MergeEntities(entity, target, By("هالة", "شخص واحد"));
    return change.ok() ? transaction->Commit() : change.status();
  }
  absl::Status Split(std::string_view entity, const std::vector<std::string>& names) {
    auto transaction = Begin();
    auto change = transaction->SplitEntity(entity, names, By("هالة"));
    return change.ok() ? transaction->Commit() : change.status();
  }
  std::vector<std::string> Entities() { return NamesOf(*Read(), &Reader::ListEntities, EntityQuery()); }
  std::vector<std::string> Changes(std::string_view entity = {}) {
    return NamesOf(*Read(), &Reader::ListEntityChanges, EntityChangeQuery{std::string(entity)}, 1);
  }
  std::vector<std::string> QuotesBy(const std::string& entity) {
    QuoteQuery query;
    query.entities = {entity};
    return NamesOf(*Read(), &Reader::ListQuotes, query);
  }
};

TEST_P(CurationConformance, TwoBecomeOneForWhatIsStoredAndForWhatComes) {
  PutSpeakers("1", {"رامي الحلو", "ليلى عون", "أبو سعد"});
  ASSERT_TRUE(Merge(Entity("أبو سعد"), Entity("رامي الحلو")).ok());
  PutSpeakers("2", {"أبو سعد"});
  EXPECT_THAT(Entities(), ElementsAre(Entity("رامي الحلو"), Entity("ليلى عون")));
  EXPECT_THAT(QuotesBy(Entity("رامي الحلو")),
              ElementsAre("articles/1/quotes/1", "articles/1/quotes/3", "articles/2/quotes/1"));
  const auto entity = Read()->GetEntity(Entity("رامي الحلو"));
  ASSERT_TRUE(entity.ok());
  EXPECT_THAT(entity->aliases(), ElementsAre("رامي الحلو", "أبو سعد"));
  EXPECT_EQ(entity->quote_count(), 3);
  EXPECT_TRUE(absl::IsNotFound(Read()->GetEntity(Entity("أبو سعد")).status()));
}

TEST_P(CurationConformance, AMergeOutlastsTheStoreAndItsArticles) {
  PutSpeakers("1", {"رامي الحلو", "أبو سعد"});
  ASSERT_TRUE(Merge(Entity("أبو سعد"), Entity("رامي الحلو")).ok());
  PutSpeakers("1", {"رامي الحلو"});
  Open();
  PutSpeakers("3", {"أبو سعد"});
  EXPECT_THAT(QuotesBy(Entity("رامي الحلو")), ElementsAre("articles/1/quotes/1", "articles/3/quotes/1"));
}

TEST_P(CurationConformance, OneBecomesTwoAgain) {
  PutSpeakers("1", {"رامي الحلو", "أبو سعد"});
  ASSERT_TRUE(Merge(Entity("أبو سعد"), Entity("رامي الحلو")).ok());
  ASSERT_TRUE(Split(Entity("رامي الحلو"), {"أبو سعد"}).ok());
  EXPECT_THAT(Entities(), ElementsAre(Entity("رامي الحلو"), Entity("أبو سعد")));
  EXPECT_THAT(QuotesBy(Entity("أبو سعد")), ElementsAre("articles/1/quotes/2"));
}

TEST_P(CurationConformance, ADecisionHoldsBeforeTheOperatorsFile) {
  Open("رامي الحلو = أبو سعد | أبو رامي\n");
  PutSpeakers("1", {"رامي الحلو", "أبو سعد", "أبو رامي"});
  ASSERT_TRUE(Split(Entity("رامي الحلو"), {"أبو سعد"}).ok());
  EXPECT_THAT(Entities(), ElementsAre(Entity("رامي الحلو"), Entity("أبو سعد")));
  EXPECT_EQ(Read()->GetEntity(Entity("رامي الحلو"))->display_name(), "رامي الحلو");
  EXPECT_THAT(Read()->GetEntity(Entity("رامي الحلو"))->aliases(), ElementsAre("رامي الحلو", "أبو رامي"));
}

TEST_P(CurationConformance, MergedTwiceIsMergedOnce) {
  PutSpeakers("1", {"رامي الحلو", "أبو سعد"});
  ASSERT_TRUE(Merge(Entity("أبو سعد"), Entity("رامي الحلو")).ok());
  ASSERT_TRUE(Merge(Entity("أبو سعد"), Entity("رامي الحلو")).ok());
  ASSERT_TRUE(Merge(Entity("رامي الحلو"), Entity("رامي الحلو")).ok());
  EXPECT_EQ(Changes().size(), 1u);
}

TEST_P(CurationConformance, WhatCannotBeDecidedIsRefusedAndNothingIsKept) {
  PutSpeakers("1", {"رامي الحلو", "أبو سعد"});
  EXPECT_TRUE(absl::IsNotFound(Merge("entities/none", Entity("رامي الحلو"))));
  EXPECT_TRUE(absl::IsNotFound(Merge(Entity("رامي الحلو"), "entities/none")));
  EXPECT_TRUE(absl::IsNotFound(Split("entities/none", {"أبو سعد"})));
  const absl::Status foreign = Split(Entity("رامي الحلو"), {"أبو سعد"});
  EXPECT_TRUE(absl::IsInvalidArgument(foreign));
  EXPECT_THAT(std::string(foreign.message()), HasSubstr("أبو سعد"));
  EXPECT_TRUE(absl::IsInvalidArgument(Split(Entity("رامي الحلو"), {"رامي الحلو"})))
      << "nothing would be left";
  EXPECT_TRUE(absl::IsInvalidArgument(Split(Entity("رامي الحلو"), {})));
  EXPECT_THAT(Changes(), IsEmpty());
  EXPECT_EQ(Entities().size(), 2u);
}

TEST_P(CurationConformance, ARolledBackDecisionIsNone) {
  PutSpeakers("1", {"رامي الحلو", "أبو سعد"});
  {
    auto transaction = Begin();
    ASSERT_TRUE(transaction->MergeEntities(Entity("أبو سعد"), Entity("رامي الحلو"), By("هالة")).ok());
  }
  EXPECT_EQ(Entities().size(), 2u);
  EXPECT_THAT(Changes(), IsEmpty());
}

TEST_P(CurationConformance, AReaderKeepsTheNamesOfItsMoment) {
  PutSpeakers("1", {"رامي الحلو", "أبو سعد"});
  auto before = Read();
  ASSERT_TRUE(Merge(Entity("أبو سعد"), Entity("رامي الحلو")).ok());
  EXPECT_EQ(before->GetQuote("articles/1/quotes/2")->speaker().entity(), Entity("أبو سعد"));
  EXPECT_EQ(Read()->GetQuote("articles/1/quotes/2")->speaker().entity(), Entity("رامي الحلو"));
}

TEST_P(CurationConformance, HistoryTellsWhoAndWhy) {
  PutSpeakers("1", {"رامي الحلو", "أبو سعد", "ليلى عون", "أم رامي"});
  ASSERT_TRUE(Merge(Entity("أبو سعد"), Entity("رامي الحلو")).ok());
  ASSERT_TRUE(Merge(Entity("أم رامي"), Entity("ليلى عون")).ok());
  ASSERT_TRUE(Split(Entity("رامي الحلو"), {"أبو سعد"}).ok());
  EXPECT_EQ(Changes().size(), 3u);
  EXPECT_EQ(Changes(Entity("أبو سعد")).size(), 2u);
  EXPECT_EQ(Changes(Entity("ليلى عون")).size(), 1u);
  const auto page = Read()->ListEntityChanges({Entity("أبو سعد")}, {.size = 1, .after = ""});
  ASSERT_TRUE(page.ok());
  const v1::EntityChange& change = page->items.front();
  EXPECT_EQ(change.kind(), v1::ENTITY_CHANGE_KIND_MERGE);
  EXPECT_EQ(change.entity(), Entity("أبو سعد"));
  EXPECT_EQ(change.target(), Entity("رامي الحلو"));
  EXPECT_THAT(change.aliases(), ElementsAre(entity::NameKey("أبو سعد")));
  EXPECT_EQ(change.decision().author(), "هالة");
  EXPECT_EQ(change.decision().reason(), "شخص واحد");
  EXPECT_EQ(change.decision().create_time(), "2024-03-05T12:00:00Z");
}

class ReviewConformance : public CurationConformance {
 protected:
  void SetUp() override {
    StoreConformance::SetUp();
    PutBoth();
    Relate({Contradiction("x", "articles/1/claims/1", "articles/2/claims/1")});
  }
  void PutBoth(std::string_view first = "وصل مئة راكب") {
    Sample one("1");
    one.AddClaim("", first);
    Sample two("2");
    two.AddClaim("", "وصل ستون راكبا");
    Put({one.Build(), two.Build()});
  }
  absl::Status Review(const std::string& relation, v1::RelationState state) {
    auto transaction = Begin();
    auto review = transaction->ReviewRelation(relation, state, By("سامر", "عددان لشيئين"));
    return review.ok() ? transaction->Commit() : review.status();
  }
  v1::RelationState StateOf(const std::string& relation) { return Read()->GetRelation(relation)->state(); }
  std::vector<std::string> InState(v1::RelationState state) {
    RelationQuery query;
    query.states = {state};
    return NamesOf(*Read(), &Reader::ListRelations, query);
  }
};

TEST_P(ReviewConformance, ARelationIsOpenUntilSomebodySaysOtherwise) {
  EXPECT_EQ(StateOf("relations/x"), v1::RELATION_STATE_OPEN);
  ASSERT_TRUE(Review("relations/x", v1::RELATION_STATE_DISMISSED).ok());
  EXPECT_EQ(StateOf("relations/x"), v1::RELATION_STATE_DISMISSED);
  EXPECT_THAT(InState(v1::RELATION_STATE_OPEN), IsEmpty());
  EXPECT_THAT(InState(v1::RELATION_STATE_DISMISSED), ElementsAre("relations/x"));
  ASSERT_TRUE(Review("relations/x", v1::RELATION_STATE_CONFIRMED).ok());
  EXPECT_EQ(StateOf("relations/x"), v1::RELATION_STATE_CONFIRMED);
  ASSERT_TRUE(Review("relations/x", v1::RELATION_STATE_OPEN).ok());
  EXPECT_THAT(InState(v1::RELATION_STATE_OPEN), ElementsAre("relations/x"));
  EXPECT_TRUE(absl::IsNotFound(Review("relations/y", v1::RELATION_STATE_OPEN)));
}

TEST_P(ReviewConformance, ADismissedPairStaysSoWhenItIsFoundAgain) {
  ASSERT_TRUE(Review("relations/x", v1::RELATION_STATE_DISMISSED).ok());
  PutBoth("وصل ألف راكب");  // a revision that says something else: its relation is gone, a new one is open
  EXPECT_TRUE(absl::IsNotFound(Read()->GetRelation("relations/x").status()));
  Relate({Contradiction("y", "articles/1/claims/1", "articles/2/claims/1")});
  EXPECT_EQ(StateOf("relations/y"), v1::RELATION_STATE_OPEN);
  PutBoth("وصلَ مئة راكبٍ");  // and one that says what was reviewed, in other spelling
  Relate({Contradiction("z", "articles/2/claims/1", "articles/1/claims/1")});
  EXPECT_EQ(StateOf("relations/z"), v1::RELATION_STATE_DISMISSED) << "whichever end comes first";
  Open();
  EXPECT_EQ(StateOf("relations/z"), v1::RELATION_STATE_DISMISSED);
}

TEST_P(ReviewConformance, HistoryIsKept) {
  ASSERT_TRUE(Review("relations/x", v1::RELATION_STATE_DISMISSED).ok());
  ASSERT_TRUE(Review("relations/x", v1::RELATION_STATE_OPEN).ok());
  const auto page = Read()->ListRelationReviews({"relations/x"}, {.size = 5, .after = ""});
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->items.size(), 2u);
  EXPECT_EQ(page->items[0].state(), v1::RELATION_STATE_DISMISSED);
  EXPECT_EQ(page->items[0].relation(), "relations/x");
  EXPECT_EQ(page->items[0].decision().author(), "سامر");
  EXPECT_EQ(page->items[0].decision().reason(), "عددان لشيئين");
  EXPECT_EQ(page->items[1].state(), v1::RELATION_STATE_OPEN);
  EXPECT_EQ(NamesOf(*Read(), &Reader::ListRelationReviews, RelationReviewQuery{}, 1).size(), 2u);
  EXPECT_TRUE(
      absl::IsNotFound(Read()->ListRelationReviews({"relations/y"}, {.size = 5, .after = ""}).status()));
}

INSTANTIATE_TEST_SUITE_P(Engines, CurationConformance, ::testing::ValuesIn(Engines()), EngineName);
INSTANTIATE_TEST_SUITE_P(Engines, ReviewConformance, ::testing::ValuesIn(Engines()), EngineName);

}  // namespace
}  // namespace isnad::store
