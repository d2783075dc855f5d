// Entities: whom names mean, and what the operator's aliases change.
#include <gmock/gmock.h>

#include "server/entity/aliases.h"
#include "tests/server/store/conformance.h"

namespace isnad::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string Entity(std::string_view name) { return entity::EntityName(entity::NameKey(name)); }

class EntityConformance : public StoreConformance {
 protected:
  void PutSpeakers(const std::string& id, const std::vector<std::string>& speakers) {
    Sample sample(id);
    for (const std::string& speaker : speakers) sample.AddQuote(speaker, "كلام");
    Put(sample.Build());
  }
  std::vector<std::string> Found(std::string_view name) { return Read()->FindEntities(name).value(); }
};

TEST_P(EntityConformance, KnowTheirNamesAndCounts) {
  Sample sample("1");
  sample.AddQuote("غسّان الراعي", "أول");
  sample.AddQuote("غسان الراعي", "ثان");
  sample.AddQuote("غسان الراعي", "ثالث");
  sample.AddClaim("غسان الراعي", "رابع");
  *sample.AddQuote("", "خامس").add_via() = Person("غسان الراعي");
  Put(sample.Build());
  auto entity = Read()->GetEntity(Entity("غسان الراعي"));
  ASSERT_TRUE(entity.ok()) << entity.status();
  EXPECT_EQ(entity->name(), Entity("غسان الراعي"));
  EXPECT_EQ(entity->display_name(), "غسان الراعي") << "met most often";
  EXPECT_THAT(entity->aliases(), ElementsAre("غسّان الراعي", "غسان الراعي"));
  EXPECT_EQ(entity->kind(), v1::ENTITY_KIND_PERSON);
  EXPECT_EQ(entity->quote_count(), 3);
  EXPECT_EQ(entity->claim_count(), 1);
}

TEST_P(EntityConformance, AnonymousSourcesAreNone) {
  Sample sample("1");
  *sample.AddQuote("", "كلام").mutable_speaker() = Anonymous("مسؤول");
  Put(sample.Build());
  EXPECT_THAT(NamesOf(*Read(), &Reader::ListEntities, EntityQuery()), IsEmpty());
  EXPECT_TRUE(absl::IsNotFound(Read()->GetEntity("entities/none").status()));
  EXPECT_TRUE(absl::IsNotFound(Read()->GetEntity("").status()));
}

TEST_P(EntityConformance, AnonymousOnesWithAKeyAreListedWhereAskedFor) {
  Sample sample("1");
  v1::Mention speaker = Anonymous("مسؤول");
  speaker.set_entity_key("مسؤول articles/1");
  *sample.AddQuote("", "كلام").mutable_speaker() = speaker;
  Put(sample.Build());
  EXPECT_THAT(NamesOf(*Read(), &Reader::ListEntities, EntityQuery()), IsEmpty());
  EntityQuery anonymous;
  anonymous.kind = v1::ENTITY_KIND_ANONYMOUS;
  EXPECT_THAT(NamesOf(*Read(), &Reader::ListEntities, anonymous),
              ElementsAre(entity::EntityName(speaker.entity_key())));
}

TEST_P(EntityConformance, AreListedInTheOrderOfFirstAppearance) {
  PutSpeakers("1", {"ب", "أ"});
  PutSpeakers("2", {"أ", "ج"});
  EXPECT_THAT(NamesOf(*Read(), &Reader::ListEntities, EntityQuery()),
              ElementsAre(Entity("ب"), Entity("أ"), Entity("ج")));
}

TEST_P(EntityConformance, AreFoundByARunOfWholeWords) {
  PutSpeakers("1", {"رامي بن سعد الحلو", "سعد رامي"});
  EXPECT_THAT(Found("سعد الحلو"), ElementsAre(Entity("رامي بن سعد الحلو")));
  EXPECT_THAT(Found("سَعد"), ElementsAre(Entity("رامي بن سعد الحلو"), Entity("سعد رامي")));
  EXPECT_THAT(Found("رامي سعد"), IsEmpty());
  EXPECT_THAT(Found("الحل"), IsEmpty());
  EXPECT_THAT(Found("لو"), IsEmpty());
  EXPECT_THAT(Found(""), IsEmpty());
  EXPECT_THAT(Found("؟!"), IsEmpty());
  EXPECT_THAT(Found(Entity("سعد رامي")), ElementsAre(Entity("سعد رامي")));
  EXPECT_THAT(Found("entities/none"), IsEmpty());
}

