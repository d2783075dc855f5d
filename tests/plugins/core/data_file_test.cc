#include "plugins/core/data_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

namespace isnad::core {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(DataFile, PartsColumnsByTabsAndByTwoSpaces) {
  const auto file = ParseDataFile("one two\tthree  four \t five   six seven  \n", "x.tsv");
  ASSERT_TRUE(file.ok()) << file.status();
  ASSERT_EQ(file->lines.size(), 1u);
  EXPECT_THAT(file->lines[0].columns, ElementsAre("one two", "three", "four", "five", "six seven"));
}

TEST(DataFile, DropsCommentsButKeepsAHashInsideAWord) {
  const auto file = ParseDataFile("# all\na#b  c # rest\n  \n\t# indented\nd\t#e\n", "x.tsv");
  ASSERT_TRUE(file.ok()) << file.status();
  ASSERT_EQ(file->lines.size(), 2u);
  EXPECT_THAT(file->lines[0].columns, ElementsAre("a#b", "c"));
  EXPECT_EQ(file->lines[0].number, 2);
  EXPECT_THAT(file->lines[1].columns, ElementsAre("d"));
  EXPECT_EQ(file->lines[1].number, 5);
}

TEST(DataFile, KnowsTheSectionOfEachLine) {
  const auto file = ParseDataFile("a\n[ first ]\nb\n[second] # why\nc", "x.tsv");
  ASSERT_TRUE(file.ok()) << file.status();
  ASSERT_EQ(file->lines.size(), 3u);
  EXPECT_EQ(file->lines[0].section, "");
  EXPECT_EQ(file->lines[1].section, "first");
  EXPECT_EQ(file->lines[2].section, "second");
}

TEST(DataFile, ReadsWindowsLineEndsAndAByteOrderMark) {
  const auto file = ParseDataFile("\xEF\xBB\xBFيناير  1\r\nفبراير  2\r\n", "x.tsv");
  ASSERT_TRUE(file.ok()) << file.status();
  ASSERT_EQ(file->lines.size(), 2u);
  EXPECT_THAT(file->lines[0].columns, ElementsAre("يناير", "1"));
  EXPECT_THAT(file->lines[1].columns, ElementsAre("فبراير", "2"));
}

TEST(DataFile, NamesTheLineOfWhatIsWrong) {
  const auto bytes = ParseDataFile("a\nb\xFF\n", "x.tsv");
  EXPECT_EQ(bytes.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(bytes.status().message()), HasSubstr("x.tsv:2: not UTF-8"));
  const auto section = ParseDataFile("a\n\n[months\n", "x.tsv");
  EXPECT_THAT(std::string(section.status().message()), HasSubstr("x.tsv:3: a section is [name]"));
}

TEST(DataFile, TellsAllThatIsWrongAtOnce) {
  const auto read = ParseDataFile("a\xFF\nb\n[c\n", "x.tsv");
  EXPECT_EQ(read.status().message(),
            "x.tsv:1: not UTF-8; save the file as UTF-8\nx.tsv:3: a section is [name] on a line of its own");
  const auto file = ParseDataFile("good\nbad\ngood\nworse\n", "x.tsv");
  ASSERT_TRUE(file.ok()) << file.status();
  std::vector<std::string> taken;
  const absl::Status faults = file->EachLine([&](const DataLine& line) -> absl::Status {
    if (line.columns[0] != "good") return file->Error(line, line.columns[0]);
    taken.push_back(line.columns[0]);
    return absl::OkStatus();
  });
  EXPECT_EQ(faults.message(), "x.tsv:2: bad\nx.tsv:4: worse");
  EXPECT_THAT(taken, ElementsAre("good", "good"));
}

TEST(DataFile, JoinsErrorsAndNothingElse) {
  EXPECT_TRUE(Joined(absl::OkStatus(), absl::OkStatus()).ok());
  EXPECT_EQ(Joined(absl::OkStatus(), absl::NotFoundError("a")), absl::NotFoundError("a"));
  EXPECT_EQ(Joined(absl::NotFoundError("a"), absl::InternalError("b")), absl::NotFoundError("a\nb"));
}

TEST(DataFile, ErrorsOfALoaderNameFileAndLine) {
  const auto file = ParseDataFile("\n\na\n", "months.tsv");
  ASSERT_TRUE(file.ok());
  EXPECT_EQ(file->Error(file->lines[0], "month 13").message(), "months.tsv:3: month 13");
}

TEST(DataFile, EmptyAndMissingFiles) {
  const auto empty = ParseDataFile("", "x.tsv");
  ASSERT_TRUE(empty.ok());
  EXPECT_THAT(empty->lines, IsEmpty());
  EXPECT_EQ(ReadDataFile("no/such/file.tsv").status().code(), absl::StatusCode::kNotFound);
  EXPECT_FALSE(ReadDataFile(::testing::TempDir()).ok());
}

TEST(DataFile, RefusesWhatIsTooLarge) {
  EXPECT_EQ(ParseDataFile(std::string((16u << 20) + 1, '#'), "x.tsv").status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(DataFile, ReadsAFile) {
  const std::string path = ::testing::TempDir() + "data_file_test.tsv";
  std::ofstream(path) << "[s]\nk  v\n";
  const auto file = ReadDataFile(path);
  std::remove(path.c_str());
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ(file->path, path);
  EXPECT_THAT(file->lines[0].columns, ElementsAre("k", "v"));
}

}  // namespace
}  // namespace isnad::core
