// Relations: how they are kept, replaced and found.
#include <gmock/gmock.h>

#include "tests/server/store/conformance.h"

namespace isnad::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RelationConformance : public StoreConformance {
 protected:
  void SetUp() override {
    StoreConformance::SetUp();
    Sample one("1", "إذاعة الوادي", "2021-03-04");
    one.AddClaim("هدى سالم", "وصل مئة راكب");
    one.AddClaim("", "أغلق الجسر");
    Sample two("2", "The Quay", "2021-03-08");
    two.AddClaim("", "وصل ستون راكبا");
    v1::Claim& anonymous = two.AddClaim("", "فتح الجسر");
    *anonymous.mutable_holder() = Anonymous("مصدر في البلدية");
    Put({one.Build(), two.Build()});
  }

  template <typename Change>
  std::vector<std::string> Found(Change change) {
    RelationQuery query;
    change(query);
    return NamesOf(*Read(), &Reader::ListRelations, query, 1);
  }
};

const char kOne[] = "articles/1/claims/1";
const char kTwo[] = "articles/1/claims/2";
const char kThree[] = "articles/2/claims/1";
const char kFour[] = "articles/2/claims/2";

TEST_P(RelationConformance, ComeBackWithTheirEnds) {
  Relate({Contradiction("x", kOne, kThree, 0.75)});
  auto relation = Read()->GetRelation("relations/x");
  ASSERT_TRUE(relation.ok()) << relation.status();
  EXPECT_EQ(relation->verdict(), v1::RELATION_VERDICT_CONTRADICTION);
  EXPECT_EQ(relation->kind(), v1::CONTRADICTION_KIND_NUMBER);
  EXPECT_EQ(relation->score(), 0.75);
  EXPECT_EQ(relation->reason().code(), "number-differs");
  EXPECT_EQ(relation->a().claim(), kOne);
  EXPECT_EQ(relation->a().article(), "articles/1");
  EXPECT_EQ(relation->a().evidence().text(), "وصل مئة راكب");
  EXPECT_EQ(relation->a().holder().entity(), entity::EntityName(entity::NameKey("هدى سالم")));
  EXPECT_EQ(relation->a().outlet(), "إذاعة الوادي");
  EXPECT_EQ(relation->b().publish_time(), "2021-03-08");
  EXPECT_FALSE(relation->b().has_holder());
  EXPECT_TRUE(absl::IsNotFound(Read()->GetRelation("relations/y").status()));
}

TEST_P(RelationConformance, AreListedAsFoundAndReplacedInPlace) {
  Relate({Contradiction("b", kOne, kThree), Contradiction("a", kTwo, kFour)});
  Relate({Contradiction("b", kOne, kThree, 0.2)});
  EXPECT_THAT(Found([](auto&) {}), ElementsAre("relations/b", "relations/a"));
  EXPECT_EQ(Read()->GetRelation("relations/b")->score(), 0.2);
  Relate({Contradiction("c", kOne, kThree, 0.3)});
  EXPECT_THAT(Found([](auto&) {}), ElementsAre("relations/c", "relations/a"))
      << "one between the same two claims";
}

TEST_P(RelationConformance, TheirEndIsBehindAllThatWasEverFound) {
  const std::string none = *Read()->EndOfRelations();
  Relate({Contradiction("a", kOne, kThree), Contradiction("b", kTwo, kFour)});
  const std::string end = *Read()->EndOfRelations();
  const auto after = [&](const std::string& position) {
    return Read()->ListRelations(RelationQuery(), PageRequest{.size = 10, .after = position})->items.size();
  };
  EXPECT_EQ(after(none), 2u);
  EXPECT_EQ(after(end), 0u);
  Relate({Contradiction("a", kOne, kThree, 0.2)});  // in its place
  EXPECT_EQ(after(end), 0u);
  Sample two("2", "The Quay", "2021-03-08");
  two.AddClaim("", "لم يصل أحد");
  Put({two.Build()});  // takes both with it
  EXPECT_EQ(after(end), 0u);
  const std::string later = *Read()->EndOfRelations();
  Relate({Contradiction("c", kOne, kThree)});
  EXPECT_EQ(after(end), 1u);
  EXPECT_EQ(after(later), 1u);
}

