// Quotes and claims: how they come, and by what they are found.
#include <gmock/gmock.h>

#include "tests/server/store/conformance.h"

namespace isnad::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class UnitConformance : public StoreConformance {
 protected:
  // The names, behind articles/, of the quotes or claims that a changed query finds.
  template <typename Change>
  std::vector<std::string> Quotes(Change change) {
    QuoteQuery query;
    change(query);
    return Short(NamesOf(*Read(), &Reader::ListQuotes, query));
  }
  template <typename Change>
  std::vector<std::string> Claims(Change change) {
    ClaimQuery query;
    change(query);
    return Short(NamesOf(*Read(), &Reader::ListClaims, query));
  }

 private:
  static std::vector<std::string> Short(std::vector<std::string> names) {
    for (std::string& name : names) name = name.substr(std::string("articles/").size());
    return names;
  }
};

TEST_P(UnitConformance, ComeWithWhatTheirArticleTells) {
  Sample sample("1", "إذاعة الوادي", "2021-03-04");
  v1::Quote& quote = sample.AddQuote("نادر الصيفي", "المحطة تعمل");
  *quote.add_via() = Person("هدى سالم");
  *sample.AddQuote("", "لا أحد").mutable_speaker() = Anonymous("مسؤول رفيع");
  sample.AddClaim("نادر الصيفي", "المحطة متوقفة");
  Put(sample.Build());
  auto reader = Read();
  auto read = reader->GetQuote("articles/1/quotes/1");
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->name(), "articles/1/quotes/1");
  EXPECT_EQ(read->article(), "articles/1");
  EXPECT_EQ(read->outlet(), "إذاعة الوادي");
  EXPECT_EQ(read->publish_time(), "2021-03-04");
  EXPECT_TRUE(read->content().has_start());
  EXPECT_EQ(read->speaker().entity(), entity::EntityName(entity::NameKey("نادر الصيفي")));
  EXPECT_EQ(read->via(0).entity(), entity::EntityName(entity::NameKey("هدى سالم")));
  EXPECT_EQ(reader->GetQuote("articles/1/quotes/2")->speaker().entity(), "");
  auto claim = reader->GetClaim("articles/1/claims/1");
  ASSERT_TRUE(claim.ok()) << claim.status();
  EXPECT_EQ(claim->article(), "articles/1");
  EXPECT_EQ(claim->outlet(), "إذاعة الوادي");
  EXPECT_EQ(claim->publish_time(), "2021-03-04");
  EXPECT_EQ(claim->holder().entity(), read->speaker().entity());
  auto listed = reader->ListQuotes(QuoteQuery(), PageRequest());
  EXPECT_EQ(listed->items.at(0).SerializeAsString(), read->SerializeAsString());
}

void AddTerm(v1::Claim& claim, const char* key, v1::TermRole role) {
  v1::Term& term = *claim.add_terms();
  term.set_key(key);
  term.set_role(role);
}

std::vector<std::string> KeysOf(const v1::Claim& claim) {
  std::vector<std::string> keys;
  for (const v1::Term& term : claim.terms()) keys.push_back(term.key());
  return keys;
}

// However an engine keeps what all claims of an article end with.
TEST_P(UnitConformance, ClaimsComeWithAllTheirTerms) {
  Sample sample("1");
  for (const char* own : {"s:pump", "s:well"}) {
    v1::Claim& claim = sample.AddClaim("", "كلام");
    AddTerm(claim, own, v1::TERM_ROLE_PREDICATE);
    AddTerm(claim, "c:water", v1::TERM_ROLE_TOPIC);
    AddTerm(claim, "s:wadi", v1::TERM_ROLE_TOPIC);
  }
  Put(sample.Build());
  Sample apart("2");
  AddTerm(apart.AddClaim("", "كلام"), "s:wadi", v1::TERM_ROLE_TOPIC);
  v1::Claim& other = apart.AddClaim("", "كلام");
  AddTerm(other, "s:wadi", v1::TERM_ROLE_ARGUMENT);
  apart.AddClaim("", "كلام");
  Put(apart.Build());
  auto reader = Read();
  const auto keys = [&](const char* name) { return KeysOf(*reader->GetClaim(name)); };
  EXPECT_THAT(keys("articles/1/claims/1"), ElementsAre("s:pump", "c:water", "s:wadi"));
  EXPECT_THAT(keys("articles/1/claims/2"), ElementsAre("s:well", "c:water", "s:wadi"));
  EXPECT_THAT(keys("articles/2/claims/1"), ElementsAre("s:wadi"));
  EXPECT_EQ(reader->GetClaim("articles/2/claims/2")->terms(0).role(), v1::TERM_ROLE_ARGUMENT);
  EXPECT_THAT(keys("articles/2/claims/3"), IsEmpty());
}

