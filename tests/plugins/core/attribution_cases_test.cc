// Runs the case files of attribution: every quote of the article is to be listed, in order, and nothing else;
// likewise its findings where a case lists one.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "plugins/core/attribution.h"
#include "plugins/core/boilerplate.h"
#include "plugins/core/findings.h"
#include "plugins/core/memo.h"
#include "plugins/core/numbers.h"
#include "plugins/core/times.h"
#include "tests/plugins/core/article_input.h"
#include "tests/plugins/core/case_file.h"
#include "tests/plugins/core/pack_of.h"

namespace isnad::core {
namespace {

std::string TitleOf(const LanguageCase& c) {
  for (const CaseItem& item : c.items) {
    if (item.kind == "title") return item.head;
  }
  return "";
}

bool Lists(const LanguageCase& c, const std::string& kind) {
  return std::any_of(c.items.begin(), c.items.end(), [&](const CaseItem& item) {
    return item.kind == kind || (item.kind == "none" && item.head == kind);
  });
}

std::vector<CaseItem> QuotesOf(const LanguageCase& c, const Reading& reading) {
  static const std::map<int, std::string> kKinds = {
      {ISNAD_QUOTE_DIRECT, "direct"}, {ISNAD_QUOTE_INDIRECT, "indirect"}, {ISNAD_QUOTE_MIXED, "mixed"}};
  const bool ids = std::any_of(c.items.begin(), c.items.end(),
                               [](const CaseItem& item) { return !item.Field("id").empty(); });
  std::vector<CaseItem> items;
  for (const QuoteReading& quote : reading.quotes) {
    CaseItem item{"quote", kKinds.at(quote.kind), {}};
    const std::string& text = quote.content.part == ISNAD_PART_TEXT ? c.text : TitleOf(c);
    item.fields.emplace_back("speaker",
                             quote.speaker == kNone ? "-" : reading.mentions[quote.speaker].display_name);
    item.fields.emplace_back("cue", std::string(reading.Text(quote.cue)));
    item.fields.emplace_back("content", text.substr(quote.begin, quote.end - quote.begin));
    for (const int via : quote.via) item.fields.emplace_back("via", reading.mentions[via].display_name);
    if (quote.time != kNone) item.fields.emplace_back("time", reading.times[quote.time].start);
    if (ids && quote.speaker != kNone)
      item.fields.emplace_back("id", reading.mentions[quote.speaker].entity_key);
    items.push_back(std::move(item));
  }
  return items;
}

std::vector<CaseItem> FindingsOf(const Reading& reading) {
  static const std::map<int, std::string> kKinds = {
      {ISNAD_FINDING_DATE_CONFLICT, "date_conflict"},
      {ISNAD_FINDING_WEEKDAY_MISMATCH, "weekday_mismatch"},
      {ISNAD_FINDING_UNBALANCED_QUOTATION, "unbalanced_quotation"},
      {ISNAD_FINDING_UNATTRIBUTED_QUOTATION, "unattributed_quotation"},
      {ISNAD_FINDING_NUMBER_CONFLICT, "number_conflict"}};
  std::vector<CaseItem> items;
  for (const FindingReading& finding : reading.findings) {
    items.push_back({"finding", kKinds.at(finding.kind), {}});
  }
  return items;
}

std::string Expected(const LanguageCase& c, const std::string& kind) {
  std::string expected;
  for (const CaseItem& item : c.items) {
    if (item.kind == kind) expected += Print(item);
  }
  return expected;
}

std::string Printed(const std::vector<CaseItem>& items) {
  std::string printed;
  for (const CaseItem& item : items) printed += Print(item);
  return printed;
}

void RunCase(const LanguageCase& c) {
  const Pack* rules = PackOf(c.language);
  ASSERT_NE(rules, nullptr);
  const ArticleInput article(c.text, c.date, c.language, TitleOf(c));
  Memo memo;
  Reading reading = ReadingOf(article.input(), *rules->lexicon, memo.words);
  FindBoilerplate(*rules->boilerplate, memo.boilerplate, reading);
  FindQuantities(*rules->numbers, memo, reading);
  FindTimes(*rules->times, *rules->numbers, memo, reading);
  FindQuotes(*rules->attribution, *rules->lexicon, memo, reading);
  FindFaults(reading);

  if (Lists(c, "quote")) {
    EXPECT_EQ(Printed(QuotesOf(c, reading)), Expected(c, "quote"))
        << "# " << c.title << " (line " << c.line << ")";
  }
  if (Lists(c, "finding")) {
    EXPECT_EQ(Printed(FindingsOf(reading)), Expected(c, "finding"))
        << "# " << c.title << " (line " << c.line << ")";
  }
}

class AttributionCases : public ::testing::TestWithParam<const char*> {};

TEST_P(AttributionCases, ComeOutAsWritten) {
  const std::vector<std::string> files = CaseFiles(GetParam());
  ASSERT_FALSE(files.empty()) << GetParam();
  for (const std::string& file : files) {
    SCOPED_TRACE(file);
    const auto cases = ReadCases(file);
    ASSERT_TRUE(cases.ok()) << cases.status();
    for (const LanguageCase& c : *cases) RunCase(c);
  }
}

INSTANTIATE_TEST_SUITE_P(All, AttributionCases,
                         ::testing::Values("tests/data/ar/attribution", "tests/data/en/attribution",
                                           "tests/data/fr/attribution"));

}  // namespace
}  // namespace isnad::core