TEST_P(RelationConformance, AreRefusedAllTogetherWhereAnEndIsMissing) {
  auto transaction = Begin();
  const std::vector<v1::Relation> relations = {Contradiction("x", kOne, kThree),
                                               Contradiction("y", kOne, "articles/2/claims/3")};
  EXPECT_TRUE(absl::IsInvalidArgument(transaction->PutRelations(relations)));
  v1::Relation nameless = Contradiction("x", kOne, kThree);
  nameless.clear_name();
  EXPECT_TRUE(absl::IsInvalidArgument(transaction->PutRelations({&nameless, 1})));
  EXPECT_TRUE(transaction->Commit().ok());
  EXPECT_THAT(Found([](auto&) {}), IsEmpty());
}

TEST_P(RelationConformance, GoWithARevisionOfEitherEnd) {
  Relate({Contradiction("x", kOne, kThree), Contradiction("y", kOne, kTwo)});
  Sample later("2");
  later.AddClaim("", "وصل ستون راكبا");
  Put(later.Build());
  EXPECT_THAT(Found([](auto&) {}), ElementsAre("relations/y"));
  EXPECT_TRUE(absl::IsNotFound(Read()->GetRelation("relations/x").status()));
}

TEST_P(RelationConformance, AreFoundByEitherEnd) {
  v1::Relation change = Contradiction("change", kTwo, kFour, 0.4);
  change.set_verdict(v1::RELATION_VERDICT_CHANGED_OVER_TIME);
  change.clear_kind();
  Relate({Contradiction("number", kOne, kThree), change, Contradiction("within", kOne, kTwo)});
  EXPECT_THAT(Found([](auto& q) { q.article = "articles/2"; }),
              ElementsAre("relations/number", "relations/change"));
  EXPECT_THAT(Found([](auto& q) { q.article = "articles/9"; }), IsEmpty());
  EXPECT_THAT(Found([](auto& q) { q.outlet = "the quay"; }),
              ElementsAre("relations/number", "relations/change"));
  EXPECT_THAT(Found([](auto& q) { q.from = "2021-03-05"; }),
              ElementsAre("relations/number", "relations/change"));
  EXPECT_THAT(Found([](auto& q) {
                q.from = "2021-03-05";
                q.to = "2021-03-07";
              }),
              IsEmpty())
      << "one end must lie between";
  EXPECT_THAT(Found([](auto& q) { q.verdicts = {v1::RELATION_VERDICT_CHANGED_OVER_TIME}; }),
              ElementsAre("relations/change"));
  EXPECT_THAT(Found([](auto& q) { q.kind = v1::CONTRADICTION_KIND_NUMBER; }),
              ElementsAre("relations/number", "relations/within"));
  EXPECT_THAT(Found([](auto& q) { q.min_score = 0.5; }), ElementsAre("relations/number", "relations/within"));
  EXPECT_THAT(Found([](auto& q) { q.entities = {entity::EntityName(entity::NameKey("هدى سالم"))}; }),
              ElementsAre("relations/number", "relations/within"));
  EXPECT_THAT(Found([](auto& q) { q.entities.emplace(); }), IsEmpty());
  EXPECT_THAT(Found([](auto& q) { q.holder_words = {"البلديه"}; }), ElementsAre("relations/change"));
  EXPECT_THAT(Found([](auto& q) { q.words = {"ستون"}; }), ElementsAre("relations/number"));
  EXPECT_THAT(Found([](auto& q) { q.words = {"مئه", "ستون"}; }), IsEmpty()) << "one end must have all words";
  EXPECT_THAT(Found([](auto& q) {
                q.any_of = {{"ستون"}, {"فتح"}};
              }),
              ElementsAre("relations/number", "relations/change"));
}

INSTANTIATE_TEST_SUITE_P(Engines, RelationConformance, ::testing::ValuesIn(Engines()), EngineName);

}  // namespace
}  // namespace isnad::store