TEST_P(UnitConformance, OtherNamesAreNotFound) {
  Sample sample("1");
  sample.AddQuote("", "كلام");
  Put(sample.Build());
  auto reader = Read();
  for (const char* name :
       {"", "articles/1", "articles/1/quotes/", "articles/1/quotes/0", "articles/1/quotes/2",
        "articles/1/quotes/01", "articles/1/quotes/+1", "articles/1/quotes/1x", "quotes/1",
        "articles/1/claims/1", "articles/2/quotes/1", "articles/1/quotes/99999999999999999999"}) {
    EXPECT_TRUE(absl::IsNotFound(reader->GetQuote(name).status())) << name;
  }
}

TEST_P(UnitConformance, ComeInTheOrderOfStoring) {
  Sample late("a", "أ", "2022-01-01"), early("b", "أ", "2020-01-01");
  for (int i = 0; i < 11; ++i) late.AddQuote("", "كلام");
  early.AddQuote("", "كلام");
  Put({late.Build(), early.Build()});
  const auto names = Quotes([](auto&) {});
  ASSERT_THAT(names, SizeIs(12));
  EXPECT_EQ(names[1], "a/quotes/2");
  EXPECT_EQ(names[9], "a/quotes/10");
  EXPECT_EQ(names[11], "b/quotes/1");
}

TEST_P(UnitConformance, AreFoundByWholeWordsAndWhatClingsToThem) {
  Sample sample("1");
  sample.AddQuote("", "فُتح المعبرُ أمام الناس");
  sample.AddQuote("", "وبالمعبر حركة");
  sample.AddQuote("", "المعبران مغلقان");
  sample.AddQuote("", "ثم ذهب");
  sample.AddQuote("", "The urban plan");
  Put(sample.Build());
  EXPECT_THAT(Quotes([](auto& q) { q.words = {"معبر"}; }), ElementsAre("1/quotes/1", "1/quotes/2"));
  EXPECT_THAT(Quotes([](auto& q) { q.words = {"الناس", "فتح"}; }), ElementsAre("1/quotes/1"));
  EXPECT_THAT(Quotes([](auto& q) { q.words = {"الناس", "حركه"}; }), IsEmpty());
  EXPECT_THAT(Quotes([](auto& q) { q.words = {"هب"}; }), IsEmpty())
      << "two letters are no word with particles";
  EXPECT_THAT(Quotes([](auto& q) { q.words = {"ban"}; }), IsEmpty()) << "English writes its particles apart";
  EXPECT_THAT(Quotes([](auto& q) { q.words = {"plan"}; }), ElementsAre("1/quotes/5"));
  EXPECT_THAT(Quotes([](auto& q) {
                q.any_of = {{"urban", "plan"}, {"ذهب"}};
              }),
              ElementsAre("1/quotes/4", "1/quotes/5"));
  EXPECT_THAT(Quotes([](auto& q) { q.any_of = {{}}; }), IsEmpty());
}

TEST_P(UnitConformance, ParticlesAreAtMostFourLetters) {
  Sample sample("1");
  sample.AddQuote("", "قققققبيت");
  sample.AddQuote("", "ققققبيت");
  Put(sample.Build());
  EXPECT_THAT(Quotes([](auto& q) { q.words = {"بيت"}; }), ElementsAre("1/quotes/2"));
}

TEST_P(UnitConformance, AreFoundByTheDayOfWhatIsSaid) {
  Sample sample("1", "أ", "2021-03-10T09:00:00+03:00");
  sample.AddQuote("", "بلا زمن");
  v1::Quote& day = sample.AddQuote("", "في يوم");
  day.mutable_statement_time()->set_start("2021-02-03T10:00");
  day.mutable_statement_time()->set_end("2021-02-03T10:59");
  v1::Quote& month = sample.AddQuote("", "في شهر");
  month.mutable_statement_time()->set_start("2021-02-01");
  month.mutable_statement_time()->set_end("2021-02-28");
  Sample undated("2", "أ", "");
  undated.AddQuote("", "بلا يوم");
  Put({sample.Build(), undated.Build()});
  EXPECT_THAT(Quotes([](auto& q) { q.from = "2021-03-10"; }), ElementsAre("1/quotes/1"));
  EXPECT_THAT(Quotes([](auto& q) { q.to = "2021-02-03"; }), ElementsAre("1/quotes/2", "1/quotes/3"));
  EXPECT_THAT(Quotes([](auto& q) {
                q.from = "2021-02-10";
                q.to = "2021-02-11";
              }),
              ElementsAre("1/quotes/3"));
  EXPECT_THAT(Quotes([](auto& q) { q.to = "9999-12-31"; }), SizeIs(3));
}

