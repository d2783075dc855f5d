#include "clients/cli/markdown.h"

#include <gtest/gtest.h>

namespace isnad::cli {
namespace {

// The words of an article's text, without the spaces that stand for markup.
std::string Words(std::string_view file) {
  const auto article = ArticleOfMarkdown(file);
  EXPECT_TRUE(article.ok()) << article.status();
  EXPECT_EQ(article->text().size(), file.size());
  std::string words;
  bool space = false;
  for (const char c : article->text()) {
    if (c == ' ') {
      space = !words.empty() && words.back() != '\n';
    } else {
      if (space && c != '\n') words += ' ';
      space = false;
      words += c;
    }
  }
  return words;
}

TEST(MarkdownTest, WordsStayWhereTheyAre) {
  EXPECT_EQ(Words("He said **no**, and *left*."), "He said no , and left .");
  EXPECT_EQ(Words("See [the report](https://a.example/x_y) now."), "See the report now.");
  EXPECT_EQ(Words("![a bridge](b.png) It fell."), "It fell.");
  EXPECT_EQ(Words("> quoted\n- one\n12. two\n"), "quoted\none\ntwo\n");
  EXPECT_EQ(Words("a `code` b\n```\nall of it\n```\nc"), "a b\n\n\n\nc");
  EXPECT_EQ(Words("12 people - no more"), "12 people - no more");
  EXPECT_EQ(Words("-12 degrees"), "-12 degrees");
  EXPECT_EQ(Words("a <!-- not\nread --> b"), "a\nb");
  EXPECT_EQ(Words("[not a link] and ![neither"), "[not a link] and ![neither");
  EXPECT_EQ(Words(""), "");
}

TEST(MarkdownTest, LinksAreKept) {
  constexpr std::string_view kFile =
      "See [the report](https://a.example/x_y \"A title\") and [it](<https://b.example/>), ![no](c.png).";
  const auto article = ArticleOfMarkdown(kFile);
  ASSERT_TRUE(article.ok()) << article.status();
  ASSERT_EQ(article->citations_size(), 2);
  EXPECT_EQ(article->citations(0).uri(), "https://a.example/x_y");
  EXPECT_EQ(article->citations(1).uri(), "https://b.example/");
  for (const auto& [citation, words] :
       {std::pair{article->citations(0), "the report"}, {article->citations(1), "it"}}) {
    const auto begin = static_cast<size_t>(citation.start());
    EXPECT_EQ(article->text().substr(begin, static_cast<size_t>(citation.end()) - begin), words);
  }
}

TEST(MarkdownTest, FrontMatterTellsOfTheArticle) {
  const auto article = ArticleOfMarkdown(
      "---\ntitle: \"A: b\"\ntags:\n  - title: not this\ndate: 2024-03-05\npublisher: The Quay\nlang: "
      "en\n---\n# Head\nText.");
  ASSERT_TRUE(article.ok()) << article.status();
  EXPECT_EQ(article->title(), "A: b");
  EXPECT_EQ(article->publish_time(), "2024-03-05");
  EXPECT_EQ(article->outlet(), "The Quay");
  EXPECT_EQ(article->language_code(), "en");
  EXPECT_NE(article->text().find("Head"), std::string::npos);  // a heading of a text that has its title
  EXPECT_EQ(ArticleOfMarkdown("# Head\nText.")->title(), "Head");
  EXPECT_EQ(ArticleOfMarkdown("# Head\nText.")->text().find("Head"), std::string::npos);
  EXPECT_EQ(ArticleOfMarkdown("---\ntitle: x\n").status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ArticleOfMarkdown("---").status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace isnad::cli
