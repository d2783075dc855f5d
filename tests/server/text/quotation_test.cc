#include "server/text/quotation.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "server/text/document.h"

namespace isnad::text {
namespace {

std::string Trimmed(const std::string& text) {
  const size_t begin = text.find_first_not_of(' ');
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

// The quotations of a text as the lines of a case.
std::string Describe(const std::string& text) {
  const Document document = Document::Of(text);
  const auto& tokens = document.tokens();
  std::string lines;
  for (const Quotation& quotation : document.quotations()) {
    const bool closed = quotation.close_token != kUnclosed;
    size_t end = closed ? quotation.close_token : quotation.open_token;
    while (!closed && end < tokens.size() && tokens[end].kind != TokenKind::kLineBreak) ++end;
    const uint32_t begin_byte = tokens[quotation.open_token].original.end;
    const uint32_t end_byte =
        end < tokens.size() ? tokens[end].original.begin : static_cast<uint32_t>(text.size());
    lines += closed ? "pair " : "unclosed ";
    lines += std::string(quotation.depth, '>') + (quotation.depth > 0 ? " " : "");
    lines = Trimmed(lines + Trimmed(text.substr(begin_byte, end_byte - begin_byte)));
    lines += '\n';
  }
  return lines;
}

struct Case {
  std::string title, text, expected;
};

std::vector<Case> ReadCases(const std::string& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file) << path;
  std::vector<Case> cases;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    if (line.rfind("= ", 0) == 0) {
      cases.push_back({line.substr(2), "", ""});
    } else if (line.rfind("  ", 0) == 0) {
      cases.back().text += line.substr(2) + '\n';
    } else {
      cases.back().expected += line + '\n';
    }
  }
  return cases;
}

TEST(PairQuotations, EveryHabit) {
  const std::vector<Case> cases = ReadCases("tests/data/text/quotations.txt");
  EXPECT_GT(cases.size(), 30u);
  for (const Case& c : cases) EXPECT_EQ(Describe(c.text), c.expected) << "= " << c.title << "\n" << c.text;
}

TEST(PairQuotations, EachCaseHoldsInTheMidstOfTheOthers) {
  // Paragraphs of other habits must not change a clear one.
  const std::string other = "قال “نعم” ثم “لا” ثم “ربما”.\n";
  EXPECT_EQ(Describe(other + "قال \"نعم\" و«لا».\n" + other),
            "pair نعم\npair لا\npair ربما\npair نعم\npair لا\npair نعم\npair لا\npair ربما\n");
}

TEST(PairQuotations, PlainTextHasNone) { EXPECT_EQ(Describe("قال نعم.\nIt isn't so.\n"), ""); }

TEST(PairQuotations, DepthIsBounded) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "«a ";
  for (int i = 0; i < 40; ++i) text += "b» ";
  const auto quotations = Document::Of(text).quotations();
  ASSERT_EQ(quotations.size(), 16u);
  for (uint32_t i = 0; i < 16; ++i) EXPECT_EQ(quotations[i].depth, i);
}

TEST(PairQuotations, AMillionMarksTakeLinearTime) {
  for (const std::string piece : {"\"", "“", "” ", "'", "\"a", "«x “", "' \"", "a’ ", "“»", "a.\" "}) {
    std::string text;
    while (text.size() < 2'000'000) text += piece;
    const Document document = Document::Of(text);
    EXPECT_FALSE(document.tokens().empty());
    EXPECT_FALSE(document.sentences().empty());
  }
}

}  // namespace
}  // namespace isnad::text
