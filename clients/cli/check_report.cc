#include "clients/cli/check_report.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>

#include "clients/cli/markdown.h"
#include "server/entity/digest.h"
#include "server/text/fold.h"

namespace isnad::cli {
namespace {

constexpr CheckRule kRules[] = {
    {"altered-quote", true, "Words in quotation marks differ from what a stored article quotes"},
    {"truncated-quote", true, "A quotation leaves out what turns its sense"},
    {"misattributed-quote", true, "A stored article has the quotation from somebody else"},
    {"wrong-date", false, "A stored article dates the quotation otherwise"},
    {"contradicts-corpus", true, "A claim contradicts a stored one"},
    {"weekday-mismatch", true, "A weekday stands beside a date that does not fall on it"},
    {"date-conflict", false, "Two relative dates of one article mean two different days"},
    {"number-conflict", false, "Headline and text give two numbers for one thing"},
    {"unbalanced-quotation", false, "A quotation is opened and never closed"},
    {"unattributed-quotation", false, "Nobody is named for a quotation that stands alone"},
    {"suppression", false, "A suppression lets nothing stand, is out of date or is written wrongly"},
};

// The line in `path:LINE` of a .jsonl; 0 where there is none.
int LineOfLabel(const std::string& label, std::string* path) {
  const size_t colon = label.rfind(':');
  int line = 0;
  *path = label;
  if (colon == std::string::npos) return 0;
  const char* end = label.data() + label.size();
  const auto [at, error] = std::from_chars(label.data() + colon + 1, end, line);
  if (error != std::errc() || at != end) return 0;
  *path = label.substr(0, colon);
  return line;
}

// UTF-16 code units of valid UTF-8.
int UnitsOf(std::string_view text) {
  int units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0u) != 0x80u) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

// A file as it was sent: Markdown without its markup, byte for byte in the same places.
std::string TextOf(std::string_view label, const std::string& bytes) {
  if (!label.ends_with(".md")) return bytes;
  auto article = ArticleOfMarkdown(bytes);
  return article.ok() ? article->text() : bytes;
}

}  // namespace

std::span<const CheckRule> CheckRules() { return kRules; }

Place PlaceIn(std::string_view file, const v1::Span& span) {
  Place place;
  const std::string& words = span.text();
  size_t begin = static_cast<size_t>(span.start());
  const bool there = begin <= file.size() && file.substr(begin, words.size()) == words;
  if (!there) begin = file.find(words);
  if (begin == std::string_view::npos || words.empty()) return place;
  const auto fill = [&](size_t at, int& line, int& column) {
    const std::string_view before = file.substr(0, at);
    line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    const size_t line_begin = before.rfind('\n') + 1;  // 0 where there is none
    column = 1 + UnitsOf(before.substr(line_begin));
  };
  fill(begin, place.line, place.column);
  fill(begin + words.size(), place.end_line, place.end_column);
  return place;
}

std::string CheckedInput::path() const {
  std::string path;
  LineOfLabel(label, &path);
  return path == "-" ? "stdin" : path;
}

std::string CheckedInput::Bytes() const {
  std::string path;
  if (LineOfLabel(label, &path) > 0 || label == "-") return "";
  std::ifstream file(label, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string FingerprintOf(const v1::Problem& problem) {
  const std::string& other =
      problem.has_relation() ? problem.relation().b().article() : problem.match().article();
  return entity::Sha256Hex({problem.rule(), "\n", text::FoldText(problem.span().text()), "\n", other});
}

CheckedInput::CheckedInput(std::string input, const v1::CheckArticleResponse& response)
    : label(std::move(input)), problems(response.problems().begin(), response.problems().end()) {
  if (problems.empty()) return;
  std::string file;
  const int line = LineOfLabel(label, &file);
  const std::string bytes = Bytes();
  const std::string text = TextOf(label, bytes);
  for (const v1::Problem& problem : problems) {
    const bool in_title = problem.span().part() == v1::PART_TITLE;
    Place place = line == 0 ? PlaceIn(in_title ? bytes : text, problem.span())
                            : Place{.path = "", .line = line, .end_line = line};
    place.path = path();
    places.push_back(std::move(place));
  }
}

}  // namespace isnad::cli