TEST_P(UnitConformance, AreFoundBySpeakerOutletArticleAndKind) {
  Sample one("1", "إذاعة الوادي"), two("2", "The Quay");
  one.AddQuote("نادر الصيفي", "أول");
  one.AddQuote("هدى سالم", "ثان").set_kind(v1::QUOTE_KIND_INDIRECT);
  *two.AddQuote("", "ثالث").mutable_speaker() = Anonymous("مسؤول أمني رفيع");
  two.AddQuote("نادر الصيفي", "رابع");
  Put({one.Build(), two.Build()});
  const std::string nader = entity::EntityName(entity::NameKey("نادر الصيفي"));
  const std::string huda = entity::EntityName(entity::NameKey("هدى سالم"));
  EXPECT_THAT(Quotes([&](auto& q) { q.entities = {nader}; }), ElementsAre("1/quotes/1", "2/quotes/2"));
  EXPECT_THAT(Quotes([&](auto& q) { q.entities = {huda, nader, nader}; }), SizeIs(3));
  EXPECT_THAT(Quotes([](auto& q) { q.entities.emplace(); }), IsEmpty());
  EXPECT_THAT(Quotes([](auto& q) { q.entities = {"entities/none"}; }), IsEmpty());
  EXPECT_THAT(Quotes([](auto& q) { q.speaker_words = {"امني"}; }), ElementsAre("2/quotes/1"));
  EXPECT_THAT(Quotes([](auto& q) { q.outlet = "THE QUAY"; }), ElementsAre("2/quotes/1", "2/quotes/2"));
  EXPECT_THAT(Quotes([](auto& q) { q.article = "articles/1"; }), ElementsAre("1/quotes/1", "1/quotes/2"));
  EXPECT_THAT(Quotes([](auto& q) { q.article = "articles/none"; }), IsEmpty());
  EXPECT_THAT(Quotes([](auto& q) { q.kind = v1::QUOTE_KIND_INDIRECT; }), ElementsAre("1/quotes/2"));
  EXPECT_THAT(Quotes([&](auto& q) {
                q.entities = {nader};
                q.article = "articles/2";
                q.words = {"رابع"};
              }),
              ElementsAre("2/quotes/2"));
}

TEST_P(UnitConformance, ClaimsAreFoundByNumberModalityAndHolder) {
  Sample sample("1");
  sample.AddClaim("هدى سالم", "وصل ١٥٠٠ راكب");
  v1::Claim& counted = sample.AddClaim("", "وصل ألف وخمسمئة راكب");
  counted.add_quantities()->set_value(1500);
  counted.set_modality(v1::MODALITY_DENIED);
  v1::Claim& bounded = sample.AddClaim("", "وصل أكثر من ألف وخمسمئة");
  bounded.add_quantities()->set_min(1500);
  sample.AddClaim("", "وصل 1,500 راكب");
  sample.AddClaim("", "وصل 15 راكبا");
  Put(sample.Build());
  EXPECT_THAT(Claims([](auto& q) { q.number = 1500; }),
              ElementsAre("1/claims/1", "1/claims/2", "1/claims/3", "1/claims/4"));
  EXPECT_THAT(Claims([](auto& q) {
                q.number = 1500;
                q.words = {"راكب"};
              }),
              ElementsAre("1/claims/1", "1/claims/2", "1/claims/4"));
  EXPECT_THAT(Claims([](auto& q) { q.number = 0; }), IsEmpty());
  EXPECT_THAT(Claims([](auto& q) { q.modality = v1::MODALITY_DENIED; }), ElementsAre("1/claims/2"));
  EXPECT_THAT(Claims([](auto& q) { q.entities = {entity::EntityName(entity::NameKey("هدى سالم"))}; }),
              ElementsAre("1/claims/1"));
}

TEST_P(UnitConformance, PagesStayWhileArticlesArrive) {
  Sample sample("1");
  for (int i = 0; i < 5; ++i) sample.AddClaim("", "كلام");
  Put(sample.Build());
  auto first = Read()->ListClaims(ClaimQuery(), {.size = 3, .after = ""});
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_THAT(first->items, SizeIs(3));
  Sample later("0", "أ", "1999-01-01");
  later.AddClaim("", "كلام");
  Put(later.Build());
  auto second = Read()->ListClaims(ClaimQuery(), {.size = 3, .after = first->next});
  ASSERT_TRUE(second.ok()) << second.status();
  ASSERT_THAT(second->items, SizeIs(3));
  EXPECT_EQ(second->items[0].name(), "articles/1/claims/4");
  EXPECT_EQ(second->items[2].name(), "articles/0/claims/1");
  EXPECT_EQ(second->next, "");
}

TEST_P(UnitConformance, BadPagesAreRefused) {
  auto reader = Read();
  EXPECT_TRUE(absl::IsInvalidArgument(reader->ListQuotes({}, {.size = 0, .after = ""}).status()));
  EXPECT_TRUE(absl::IsInvalidArgument(reader->ListClaims({}, {.size = -1, .after = ""}).status()));
  for (const char* position : {"x", "1x", "1:2:3", "99999999999999999999", " "}) {
    const PageRequest page{.size = 1, .after = position};
    EXPECT_TRUE(absl::IsInvalidArgument(reader->ListQuotes({}, page).status())) << position;
    EXPECT_TRUE(absl::IsInvalidArgument(reader->ListArticles({}, page).status())) << position;
    EXPECT_TRUE(absl::IsInvalidArgument(reader->ListRelations({}, page).status())) << position;
    EXPECT_TRUE(absl::IsInvalidArgument(reader->ListEntities({}, page).status())) << position;
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, UnitConformance, ::testing::ValuesIn(Engines()), EngineName);

}  // namespace
}  // namespace isnad::store
