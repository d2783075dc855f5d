#include "tests/plugins/core/case_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace isnad::core {
namespace {

using ::testing::HasSubstr;

TEST(CaseFile, ReadsBlocks) {
  const auto cases = ParseCases(
      "# What this file is about.\n\n# One.\narticle 2024-03-14 ar\n  text\n  more\ntime 2024-03-13\n  words "
      " a b\n\n"
      "# Two.\narticle - en\n  text\nnone time\n",
      "x.txt");
  ASSERT_TRUE(cases.ok()) << cases.status();
  ASSERT_EQ(cases->size(), 2u);
  const LanguageCase& one = (*cases)[0];
  EXPECT_EQ(one.title, "One.");
  EXPECT_EQ(one.line, 3);
  EXPECT_EQ(one.date, "2024-03-14");
  EXPECT_EQ(one.language, "ar");
  EXPECT_EQ(one.text, "text\nmore");
  ASSERT_EQ(one.items.size(), 1u);
  EXPECT_EQ(one.items[0].head, "2024-03-13");
  EXPECT_EQ(one.items[0].Field("words"), "a b");
  EXPECT_EQ(one.items[0].Field("grain"), "");
  EXPECT_EQ((*cases)[1].date, "");
  EXPECT_EQ((*cases)[1].items[0].kind, "none");
}

TEST(CaseFile, NamesTheLineOfWhatIsWrong) {
  const auto error = [](const std::string& contents) {
    return std::string(ParseCases(contents, "x.txt").status().message());
  };
  EXPECT_THAT(error("# a\ntime 1\n"), HasSubstr("x.txt:2: an item before its article"));
  EXPECT_THAT(error("article 2024-01-01\n  t\n"), HasSubstr("x.txt:1: an article is"));
  EXPECT_THAT(error("article 2024-01-01 ar\ntime 1\n\n"), HasSubstr("without text"));
  EXPECT_THAT(error("article 2024-01-01 ar\n  t\n\n"), HasSubstr("expects nothing"));
  EXPECT_THAT(error("article 2024-01-01 ar\n  t\ntime 1\n  words\n"), HasSubstr("x.txt:4: a field is"));
}

}  // namespace
}  // namespace isnad::core
