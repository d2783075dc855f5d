#include "server/pipeline/checker.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/verify/fake_reader.h"

namespace isnad::pipeline {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class CheckerTest : public testing::Test {
 protected:
  CheckerTest() : catalogue_(*messages::Catalogue::Load("server/messages")) {
    AddStored("We will keep the night ferry as long as the pilots agree to it.", "Ida Quill");
  }

  // A text as a quote of articles/ID; it is all of the article.
  static v1::Quote Quote(const std::string& article, const std::string& words, const std::string& speaker) {
    v1::Quote quote;
    quote.set_article(fmt::format("articles/{}", article));
    quote.set_name(fmt::format("articles/{}/quotes/1", article));
    quote.set_kind(v1::QUOTE_KIND_DIRECT);
    quote.mutable_content()->set_start(0);
    quote.mutable_content()->set_end(static_cast<int32_t>(words.size()));
    quote.mutable_content()->set_text(words);
    quote.mutable_speaker()->set_display_name(speaker);
    quote.mutable_speaker()->set_entity(entity::EntityName(entity::NameKey(speaker)));
    quote.set_outlet("The Post");
    quote.set_publish_time("2024-05-01T10:00:00Z");
    return quote;
  }

  void AddStored(const std::string& words, const std::string& speaker) {
    stored_ = Quote("stored", words, speaker);
    v1::Mark& mark = *stored_.add_marks();
    mark.set_kind(v1::MARK_KIND_CONDITION);
    const size_t at = words.find("as long as");
    mark.mutable_span()->set_start(static_cast<int32_t>(at));
    mark.mutable_span()->set_end(static_cast<int32_t>(at + 10));
    reader_.Add(stored_);
    v1::Article article;
    article.set_name(stored_.article());
    article.set_text(words);
    reader_.Add(article);
  }

  void AddNew(const std::string& words, const std::string& speaker) { AddNew(Quote("new", words, speaker)); }
  void AddNew(const v1::Quote& quote) {
    analysis_.mutable_article()->set_name("articles/new");
    *analysis_.add_quotes() = quote;
  }

  std::vector<v1::Problem> Check(const std::string& language = "en") {
    const auto problems = CheckArticle(analysis_, {}, *catalogue_, language, {}, reader_);
    EXPECT_TRUE(problems.ok()) << problems.status();
    return problems.ok() ? *problems : std::vector<v1::Problem>();
  }

  std::vector<std::string> Rules() {
    std::vector<std::string> rules;
    for (const v1::Problem& problem : Check()) rules.push_back(problem.rule());
    return rules;
  }

  std::unique_ptr<messages::Catalogue> catalogue_;
  verify::FakeReader reader_;
  v1::Quote stored_;
  v1::Analysis analysis_;
};

TEST_F(CheckerTest, WordForWordIsNoProblem) {
  AddNew("We will keep the night ferry as long as the pilots agree to it", "Ida Quill");
  EXPECT_THAT(Rules(), ElementsAre());
}

TEST_F(CheckerTest, WhatTheCorpusDoesNotKnowIsNoProblem) {
  AddNew("Tolls on the bridge are a thing of the past", "Ida Quill");
  EXPECT_THAT(Rules(), ElementsAre());
}

TEST_F(CheckerTest, AlteredWords) {
  AddNew("We will drop the night ferry as long as the pilots agree to it", "Ida Quill");
  const std::vector<v1::Problem> problems = Check();
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].rule(), "altered-quote");
  EXPECT_EQ(problems[0].level(), v1::PROBLEM_LEVEL_ERROR);
  EXPECT_EQ(problems[0].span().text(), analysis_.quotes(0).content().text());
  EXPECT_EQ(problems[0].match().quote(), "articles/stored/quotes/1");
  EXPECT_THAT(problems[0].explanation(), HasSubstr("The Post (2024-05-01)"));
  EXPECT_THAT(problems[0].explanation(), HasSubstr("keep the night ferry"));
  EXPECT_THAT(Check("ar")[0].explanation(), HasSubstr("اللفظ"));
}

TEST_F(CheckerTest, ACutThatChangesTheSense) {
  AddNew("We will keep the night ferry", "Ida Quill");
  const std::vector<v1::Problem> problems = Check();
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].rule(), "truncated-quote");
  EXPECT_THAT(problems[0].explanation(), HasSubstr("as long as the pilots agree to it"));
}

TEST_F(CheckerTest, AnotherSpeaker) {
  AddNew("We will keep the night ferry as long as the pilots agree to it", "Tobias Renn");
  const std::vector<v1::Problem> problems = Check();
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].rule(), "misattributed-quote");
  EXPECT_THAT(problems[0].explanation(), HasSubstr("Ida Quill, not of Tobias Renn"));
}

TEST_F(CheckerTest, AnotherDay) {
  v1::Quote quote =
      Quote("new", "We will keep the night ferry as long as the pilots agree to it", "Ida Quill");
  quote.mutable_statement_time()->set_start("2024-06-09");
  quote.mutable_statement_time()->set_end("2024-06-09");
  AddNew(quote);
  const std::vector<v1::Problem> problems = Check();
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].rule(), "wrong-date");
  EXPECT_EQ(problems[0].level(), v1::PROBLEM_LEVEL_WARNING);
  EXPECT_THAT(problems[0].explanation(), HasSubstr("on 2024-05-01, not on 2024-06-09"));
}

TEST_F(CheckerTest, SpeechInTheReportersOwnWordsHasNoWording) {
  v1::Quote quote =
      Quote("new", "We will drop the night ferry as long as the pilots agree to it", "Ida Quill");
  quote.set_kind(v1::QUOTE_KIND_INDIRECT);
  AddNew(quote);
  EXPECT_THAT(Rules(), ElementsAre());
  analysis_.mutable_quotes(0)->set_kind(v1::QUOTE_KIND_DIRECT);
  stored_.set_kind(v1::QUOTE_KIND_INDIRECT);
  reader_.Add(stored_);
  EXPECT_THAT(Rules(), ElementsAre());
}

