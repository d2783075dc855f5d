#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

#include "tests/server/verify/case_file.h"

namespace isnad::verify {

void PrintTo(const Case& now, std::ostream* out) { *out << "line " << now.line << ": " << now.title; }

namespace {

using ::testing::HasSubstr;

constexpr size_t kPrefix = std::string_view("QUOTE_VERDICT_").size();

std::string Short(v1::QuoteVerdict verdict) { return v1::QuoteVerdict_Name(verdict).substr(kPrefix); }

std::string DiffText(const v1::QuoteMatch& match) {
  std::string text;
  for (const v1::DiffSegment& segment : match.diff()) {
    if (!text.empty()) text += " | ";
    text += segment.op() == v1::DIFF_OP_EQUAL ? "= " : segment.op() == v1::DIFF_OP_DELETE ? "- " : "+ ";
    text += segment.text();
  }
  return text;
}

void Check(const Case& now, const v1::QuoteVerification& came) {
  EXPECT_EQ(Short(came.verdict()), now.verdict) << came.DebugString();
  if (!now.faults.empty()) {
    std::vector<std::string> faults;
    for (int fault : came.faults()) faults.push_back(Short(static_cast<v1::QuoteVerdict>(fault)));
    EXPECT_EQ(faults, now.faults);
  }
  if (now.article.empty()) return;
  ASSERT_GT(came.matches_size(), 0);
  EXPECT_EQ(came.matches(0).article(), now.article);
  if (!now.diff.empty()) {
    EXPECT_EQ(DiffText(came.matches(0)), now.diff);
  }
}

void CheckFile(const std::string& name) {
  CaseFile file;
  ASSERT_NO_FATAL_FAILURE(ReadCaseFile(name, &file));
  ASSERT_GT(file.cases.size(), 10u);
  for (const Case& now : file.cases) {
    SCOPED_TRACE(testing::PrintToString(now));
    const absl::StatusOr<v1::QuoteVerification> came = VerifyQuote(now.given, file.aliases, file.corpus);
    ASSERT_TRUE(came.ok()) << came.status();
    Check(now, *came);
    for (const v1::QuoteMatch& match : came->matches()) {
      if (match.span().text().empty()) continue;
      const v1::Article article = *file.corpus.GetArticle(match.article());
      const auto begin = static_cast<size_t>(match.span().start());
      EXPECT_EQ(article.text().substr(begin, static_cast<size_t>(match.span().end()) - begin),
                match.span().text());
    }
  }
}

TEST(VerifyQuote, ArabicCases) { CheckFile("arabic.txt"); }
TEST(VerifyQuote, EnglishCases) { CheckFile("english.txt"); }

class VerifyQuoteTest : public testing::Test {
 protected:
  absl::StatusOr<v1::QuoteVerification> Verify(const QuoteCase& given) {
    return VerifyQuote(given, {}, reader_);
  }
  static QuoteCase Given(const std::string& text) {
    return {.text = text, .speaker = "", .date = "", .marks = {}};
  }

  v1::Quote Quote(const std::string& name, const std::string& words) {
    v1::Quote quote;
    quote.set_name(name);
    quote.set_article(name.substr(0, name.find("/quotes")));
    quote.mutable_content()->set_text(words);
    quote.mutable_content()->set_start(0);
    quote.mutable_content()->set_end(static_cast<int32_t>(words.size()));
    v1::Article article;
    article.set_name(quote.article());
    article.set_text(words);
    reader_.Add(article);
    return quote;
  }

