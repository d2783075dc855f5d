#include "plugins/host/wire.h"

#include <gtest/gtest.h>

#include <cstring>
#include <memory>

#include "isnad/v1/article.pb.h"
#include "server/plugin/article_input.h"

namespace isnad::host {
namespace {

std::string_view View(isnad_str text) { return {text.data == nullptr ? "" : text.data, text.size}; }

template <class T>
std::string_view Bytes(const T* items, uint64_t count) {
  return {reinterpret_cast<const char*>(items), count * sizeof(T)};
}

const isnad_attribute kAttributes[] = {{ISNAD_KEY_VALUE, ISNAD_TYPE_REAL, {.real = 1.5}},
                                       {ISNAD_KEY_UNIT, ISNAD_TYPE_STR, {.str = {"كتاب", 8}}},
                                       {ISNAD_KEY_CUE, ISNAD_TYPE_SPAN, {.span = {1, 2, 3}}},
                                       {ISNAD_KEY_APPROXIMATE, ISNAD_TYPE_INT, {.integer = -1}}};
const isnad_ref kRefs[] = {{ISNAD_ROLE_SPEAKER, 7}, {ISNAD_ROLE_VIA, 8}};
const isnad_record kRecord = {
    sizeof(isnad_record), 9, ISNAD_RECORD_QUOTE, {0, 4, 8}, kAttributes, 4, kRefs, 2};

void ExpectSame(const isnad_record& a, const isnad_record& b) {
  Writer first, second;
  Write(first, a);
  Write(second, b);
  EXPECT_EQ(first.bytes(), second.bytes());
}

TEST(Wire, AnArticleComesAsItIs) {
  v1::Article article;
  article.set_title("عنوان");
  article.set_text(std::string("قال \0: «نعم». 12\nلا", 29));
  article.set_publish_time("2024-05-16");
  article.set_language_code("ar");
  article.set_outlet("صحيفة");
  const plugin::ArticleInput owner(article);
  const std::vector<isnad_record> records = {kRecord, kRecord};
  const isnad_input input = owner.With(records, 10);
  Writer out;
  Write(out, input);

  Reader in(out.bytes());
  InputReader reader;
  const isnad_input& read = reader.Read(in);
  ASSERT_TRUE(in.ok() && in.AtEnd());
  EXPECT_EQ(read.first_id, 10u);
  EXPECT_EQ(View(read.outlet), "صحيفة");
  EXPECT_EQ(View(read.uri), "");
  ASSERT_EQ(read.n_parts, input.n_parts);
  for (uint64_t i = 0; i < read.n_parts; ++i) {
    const isnad_part &a = input.parts[i], &b = read.parts[i];
    EXPECT_EQ(View(a.original), View(b.original));
    EXPECT_EQ(View(a.folded), View(b.folded));
    EXPECT_EQ(Bytes(a.folded_map, a.folded.size + 1), Bytes(b.folded_map, b.folded.size + 1));
    EXPECT_EQ(Bytes(a.tokens, a.n_tokens), Bytes(b.tokens, b.n_tokens));
    EXPECT_EQ(Bytes(a.sentences, a.n_sentences), Bytes(b.sentences, b.n_sentences));
    EXPECT_EQ(Bytes(a.quotations, a.n_quotations), Bytes(b.quotations, b.n_quotations));
  }
  ASSERT_EQ(read.n_records, 2u);
  for (uint64_t i = 0; i < 2; ++i) ExpectSame(read.records[i], kRecord);
}

TEST(Wire, WhatIsCutShortIsNotRead) {
  v1::Article article;
  article.set_text("قال: «نعم».");
  const plugin::ArticleInput owner(article);
  const std::vector<isnad_record> records = {kRecord};
  Writer out;
  Write(out, owner.With(records, 2));
  for (size_t size = 0; size < out.bytes().size(); ++size) {
    const auto bytes = std::make_unique<char[]>(size);  // so that a sanitizer sees a byte too far
    std::copy_n(out.bytes().data(), size, bytes.get());
    Reader in({bytes.get(), size});
    InputReader().Read(in);
    EXPECT_FALSE(in.ok()) << size;
  }
}

TEST(Wire, CountsThatCannotBeAreNotBelieved) {
  for (const uint64_t claimed : {uint64_t{1} << 60, UINT64_MAX}) {
    std::string bytes;
    Writer out;
    Write(out, kRecord);
    bytes = out.bytes();
    std::memcpy(bytes.data() + 24, &claimed, sizeof(claimed));  // how many attributes
    Reader in(bytes);
    EXPECT_EQ(RecordReader().Next(in), nullptr);
    EXPECT_FALSE(in.ok());
  }
}

TEST(Wire, ATableIsToldWithoutReadingBehindIt) {
  isnad_plugin small = {};
  small.size = 16;
  EXPECT_EQ(FactsOf(&small).size, 16u);
  EXPECT_FALSE(FactsOf(&small).complete);
  EXPECT_FALSE(FactsOf(nullptr).there);
  TableFacts facts = {true, 88, 1, 2, ISNAD_KIND_JUDGE, 50, true, "name", "1.0"};
  Writer out;
  Write(out, facts);
  Reader in(out.bytes());
  const TableFacts read = ReadFacts(in);
  ASSERT_TRUE(in.ok() && in.AtEnd());
  EXPECT_EQ(read.name, "name");
  EXPECT_EQ(read.version, "1.0");
  EXPECT_EQ(read.abi_minor, 2u);
  EXPECT_EQ(read.stage, 50u);
  EXPECT_TRUE(read.complete);
}

}  // namespace
}  // namespace isnad::host
