#include "clients/cli/check_report.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>

#include "clients/cli/check_excerpt.h"
#include "clients/cli/input.h"
#include "clients/cli/markdown.h"
#include "server/entity/digest.h"
#include "server/text/fold.h"

namespace isnad::cli {
namespace {

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

// Code points of valid UTF-8, or its UTF-16 code units.
int CountOf(std::string_view text, bool units) {
  int count = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0u) != 0x80u) count += units && byte >= 0xF0 ? 2 : 1;
  }
  return count;
}

// A file as it was sent: Markdown without its markup, byte for byte in the same places.
std::string TextOf(std::string_view label, const std::string& bytes) {
  if (!label.ends_with(".md")) return bytes;
  auto article = ArticleOfMarkdown(bytes);
  return article.ok() ? article->text() : bytes;
}

}  // namespace

Place PlaceIn(std::string_view file, const v1::Span& span) {
  Place place;
  const std::string& words = span.text();
  size_t begin = static_cast<size_t>(span.start());
  const bool there = begin <= file.size() && file.substr(begin, words.size()) == words;
  if (!there) begin = file.find(words);
  if (begin == std::string_view::npos || words.empty()) return place;
  const auto fill = [&](size_t at, int& line, int& column, int& code_point) {
    const std::string_view before = file.substr(0, at);
    line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    const size_t line_begin = before.rfind('\n') + 1;  // 0 where there is none
    column = 1 + CountOf(before.substr(line_begin), true);
    code_point = 1 + CountOf(before.substr(line_begin), false);
  };
  fill(begin, place.line, place.column, place.code_point);
  fill(begin + words.size(), place.end_line, place.end_column, place.end_code_point);
  return place;
}

std::string CheckedInput::path() const {
  std::string path;
  LineOfLabel(label, &path);
  return path == kStandardInput ? "-" : path;
}

std::string CheckedInput::Bytes() const {
  std::string path;
  if (LineOfLabel(label, &path) > 0) return "";
  if (label == kStandardInput) return contents;
  std::ifstream file(label, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string FingerprintOf(const v1::Problem& problem) {
  const std::string& other =
      problem.has_relation() ? problem.relation().b().article() : problem.match().article();
  return entity::Sha256Hex({problem.rule(), "\n", text::FoldText(problem.span().text()), "\n", other});
}

CheckedInput::CheckedInput(const InputItem& input, const v1::CheckArticleResponse& response)
    : label(input.label),
      contents(input.contents),
      problems(response.problems().begin(), response.problems().end()) {
  if (problems.empty()) return;
  std::string file;
  const int line = LineOfLabel(label, &file);
  const std::string bytes = Bytes();
  const std::string text = TextOf(label, bytes);
  for (const v1::Problem& problem : problems) {
    const bool in_title = problem.span().part() == v1::PART_TITLE;
    Place place;
    if (line == 0) {
      place = PlaceIn(in_title ? bytes : text, problem.span());
    } else {
      place.line = place.end_line = line;
    }
    place.path = path();
    place.excerpt = ExcerptOf(bytes, place);
    places.push_back(std::move(place));
  }
}

}  // namespace isnad::cli