TEST_P(EntityConformance, AreFoundByWhatTheyWereCalled) {
  Sample sample("1");
  v1::Quote& quote = sample.AddQuote("زهير الشامي", "كلام");
  quote.mutable_speaker()->set_display_name("العميد زهير الشامي");
  Put(sample.Build());
  EXPECT_THAT(Found("العميد زهير"), ElementsAre(Entity("زهير الشامي")));
}

TEST_P(EntityConformance, AliasesApplyToWhatWasStoredBefore) {
  PutSpeakers("1", {"فارس الجبلي", "ليلى عون"});
  PutSpeakers("2", {"أبو نضال", "أبو نضال"});
  Open("أبو نضال = فارس الجبلي | القائد فارس\n");
  const std::string merged = Entity("أبو نضال");
  auto reader = Read();
  EXPECT_EQ(reader->GetQuote("articles/1/quotes/1")->speaker().entity(), merged);
  EXPECT_THAT(NamesOf(*reader, &Reader::ListEntities, EntityQuery()),
              ElementsAre(merged, Entity("ليلى عون")));
  auto entity = reader->GetEntity(merged);
  ASSERT_TRUE(entity.ok()) << entity.status();
  EXPECT_EQ(entity->display_name(), "أبو نضال");
  EXPECT_THAT(entity->aliases(), ElementsAre("فارس الجبلي", "أبو نضال", entity::NameKey("القائد فارس")));
  EXPECT_EQ(entity->quote_count(), 3);
  EXPECT_TRUE(absl::IsNotFound(reader->GetEntity(Entity("فارس الجبلي")).status()));
  EXPECT_THAT(Found("الجبلي"), ElementsAre(merged));
  EXPECT_THAT(Found("القائد فارس"), ElementsAre(merged)) << "a name that only the operator knows";
  QuoteQuery query;
  query.entities = {merged};
  EXPECT_THAT(NamesOf(*reader, &Reader::ListQuotes, query),
              ElementsAre("articles/1/quotes/1", "articles/2/quotes/1", "articles/2/quotes/2"));
  reader.reset();
  Open();
  EXPECT_THAT(Found("الجبلي"), ElementsAre(Entity("فارس الجبلي"))) << "and follows when the file shrinks";
}

TEST_P(EntityConformance, AliasesOfNobodyMeetNobody) {
  Open("منصور عابد = الحكيم\n");
  PutSpeakers("1", {"ليلى عون"});
  EXPECT_THAT(Found("الحكيم"), IsEmpty());
  EXPECT_TRUE(absl::IsNotFound(Read()->GetEntity(Entity("منصور عابد")).status()));
}

TEST_P(EntityConformance, AreListedByWordsAndKind) {
  Sample sample("1");
  sample.AddQuote("ليلى عون", "كلام");
  sample.AddQuote("شركة عون للنقل", "كلام").mutable_speaker()->set_kind(v1::ENTITY_KIND_BODY);
  Put(sample.Build());
  const auto names = [this](const EntityQuery& query) {
    return NamesOf(*Read(), &Reader::ListEntities, query);
  };
  EXPECT_THAT(names({.words = {"عون"}}), ElementsAre(Entity("ليلى عون"), Entity("شركة عون للنقل")));
  EXPECT_THAT(names({.words = {"نقل", "عون"}}), ElementsAre(Entity("شركة عون للنقل")));
  EXPECT_THAT(names({.words = {}, .kind = v1::ENTITY_KIND_BODY}), ElementsAre(Entity("شركة عون للنقل")));
  EXPECT_THAT(names({.words = {"ليلى"}, .kind = v1::ENTITY_KIND_BODY}), IsEmpty());
}

TEST_P(EntityConformance, ARevisionThatKeepsAPersonKeepsTheirPlace) {
  PutSpeakers("1", {"أ", "ب"});
  PutSpeakers("2", {"ج"});
  PutSpeakers("1", {"ب", "ب"});
  EXPECT_THAT(NamesOf(*Read(), &Reader::ListEntities, EntityQuery()), ElementsAre(Entity("ب"), Entity("ج")));
  EXPECT_EQ(Read()->GetEntity(Entity("ب"))->quote_count(), 2);
}

INSTANTIATE_TEST_SUITE_P(Engines, EntityConformance, ::testing::ValuesIn(Engines()), EngineName);

}  // namespace
}  // namespace isnad::store