  FakeReader reader_;
};

TEST_F(VerifyQuoteTest, WordsAreNeeded) {
  const absl::Status status = Verify(Given("«…» !")).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("no words"));
}

TEST_F(VerifyQuoteTest, TooManyWordsAreRefused) {
  std::string text;
  for (int i = 0; i < 2001; ++i) text += "word ";
  EXPECT_EQ(Verify(Given(text)).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(VerifyQuoteTest, ADayMustExist) {
  QuoteCase given = Given("some words here");
  for (const char* date :
       {"2024-02-30", "2024-13", "24", "yesterday", "2024-02-01T10:00", "2024-2-1", "2024-"}) {
    given.date = date;
    EXPECT_EQ(Verify(given).status().code(), absl::StatusCode::kInvalidArgument) << date;
  }
  for (const char* date : {"2024-02-29", "2024-02", "2024", ""}) {
    given.date = date;
    EXPECT_TRUE(Verify(given).ok()) << date;
  }
}

TEST_F(VerifyQuoteTest, AFailingStoreIsAnErrorNotAVerdict) {
  reader_.broken = absl::UnavailableError("locked");
  EXPECT_EQ(Verify(Given("some words here")).status().code(), absl::StatusCode::kUnavailable);
}

TEST_F(VerifyQuoteTest, AnArticleCanBeLeftOut) {
  reader_.Add(Quote("articles/a/quotes/1", "the harbour stays open all winter"));
  QuoteCase given = Given("the harbour stays open all winter");
  EXPECT_EQ(Verify(given)->verdict(), v1::QUOTE_VERDICT_VERBATIM);
  given.except_article = "articles/a";
  EXPECT_EQ(Verify(given)->verdict(), v1::QUOTE_VERDICT_NOT_FOUND);
}

TEST_F(VerifyQuoteTest, ClaimsLeadToArticlesThatHaveTheWordsUnquoted) {
  v1::Article article;
  article.set_name("articles/a");
  article.set_text("Nothing here.\nFares on the night ferry rise by four percent in June, Ida Quill said.\n");
  v1::Claim claim;
  claim.set_name("articles/a/claims/1");
  claim.set_article("articles/a");
  claim.add_terms()->set_key("s:fare");
  reader_.Add(article);
  reader_.Add(claim);
  QuoteCase given = Given("Fares on the night ferry rise by four percent");
  EXPECT_EQ(Verify(given)->verdict(), v1::QUOTE_VERDICT_NOT_FOUND);
  given.claims.push_back(claim);
  const v1::QuoteVerification came = *Verify(given);
  EXPECT_EQ(came.verdict(), v1::QUOTE_VERDICT_VERBATIM);
  ASSERT_EQ(came.matches_size(), 1);
  EXPECT_EQ(came.matches(0).span().start(), 14);
  EXPECT_EQ(came.matches(0).quote(), "");
  given.speaker = "Ida Quill";
  EXPECT_EQ(Verify(given)->verdict(), v1::QUOTE_VERDICT_VERBATIM);
  given.speaker = "Tobias Renn";
  EXPECT_EQ(Verify(given)->verdict(), v1::QUOTE_VERDICT_NOT_FOUND);
}

TEST_F(VerifyQuoteTest, ASpeakerWithinTheWordsIsNotTheirs) {
  const std::string text =
      "They told us in May that the pier is closed and the boats are gone, Ida Quill said.";
  v1::Quote inner = Quote("articles/a/quotes/1", text);
  inner.mutable_content()->set_start(24);
  inner.mutable_content()->set_end(66);
  inner.mutable_content()->set_text(text.substr(24, 42));
  inner.mutable_cue()->set_start(5);
  inner.mutable_cue()->set_end(9);
  inner.mutable_speaker()->set_display_name("They");
  reader_.Add(inner);
  QuoteCase given = Given("They told us in May that the pier is closed and the boats are gone");
  given.speaker = "Ida Quill";
  EXPECT_EQ(Verify(given)->verdict(), v1::QUOTE_VERDICT_VERBATIM);
}

TEST_F(VerifyQuoteTest, OneWordingInManyArticlesComesInTheirOrder) {
  for (const char* id : {"c", "a", "b"}) {
    reader_.Add(Quote("articles/" + std::string(id) + "/quotes/1", "the harbour stays open all winter"));
  }
  const v1::QuoteVerification came = *Verify(Given("the harbour stays open all winter"));
  ASSERT_EQ(came.matches_size(), 3);
  EXPECT_EQ(came.matches(0).article(), "articles/a");
  EXPECT_EQ(came.matches(2).article(), "articles/c");
}

TEST_F(VerifyQuoteTest, MarksOfTheGivenWordsShowInTheDiff) {
  reader_.Add(Quote("articles/a/quotes/1", "the harbour will stay open all winter"));
  QuoteCase given = Given("the harbour will not stay open all winter");
  v1::Mark& mark = given.marks.emplace_back();
  mark.set_kind(v1::MARK_KIND_NEGATION);
  mark.mutable_span()->set_start(17);
  mark.mutable_span()->set_end(20);
  const v1::QuoteVerification came = *Verify(given);
  ASSERT_EQ(came.matches(0).diff_size(), 3);
  EXPECT_EQ(came.matches(0).diff(1).text(), "not");
  EXPECT_EQ(came.matches(0).diff(1).op(), v1::DIFF_OP_INSERT);
  EXPECT_EQ(came.matches(0).diff(1).mark(), v1::MARK_KIND_NEGATION);
}

}  // namespace
}  // namespace isnad::verify
