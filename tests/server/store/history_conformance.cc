// Histories: whatever is put, revised, rolled back and reopened, an engine and the model tell the same.
#include <gmock/gmock.h>

#include <random>
#include <set>

#include "tests/server/store/conformance.h"
#include "tests/server/store/model.h"

namespace isnad::store {
namespace {

class HistoryConformance : public StoreConformance {
 protected:
  int Below(int bound) { return static_cast<int>(random_() % static_cast<uint64_t>(bound)); }

  std::string Speaker() {
    const char* const names[] = {"", "نادر الصيفي", "هدى سالم", "غسان الراعي", "ليلى عون", "زهير الشامي"};
    return names[Below(6)];
  }
  std::string Words() {
    const char* const words[] = {"جسر", "سوق", "ميناء", "مطر", "قطار", "ضوء"};
    std::string text;
    for (int i = 0; i < 3; ++i) text += std::string(words[Below(6)]) + ' ';
    return text;
  }
  std::vector<uint64_t> Features() {
    std::set<uint64_t> features;
    for (int i = Below(6); i > 0; --i)
      features.insert(static_cast<uint64_t>(Below(30)) * 0x9E3779B97F4A7C15u);
    return {features.begin(), features.end()};
  }

  AnalyzedArticle RandomArticle() {
    const char* const days[] = {"", "2021-03-04", "2021-03-05"};
    Sample sample(std::to_string(Below(12)), "أ", days[Below(3)]);
    sample.Text(Words()).Topics(Features());
    for (int i = Below(4); i > 0; --i) {
      v1::Quote& quote = sample.AddQuote(Speaker(), Words(), Features());
      if (Below(3) == 0) *quote.add_via() = Person("وكالة المرفأ");
    }
    for (int i = Below(5); i > 0; --i) sample.AddClaim(Speaker(), Words(), Features());
    return sample.Build();
  }

  v1::Relation RandomRelation(const std::vector<std::string>& claims) {
    const std::string& a = claims[Below(static_cast<int>(claims.size()))];
    const std::string& b = claims[Below(static_cast<int>(claims.size()))];
    return Contradiction(a + "~" + b, a, b, Below(5) / 4.0);
  }

  // A transaction of some articles and relations, which is committed or not.
  void Act(Model& model) {
    Model tried = model;
    auto transaction = Begin();
    for (int i = 1 + Below(4); i > 0; --i) {
      if (Below(6) == 0) {
        const std::string name = "articles/" + std::to_string(Below(12));
        EXPECT_EQ(transaction->DeleteArticle(name).ok(), tried.Delete(name));
        continue;
      }
      const AnalyzedArticle article = RandomArticle();
      auto outcome = transaction->PutArticle(article);
      ASSERT_TRUE(outcome.ok()) << outcome.status();
      const PutOutcome expected = tried.Put(article);
      EXPECT_EQ(outcome->state, expected.state);
      EXPECT_EQ(outcome->sequence, expected.sequence);
      const auto claims = tried.AllClaims();
      if (claims.empty() || Below(2) == 0) continue;
      const v1::Relation relation = RandomRelation(claims);
      ASSERT_TRUE(transaction->PutRelations({&relation, 1}).ok());
      tried.Relate(relation);
    }
    Compare(*transaction, tried);
    if (Below(5) == 0) return;
    ASSERT_TRUE(transaction->Commit().ok());
    model = tried;
  }

  void Compare(Reader& reader, const Model& model) {
    const int size = 1 + Below(7);
    EXPECT_EQ(NamesOf(reader, &Reader::ListArticles, ArticleQuery(), size), model.Articles());
    QuoteQuery quotes;
    const std::string speaker = entity::NameKey(Speaker());
    if (!speaker.empty()) quotes.entities = {entity::EntityName(speaker)};
    if (Below(2) == 0) quotes.words = {"سوق"};
    EXPECT_EQ(NamesOf(reader, &Reader::ListQuotes, quotes, size),
              model.Quotes(speaker, quotes.words.empty() ? "" : "سوق"));
    ClaimQuery claims;
    claims.article = Below(2) == 0 ? "" : "articles/" + std::to_string(Below(12));
    EXPECT_EQ(NamesOf(reader, &Reader::ListClaims, claims, size), model.Claims(claims.article, ""));
    RelationQuery relations;
    relations.min_score = Below(5) / 4.0;
    EXPECT_EQ(NamesOf(reader, &Reader::ListRelations, relations, size), model.Relations(relations.min_score));
    std::vector<std::string> entities;
    for (const std::string& key : model.Names()) entities.push_back(entity::EntityName(key));
    EXPECT_EQ(NamesOf(reader, &Reader::ListEntities, EntityQuery(), size), entities);
    CompareCandidates(reader, model, Below(2) == 0 ? UnitKind::kQuote : UnitKind::kClaim);
    CompareInMatter(reader, model);
  }

  void CompareCandidates(Reader& reader, const Model& model, UnitKind kind) {
    const std::vector<uint64_t> features = Features();
    const int limit = 1 + Below(6);
    auto candidates = reader.FindCandidates(kind, features, limit, "");
    ASSERT_TRUE(candidates.ok()) << candidates.status();
    std::vector<std::string> found;
    for (const Candidate& candidate : *candidates) {
      found.push_back(candidate.name + " " + std::to_string(candidate.score));
    }
    EXPECT_EQ(found, model.Candidates(kind, features, static_cast<size_t>(limit)));
  }

  void CompareInMatter(Reader& reader, const Model& model) {
    const Matter matter{.topics = Features(), .least = 1 + Below(2), .articles = 1 + Below(5)};
    const std::vector<std::vector<uint64_t>> queries = {Features(), Features()};
    const std::string except = "articles/" + std::to_string(Below(12));
    const int limit = 1 + Below(6);
    auto candidates = reader.FindInMatter(matter, queries, limit, except);
    ASSERT_TRUE(candidates.ok()) << candidates.status();
    std::vector<std::vector<std::string>> found;
    for (const auto& of_query : *candidates) {
      found.emplace_back();
      for (const Candidate& candidate : of_query) {
        found.back().push_back(candidate.name + " " + std::to_string(candidate.score));
      }
    }
    EXPECT_EQ(found, model.InMatter(matter, queries, static_cast<size_t>(limit), except));
  }

  std::mt19937_64 random_;
  Model model_;
};

TEST_P(HistoryConformance, TellsWhatTheModelTells) {
  for (uint64_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    random_.seed(seed);
    // Each seed goes on with what the one before left.
    for (int step = 0; step < 40; ++step) {
      SCOPED_TRACE(testing::Message() << "step " << step);
      Act(model_);
      if (Below(10) == 0) Open();
      Compare(*Read(), model_);
      if (HasFailure()) return;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, HistoryConformance, ::testing::ValuesIn(Engines()), EngineName);

}  // namespace
}  // namespace isnad::store