TEST_F(CheckerTest, OfMixedSpeechTheQuotedWordsAreChecked) {
  const std::string text =
      "the council \"will drop the night ferry as long as the pilots agree\" in any case";
  v1::Quote quote = Quote("new", text, "Ida Quill");
  quote.set_kind(v1::QUOTE_KIND_MIXED);
  AddNew(quote);
  const std::vector<v1::Problem> problems = Check();
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].span().text(), "will drop the night ferry as long as the pilots agree");
  EXPECT_EQ(problems[0].span().start(), 13);
}

TEST_F(CheckerTest, MoreOfAQuoteThanTheCorpusHasIsNoProblem) {
  AddNew("Hear me: We will keep the night ferry as long as the pilots agree to it, and the day ferry too",
         "Ida Quill");
  EXPECT_THAT(Rules(), ElementsAre());
}

TEST_F(CheckerTest, TheStoredArticleOfTheSameNameIsLeftOut) {
  AddNew("We will drop the night ferry as long as the pilots agree to it", "Ida Quill");
  analysis_.mutable_article()->set_name("articles/stored");
  EXPECT_THAT(Rules(), ElementsAre());
}

v1::Claim Claim(const std::string& article, int number, bool closed, const std::string& holder) {
  v1::Claim claim;
  claim.set_article(fmt::format("articles/{}", article));
  claim.set_name(fmt::format("articles/{}/claims/{}", article, number));
  claim.set_publish_time(article == "new" ? "2024-05-02T10:00:00Z" : "2024-05-01T10:00:00Z");
  claim.set_outlet("The Post");
  claim.set_polarity(closed ? v1::POLARITY_POSITIVE : v1::POLARITY_NEGATIVE);
  claim.set_modality(v1::MODALITY_ASSERTED);
  claim.mutable_evidence()->set_text(closed ? "the council closed the old pier"
                                            : "the council has not closed the old pier");
  claim.mutable_evidence()->set_start(100 * number);
  claim.mutable_evidence()->set_end(100 * number + 40);
  claim.mutable_time()->set_start("2024-05-01");
  claim.mutable_time()->set_end("2024-05-01");
  claim.mutable_time()->set_grain(v1::GRAIN_DAY);
  if (!holder.empty()) {
    claim.mutable_holder()->set_display_name(holder);
    claim.mutable_holder()->set_entity(entity::EntityName(holder));
  }
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
  return claim;
}

TEST_F(CheckerTest, AClaimAgainstTheCorpus) {
  reader_.Add(Claim("stored", 1, false, "Renn"));
  analysis_.mutable_article()->set_name("articles/new");
  *analysis_.add_claims() = Claim("new", 1, true, "Quill");
  const std::vector<v1::Problem> problems = Check();
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].rule(), "contradicts-corpus");
  EXPECT_EQ(problems[0].level(), v1::PROBLEM_LEVEL_ERROR);
  EXPECT_EQ(problems[0].relation().a().article(), "articles/new");
  EXPECT_EQ(problems[0].relation().b().article(), "articles/stored");
  EXPECT_THAT(problems[0].explanation(), HasSubstr("has not closed"));
}

TEST_F(CheckerTest, TwoSidesInOneArticleAreNoProblem) {
  analysis_.mutable_article()->set_name("articles/new");
  *analysis_.add_claims() = Claim("new", 1, true, "");
  *analysis_.add_claims() = Claim("new", 2, false, "Renn");
  EXPECT_THAT(Rules(), ElementsAre());
}

TEST_F(CheckerTest, FindingsAreProblemsInTheOrderOfTheText) {
  const auto add = [&](v1::FindingKind kind, int start, const char* code) {
    v1::Finding& finding = *analysis_.add_findings();
    finding.set_kind(kind);
    finding.add_evidence()->set_start(start);
    finding.mutable_reason()->set_code(code);
    finding.mutable_reason()->add_arguments("Monday 4 May");
    finding.mutable_reason()->add_arguments("2024-05-04");
  };
  add(v1::FINDING_KIND_NUMBER_CONFLICT, 50, "number_conflict");
  add(v1::FINDING_KIND_WEEKDAY_MISMATCH, 10, "weekday_mismatch");
  add(v1::FINDING_KIND_UNBALANCED_QUOTATION, 30, "A sentence of a plugin's own.");
  analysis_.mutable_findings(0)->mutable_evidence(0)->set_part(v1::PART_TITLE);
  EXPECT_THAT(Rules(), ElementsAre("number-conflict", "weekday-mismatch", "unbalanced-quotation"));
  const std::vector<v1::Problem> problems = Check();
  EXPECT_EQ(problems[1].level(), v1::PROBLEM_LEVEL_ERROR);
  EXPECT_EQ(problems[1].finding().explanation(), problems[1].explanation());
  EXPECT_THAT(problems[1].explanation(), HasSubstr("2024-05-04"));
  EXPECT_EQ(problems[2].level(), v1::PROBLEM_LEVEL_WARNING);
  EXPECT_EQ(problems[2].explanation(), "A sentence of a plugin's own.");
}

TEST_F(CheckerTest, AFailingStoreIsAnError) {
  AddNew("We will keep the night ferry at any cost", "Ida Quill");
  reader_.broken = absl::UnavailableError("locked");
  EXPECT_EQ(CheckArticle(analysis_, {}, *catalogue_, "en", {}, reader_).status().code(),
            absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace isnad::pipeline
