#include "clients/cli/changed_lines.h"

#include <gmock/gmock.h>

namespace isnad::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

TEST(LinesOfDiffTest, AreThoseOfTheNewSide) {
  EXPECT_THAT(
      LinesOfDiff(
          "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -3 +3 @@ head\n-a\n+b\n@@ -10,0 +11,2 @@\n+c\n+d\n"),
      ElementsAre(Pair(3, 3), Pair(11, 12)));
  EXPECT_THAT(LinesOfDiff("@@ -5,2 +4,0 @@\n-a\n-b\n"), IsEmpty());  // lines that are no more
  EXPECT_THAT(LinesOfDiff("@@ -1 @@\n@@ -1 +x @@\n@@ -"), IsEmpty());
  EXPECT_THAT(LinesOfDiff(""), IsEmpty());
}

}  // namespace
}  // namespace isnad::cli
