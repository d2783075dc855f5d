// Runs the case files of claims: every claim of the text is to be listed, in order, and nothing else.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "plugins/core/claims.h"
#include "plugins/core/memo.h"
#include "plugins/core/numbers.h"
#include "plugins/core/times.h"
#include "tests/plugins/core/article_input.h"
#include "tests/plugins/core/case_file.h"
#include "tests/plugins/core/pack_of.h"

namespace isnad::core {
namespace {

// `said CUE` makes the whole text the content of a quote with that class of cue.
void AddQuote(const LanguageCase& c, Reading& reading) {
  for (const CaseItem& item : c.items) {
    if (item.kind != "said") continue;
    QuoteReading quote;
    quote.content =
        Range{ISNAD_PART_TEXT, 0, static_cast<uint32_t>(reading.parts[ISNAD_PART_TEXT].words.size())};
    quote.kind = ISNAD_QUOTE_INDIRECT;
    quote.cue_class = item.head;
    reading.quotes.push_back(std::move(quote));
  }
}

bool AsksForTimes(const LanguageCase& c) {
  return std::any_of(c.items.begin(), c.items.end(),
                     [](const CaseItem& item) { return !item.Field("time").empty(); });
}

std::string TimeOf(const Reading& reading, const ClaimReading& claim) {
  if (claim.time == kNone && !claim.derived_time) return "none";
  const TimeMention& time = claim.time != kNone ? reading.times[claim.time] : *claim.derived_time;
  return time.start + (time.end == time.start ? "" : ".." + time.end);
}

// A case that names the time of one of its claims names it of all.
std::vector<CaseItem> ClaimsOf(const LanguageCase& c, const Reading& reading) {
  static constexpr const char* kModalities[] = {"",         "asserted",    "denied",   "planned",
                                                "possible", "conditional", "requested"};
  std::vector<CaseItem> items;
  for (const ClaimReading& claim : reading.claims) {
    CaseItem item{"claim", claim.polarity == ISNAD_POLARITY_NEGATIVE ? "negative" : "positive", {}};
    item.head += std::string(" ") + kModalities[claim.modality];
    item.fields.emplace_back("words", c.text.substr(claim.begin, claim.end - claim.begin));
    if (AsksForTimes(c)) item.fields.emplace_back("time", TimeOf(reading, claim));
    items.push_back(std::move(item));
  }
  return items;
}

void RunCase(const LanguageCase& c) {
  const Pack* rules = PackOf(c.language);
  ASSERT_NE(rules, nullptr);
  const ArticleInput article(c.text, c.date, c.language);
  Memo memo;
  Reading reading = ReadingOf(article.input(), *rules->lexicon, memo.words);
  FindQuantities(*rules->numbers, memo, reading);
  FindTimes(*rules->times, *rules->numbers, memo, reading);
  AddQuote(c, reading);
  FindClaims(*rules->claims, *rules->lexicon, memo.claims, reading);

  std::string expected;
  for (const CaseItem& item : c.items) {
    if (item.kind == "claim") expected += Print(item);
  }
  std::string found;
  for (const CaseItem& item : ClaimsOf(c, reading)) found += Print(item);
  EXPECT_EQ(found, expected) << "# " << c.title << " (line " << c.line << ")";
}

class ClaimsCases : public ::testing::TestWithParam<const char*> {};

TEST_P(ClaimsCases, ComeOutAsWritten) {
  const std::vector<std::string> files = CaseFiles(GetParam());
  ASSERT_FALSE(files.empty()) << GetParam();
  for (const std::string& file : files) {
    SCOPED_TRACE(file);
    const auto cases = ReadCases(file);
    ASSERT_TRUE(cases.ok()) << cases.status();
    for (const LanguageCase& c : *cases) RunCase(c);
  }
}

INSTANTIATE_TEST_SUITE_P(All, ClaimsCases, ::testing::Values("tests/data/ar/claims", "tests/data/en/claims"));

}  // namespace
}  // namespace isnad::core
