// Runs the case files of times and numbers: every mention of the kind is to be listed, in order, and nothing
// else.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>

#include "plugins/core/memo.h"
#include "plugins/core/numbers.h"
#include "plugins/core/times.h"
#include "tests/plugins/core/article_input.h"
#include "tests/plugins/core/case_file.h"
#include "tests/plugins/core/pack_of.h"

namespace isnad::core {
namespace {

std::string Words(const Reading& reading, const Range& range) { return std::string(reading.Text(range)); }

std::vector<CaseItem> TimesOf(const Reading& reading) {
  static constexpr const char* kGrains[] = {"", "year", "month", "week", "day", "hour", "minute", "decade"};
  std::vector<CaseItem> items;
  for (const TimeMention& time : reading.times) {
    CaseItem item{"time", time.start, {}};
    if (time.end != time.start) item.head += ".." + time.end;
    item.fields.emplace_back("words", Words(reading, time.range));
    item.fields.emplace_back("grain", kGrains[time.grain]);
    if (!time.weekday_matches) item.fields.emplace_back("weekday", "wrong");
    if (time.approximate) item.fields.emplace_back("within", "a day");
    items.push_back(std::move(item));
  }
  return items;
}

std::vector<CaseItem> QuantitiesOf(const Reading& reading) {
  std::vector<CaseItem> items;
  for (const QuantityMention& quantity : reading.quantities) {
    CaseItem item{"quantity", quantity.approximate ? "about" : "", {}};
    const auto add = [&](const char* name, const std::optional<double>& value) {
      if (value) item.head += fmt::format("{}{}{:.12g}", item.head.empty() ? "" : " ", name, *value);
    };
    add("", quantity.value);
    add("min ", quantity.min);
    add("max ", quantity.max);
    item.fields.emplace_back("words", Words(reading, quantity.range));
    item.fields.emplace_back("unit", quantity.unit);
    item.fields.emplace_back("key", quantity.unit_key);
    items.push_back(std::move(item));
  }
  return items;
}

// A field that the case doesn't name may be anything.
bool Matches(const CaseItem& expected, const CaseItem& found) {
  if (expected.head != found.head) return false;
  for (const auto& [key, value] : expected.fields) {
    if (found.Field(key) != value) return false;
  }
  return expected.Field("weekday") == found.Field("weekday");
}

void Check(const LanguageCase& c, const std::string& kind, const std::vector<CaseItem>& found) {
  std::vector<CaseItem> expected;
  for (const CaseItem& item : c.items) {
    if (item.kind == kind) expected.push_back(item);
  }
  bool same = expected.size() == found.size();
  for (size_t i = 0; same && i < expected.size(); ++i) same = Matches(expected[i], found[i]);
  if (same) return;
  std::string shown = fmt::format("# {}\narticle {} {}\n  {}\n", c.title, c.date, c.language, c.text);
  for (const CaseItem& item : found) shown += Print(item);
  if (found.empty()) shown += "none " + kind + "\n";
  ADD_FAILURE() << "line " << c.line << " came out as\n" << shown;
}

void RunFile(const std::string& path, const std::string& kind) {
  const auto cases = ReadCases(path);
  ASSERT_TRUE(cases.ok()) << cases.status();
  ASSERT_FALSE(cases->empty()) << path;
  for (const LanguageCase& c : *cases) {
    SCOPED_TRACE(path);
    const Pack* rules = PackOf(c.language);
    ASSERT_NE(rules, nullptr);
    const ArticleInput article(c.text, c.date, c.language);
    Memo memo;
    Reading reading = ReadingOf(article.input(), *rules->lexicon, memo.words);
    FindQuantities(*rules->numbers, memo, reading);
    FindTimes(*rules->times, *rules->numbers, memo, reading);
    Check(c, kind, kind == "time" ? TimesOf(reading) : QuantitiesOf(reading));
  }
}

class TimesAndNumbersCases : public ::testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(TimesAndNumbersCases, ComeOutAsWritten) {
  const auto [folder, kind] = GetParam();
  const std::vector<std::string> files = CaseFiles(folder);
  ASSERT_FALSE(files.empty()) << folder;
  for (const std::string& file : files) RunFile(file, kind);
}

INSTANTIATE_TEST_SUITE_P(All, TimesAndNumbersCases,
                         ::testing::Values(std::pair("tests/data/ar/times", "time"),
                                           std::pair("tests/data/ar/numbers", "quantity"),
                                           std::pair("tests/data/en/times", "time"),
                                           std::pair("tests/data/en/numbers", "quantity"),
                                           std::pair("tests/data/fr/times", "time"),
                                           std::pair("tests/data/fr/numbers", "quantity")));

}  // namespace
}  // namespace isnad::core
