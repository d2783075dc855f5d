// Inputs: what a command line names, one item an article, a bad one in its place.
#include "clients/cli/input.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>

namespace isnad::cli {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;

class Input : public testing::Test {
 protected:
  Input() { std::filesystem::create_directories(folder_); }
  ~Input() override { std::filesystem::remove_all(folder_); }

  std::string Write(const std::string& name, const std::string& contents) {
    const std::string path = (folder_ / name).string();
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << contents;
    return path;
  }

  static std::vector<InputItem> Read(const std::string& input) {
    InputReader reader({input});
    std::vector<InputItem> items;
    for (InputItem item; reader.Next(item);) items.push_back(item);
    EXPECT_EQ(reader.consumed_bytes(), reader.total_bytes());
    return items;
  }

  const std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) / ("input_test_" + std::to_string(getpid()));
};

std::string TextOf(const InputItem& item) {
  if (const auto* article = std::get_if<v1::Article>(&item.source)) return article->text();
  return std::get<v1::RawDocument>(item.source).content();
}

TEST_F(Input, LinesAreArticlesAndBlankOnesNothing) {
  const auto items = Read(Write("a.jsonl", "{\"text\": \"x\"}\n\n{\"text\": \"y\"}\r\n{\"text\": \"z\"}"));
  ASSERT_EQ(items.size(), 3u);
  EXPECT_THAT((std::vector{TextOf(items[0]), TextOf(items[1]), TextOf(items[2])}),
              ElementsAre("x", "y", "z"));
  EXPECT_THAT(items[1].label, EndsWith("a.jsonl:3"));
}

TEST_F(Input, ABadLineStandsInItsPlace) {
  const auto items = Read(Write("a.jsonl", "{\"text\": \"x\"}\n{\n{\"text\": \"z\"}\n"));
  ASSERT_EQ(items.size(), 3u);
  EXPECT_TRUE(items[0].error.ok());
  EXPECT_THAT(std::string(items[1].error.message()), HasSubstr("a.jsonl:2"));
  EXPECT_TRUE(items[2].error.ok());
}

TEST_F(Input, AFileBesideIsRead) {
  Write("texts/one.txt", "the text");
  const auto items = Read(Write("a.jsonl", R"({"file": "texts/one.txt", "outlet": "o"})"));
  ASSERT_EQ(items.size(), 1u);
  ASSERT_TRUE(items[0].error.ok()) << items[0].error;
  const auto& document = std::get<v1::RawDocument>(items[0].source);
  EXPECT_EQ(document.content(), "the text");
  EXPECT_EQ(document.article().outlet(), "o");
}

TEST_F(Input, GzippedLinesAreLines) {
  const std::string path = (folder_ / "a.jsonl.gz").string();
  gzFile file = gzopen(path.c_str(), "wb");
  for (int i = 0; i < 20000; ++i) gzputs(file, ("{\"text\": \"" + std::to_string(i) + "\"}\n").c_str());
  gzclose(file);
  const auto items = Read(path);
  ASSERT_EQ(items.size(), 20000u);
  EXPECT_EQ(TextOf(items[19999]), "19999");
}

TEST_F(Input, AFolderIsItsFilesInOrder) {
  Write("f/b.txt", "b");
  Write("f/a/z.html", "<p>z</p>");
  Write("f/picture.png", "p");
  const auto items = Read((folder_ / "f").string());
  ASSERT_EQ(items.size(), 2u);
  EXPECT_THAT(items[0].label, EndsWith("f/a/z.html"));
  EXPECT_THAT(items[1].label, EndsWith("f/b.txt"));
}

TEST_F(Input, WhatCanNotBeReadIsNamed) {
  for (const std::string& path : {(folder_ / "nowhere.txt").string(), (folder_ / "nowhere.jsonl").string(),
                                  Write("x.docx", "x"), Write("empty.txt", "")}) {
    InputReader reader({path});
    InputItem item;
    ASSERT_TRUE(reader.Next(item)) << path;
    EXPECT_THAT(std::string(item.error.message()), HasSubstr(path));
    EXPECT_FALSE(reader.Next(item));
  }
}

TEST_F(Input, ALineOverTheLimitIsSkipped) {
  const std::string path =
      Write("a.jsonl", std::string(LineReader::kMaxLineBytes + (1u << 20), 'x') + "\n{\"text\": \"y\"}\n");
  const auto items = Read(path);
  ASSERT_EQ(items.size(), 2u);
  EXPECT_THAT(std::string(items[0].error.message()), HasSubstr("64 MiB"));
  EXPECT_EQ(TextOf(items[1]), "y");
}

}  // namespace
}  // namespace isnad::cli
