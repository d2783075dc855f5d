// Offsets leave in the unit of the caller, whichever article a span belongs to.
#include "server/rpc/offsets.h"

#include <gtest/gtest.h>

#include "isnad/v1/analysis.pb.h"
#include "isnad/v1/relation.pb.h"

namespace isnad::rpc {
namespace {

v1::Article Article(const std::string& name, const std::string& title, const std::string& text) {
  v1::Article article;
  article.set_name(name);
  article.set_title(title);
  article.set_text(text);
  return article;
}

absl::StatusOr<v1::Article> Nowhere(const std::string& name) { return absl::NotFoundError(name); }

TEST(Offsets, BytesAreLeftAlone) {
  v1::Quote quote;
  quote.set_article("articles/a");
  quote.mutable_content()->set_start(3);
  OffsetRewriter rewriter(v1::OFFSET_UNIT_UTF8, Nowhere);
  EXPECT_TRUE(rewriter.Rewrite(quote, "").ok());
  EXPECT_EQ(quote.content().start(), 3);
}

TEST(Offsets, EachSpanIsCountedInItsOwnText) {
  v1::Relation relation;
  auto& a = *relation.mutable_a();
  a.set_article("articles/a");
  a.mutable_evidence()->set_start(4);  // behind "اب"
  a.mutable_evidence()->set_end(8);
  auto& b = *relation.mutable_b();
  b.set_article("articles/b");
  b.mutable_evidence()->set_part(v1::PART_TITLE);
  b.mutable_evidence()->set_start(4);  // behind U+1F300, two code units of UTF-16
  b.mutable_evidence()->set_end(5);
  OffsetRewriter rewriter(v1::OFFSET_UNIT_UTF16, [](const std::string& name) -> absl::StatusOr<v1::Article> {
    return name == "articles/a" ? Article(name, "", "ابتث") : Article(name, "\xF0\x9F\x8C\x80x", "");
  });
  ASSERT_TRUE(rewriter.Rewrite(relation, "").ok());
  EXPECT_EQ(relation.a().evidence().start(), 2);
  EXPECT_EQ(relation.a().evidence().end(), 4);
  EXPECT_EQ(relation.b().evidence().start(), 2);
  EXPECT_EQ(relation.b().evidence().end(), 3);
}

TEST(Offsets, AnAnalysisBringsItsOwnText) {
  v1::Analysis analysis;
  *analysis.mutable_article() = Article("articles/a", "", "قال x");
  auto& span = *analysis.add_claims()->mutable_evidence();
  span.set_start(7);
  span.set_end(8);
  OffsetRewriter rewriter(v1::OFFSET_UNIT_UTF32, Nowhere);
  rewriter.Add(analysis.article());
  ASSERT_TRUE(rewriter.Rewrite(analysis, "").ok());
  EXPECT_EQ(span.start(), 4);
  EXPECT_EQ(span.end(), 5);
}

TEST(Offsets, AnUnknownUnitIsRefused) {
  v1::Quote quote;
  OffsetRewriter rewriter(static_cast<v1::OffsetUnit>(9), Nowhere);
  EXPECT_EQ(rewriter.Rewrite(quote, "").code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace isnad::rpc
