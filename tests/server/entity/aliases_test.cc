#include "server/entity/aliases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace isnad::entity {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Aliases Parsed(std::string_view contents) {
  absl::StatusOr<Aliases> aliases = Aliases::Parse(contents, "names.txt");
  EXPECT_TRUE(aliases.ok()) << aliases.status();
  return aliases.ok() ? *std::move(aliases) : Aliases();
}

std::string Complaint(std::string_view contents) {
  return std::string(Aliases::Parse(contents, "names.txt").status().message());
}

TEST(NameKey, IgnoresHowANameIsWritten) {
  EXPECT_EQ(NameKey("هُدى  الأسمر"), NameKey("هدى الاسمر"));
  EXPECT_EQ(NameKey("«دار القمح» الأهلية"), "دار القمح الاهليه");
  EXPECT_EQ(NameKey("O’Malley, Jr."), NameKey("o’malley jr"));
  EXPECT_EQ(NameKey(" «» ! "), "");
}

TEST(Aliases, EveryNameLeadsToTheFirst) {
  const Aliases aliases = Parsed("هدى الأسمر = أم نزار | الحاجّة هدى\n");
  EXPECT_EQ(aliases.Canonical(NameKey("أمّ نزار")), NameKey("هدى الأسمر"));
  EXPECT_EQ(aliases.Canonical(NameKey("هدى الأسمر")), NameKey("هدى الأسمر"));
  EXPECT_EQ(aliases.Canonical("somebody else"), "somebody else");
  EXPECT_TRUE(aliases.Knows(NameKey("أمّ نزار")));
  EXPECT_FALSE(aliases.Knows("somebody else"));
  ASSERT_EQ(aliases.entries().size(), 1u);
  EXPECT_EQ(aliases.entries()[0].display_name, "هدى الأسمر");
}

TEST(Aliases, MovesGiveNamesToOthersInTheirOrder) {
  const Aliases file = Parsed("أ = ب | ج\nد = ه\n");
  const Aliases moved = file.After({{{"ب"}, "د"}, {{"ج"}, "ج"}, {{"س"}, "ص"}, {{"ب"}, "ا"}});
  EXPECT_EQ(moved.Canonical("ب"), "ا") << "the last move holds";
  EXPECT_EQ(moved.Canonical("ج"), "ج");
  EXPECT_EQ(moved.Canonical("ه"), "د");
  EXPECT_EQ(moved.Canonical("س"), "ص");
  EXPECT_EQ(file.Canonical("ج"), "ا") << "the file's are as they were";
}

TEST(Aliases, WhoGivesAllNamesIsGone) {
  const Aliases moved = Parsed("أ = ب\nد = ه\n").After({{{"ا", "ب"}, "د"}});
  ASSERT_EQ(moved.entries().size(), 1u);
  EXPECT_EQ(moved.entries().front().display_name, "د");
  EXPECT_EQ(moved.Canonical("ا"), "د");
}

TEST(Aliases, CommentsBlankLinesBomAndWindowsLineEndsSayNothing) {
  const Aliases aliases = Parsed("\xEF\xBB\xBF# who is who\r\n\r\n  \nA = B\r\n");
  ASSERT_EQ(aliases.entries().size(), 1u);
  EXPECT_THAT(aliases.entries()[0].keys, ElementsAre("a", "b"));
}

TEST(Aliases, ANameTwiceInALineIsOne) {
  EXPECT_THAT(Parsed("A = B | b | a").entries()[0].keys, ElementsAre("a", "b"));
}

TEST(Aliases, ComplaintsNameFileAndLine) {
  EXPECT_THAT(Complaint("# fine\nno equals sign"), HasSubstr("names.txt:2: no '='"));
  EXPECT_THAT(Complaint("A = "), HasSubstr("names.txt:1: an empty name"));
  EXPECT_THAT(Complaint("= B"), HasSubstr("names.txt:1: an empty name"));
  EXPECT_THAT(Complaint("A = B | | C"), HasSubstr("names.txt:1: an empty name"));
  EXPECT_THAT(Complaint("A = B\n\nC = b"), HasSubstr("names.txt:3: 'b' stands in line 1 already"));
  EXPECT_THAT(Complaint("A = \xFF"), HasSubstr("names.txt:1: the line is not UTF-8"));
}

TEST(Aliases, AMissingFileIsNotFound) {
  EXPECT_EQ(Aliases::Load("/nowhere/names.txt").status().code(), absl::StatusCode::kNotFound);
}

TEST(Aliases, TheFileThatIsInstalledLoads) {
  const absl::StatusOr<Aliases> aliases = Aliases::Load("server/entity/aliases.txt");
  ASSERT_TRUE(aliases.ok()) << aliases.status();
  EXPECT_EQ(aliases->Canonical(NameKey("مظلوم كوباني")), NameKey("مظلوم عبدي"));
}

TEST(EntityName, IsTheSameAlwaysAndEmptyForNobody) {
  EXPECT_EQ(EntityName("abc"), "entities/lu6awx6hqdt7k");
  EXPECT_EQ(EntityName(""), "");
}

}  // namespace
}  // namespace isnad::entity
