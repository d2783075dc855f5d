#include "server/pipeline/group_commit.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "server/compare/features.h"
#include "server/store/sqlite/sqlite_store.h"
#include "tests/server/pipeline/fake_store.h"

namespace isnad::pipeline {
namespace {

using ::testing::ElementsAre;

store::AnalyzedArticle Article(const std::string& id) {
  store::AnalyzedArticle article;
  article.analysis.mutable_article()->set_name(fmt::format("articles/{}", id));
  article.analysis.mutable_article()->set_revision(id);
  return article;
}

std::vector<store::AnalyzedArticle> Articles(const std::vector<std::string>& ids) {
  std::vector<store::AnalyzedArticle> articles;
  for (const std::string& id : ids) articles.push_back(Article(id));
  return articles;
}

TEST(GroupCommit, CommitsAllTogether) {
  FakeStore store;
  const std::vector<IngestOutcome> outcomes = CommitGroup(Articles({"a", "b"}), store);
  EXPECT_THAT(store.committed, ElementsAre(ElementsAre("articles/a", "articles/b")));
  ASSERT_EQ(outcomes.size(), 2u);
  EXPECT_TRUE(outcomes[1].status.ok());
  EXPECT_EQ(outcomes[1].name, "articles/b");
  EXPECT_EQ(outcomes[1].state, v1::INGEST_STATE_CREATED);
}

TEST(GroupCommit, ABadArticleIsRefusedAlone) {
  FakeStore store;
  store.bad = {"articles/b"};
  const std::vector<IngestOutcome> outcomes = CommitGroup(Articles({"a", "b", "c"}), store);
  EXPECT_THAT(store.committed, ElementsAre(ElementsAre("articles/a"), ElementsAre("articles/c")));
  EXPECT_TRUE(outcomes[0].status.ok());
  EXPECT_EQ(outcomes[1].status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(outcomes[1].state, v1::INGEST_STATE_UNSPECIFIED);
  EXPECT_TRUE(outcomes[2].status.ok());
}

TEST(GroupCommit, WhereTheStoreFailsAllAreAnsweredWithItsError) {
  FakeStore store;
  store.commits = {absl::ResourceExhaustedError("disk full")};
  for (const IngestOutcome& outcome : CommitGroup(Articles({"a", "b"}), store)) {
    EXPECT_EQ(outcome.status.code(), absl::StatusCode::kResourceExhausted);
    EXPECT_EQ(outcome.state, v1::INGEST_STATE_UNSPECIFIED);
    EXPECT_NE(outcome.name, "");
  }
  EXPECT_TRUE(store.committed.empty());
  store.begin_status = absl::UnavailableError("locked");
  EXPECT_EQ(CommitGroup(Articles({"a"}), store)[0].status.code(), absl::StatusCode::kUnavailable);
  store.begin_status = absl::OkStatus();
  EXPECT_TRUE(CommitGroup(Articles({"a"}), store)[0].status.ok());
}

TEST(GroupCommit, ADamagedStoreWhilePuttingStopsTheWholeGroup) {
  FakeStore store;
  store.bad = {"articles/b"};
  store.bad_status = absl::DataLossError("damaged");
  for (const IngestOutcome& outcome : CommitGroup(Articles({"a", "b", "c"}), store)) {
    EXPECT_EQ(outcome.status.code(), absl::StatusCode::kDataLoss);
  }
  EXPECT_TRUE(store.committed.empty());
}

// An article with one claim about a pier, by a holder of its own.
store::AnalyzedArticle PierArticle(const std::string& id, bool closed) {
  store::AnalyzedArticle article = Article(id);
  v1::Article& head = *article.analysis.mutable_article();
  head.set_text(closed ? "the council closed the old pier" : "the council has not closed the old pier");
  head.set_publish_time("2024-05-01T10:00:00Z");
  v1::Claim& claim = *article.analysis.add_claims();
  claim.set_article(head.name());
  claim.set_name(fmt::format("{}/claims/1", head.name()));
  claim.set_publish_time(head.publish_time());
  claim.set_polarity(closed ? v1::POLARITY_POSITIVE : v1::POLARITY_NEGATIVE);
  claim.set_modality(v1::MODALITY_ASSERTED);
  claim.mutable_evidence()->set_text(head.text());
  claim.mutable_evidence()->set_start(0);
  claim.mutable_evidence()->set_end(static_cast<int32_t>(head.text().size()));
  claim.mutable_holder()->set_display_name(id);
  claim.mutable_holder()->set_entity_key(id);
  claim.mutable_holder()->set_entity(entity::EntityName(id));
  claim.mutable_holder()->set_kind(v1::ENTITY_KIND_PERSON);
  for (const char* word : {"close", "council", "pier", "old"}) {
    v1::Term& term = *claim.add_terms();
    term.set_key(fmt::format("s:{}", word));
    term.set_role(claim.terms_size() == 1 ? v1::TERM_ROLE_PREDICATE : v1::TERM_ROLE_ARGUMENT);
    term.mutable_span()->set_text(word);
  }
  for (const char* word : {"close", "council", "pier", "harbour", "town", "vote"}) {
    v1::Term& topic = *claim.add_terms();
    topic.set_key(fmt::format("s:{}", word));
    topic.set_role(v1::TERM_ROLE_TOPIC);
  }
  article.claim_features.push_back(compare::ClaimFeatures(claim));
  article.topic_features = compare::TopicFeatures(claim);
  return article;
}

TEST(GroupCommit, RelatesToAllThatIsStoredByThen) {
  const std::string path = testing::TempDir() + "/group_commit.db";
  std::filesystem::remove(path);
  auto store = store::OpenSqlite({.path = path, .create = true});
  ASSERT_TRUE(store.ok()) << store.status();
  const std::vector<store::AnalyzedArticle> group = {PierArticle("a", true), PierArticle("b", false)};
  for (const IngestOutcome& outcome : CommitGroup(group, **store))
    EXPECT_TRUE(outcome.status.ok()) << outcome.status;
  const std::vector<store::AnalyzedArticle> later = {PierArticle("c", false)};
  EXPECT_TRUE(CommitGroup(later, **store)[0].status.ok());

  const auto relations = (*(*store)->Read())->ListRelations({}, {});
  ASSERT_TRUE(relations.ok()) << relations.status();
  int contradictions = 0;
  for (const v1::Relation& relation : relations->items) {
    contradictions += relation.verdict() == v1::RELATION_VERDICT_CONTRADICTION;
  }
  EXPECT_EQ(contradictions, 2);
  EXPECT_EQ(relations->items.size(), 3u);
  EXPECT_EQ(CommitGroup(later, **store)[0].state, v1::INGEST_STATE_UNCHANGED);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace isnad::pipeline
