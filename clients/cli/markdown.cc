#include "clients/cli/markdown.h"

#include <algorithm>
#include <cctype>

namespace isnad::cli {
namespace {

constexpr std::string_view kFence = "---";
constexpr char kSpaces[] = " \t\r";

std::string_view Trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(kSpaces);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

void Blank(std::string& text, size_t begin, size_t end) {
  for (size_t i = begin; i < std::min(end, text.size()); ++i) {
    if (text[i] != '\n') text[i] = ' ';
  }
}

std::string_view LineAt(std::string_view text, size_t begin) {
  return text.substr(begin, text.find('\n', begin) - begin);
}

std::string Unquoted(std::string_view value) {
  const bool quoted =
      value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front();
  return std::string(quoted ? value.substr(1, value.size() - 2) : value);
}

void SetField(std::string_view key, std::string_view value, v1::Article& article) {
  if (key == "title") article.set_title(Unquoted(value));
  if (key == "date") article.set_publish_time(Unquoted(value));
  if (key == "outlet" || key == "publisher") article.set_outlet(Unquoted(value));
  if (key == "author") article.set_author(Unquoted(value));
  if (key == "language" || key == "lang") article.set_language_code(Unquoted(value));
  if (key == "url" || key == "uri") article.set_uri(Unquoted(value));
}

// Reads the front matter, if there is any. Where the text begins.
absl::StatusOr<size_t> ReadFrontMatter(std::string_view file, v1::Article& article) {
  if (Trimmed(LineAt(file, 0)) != kFence) return size_t{0};
  for (size_t at = file.find('\n'); at != std::string_view::npos;) {
    const size_t begin = at + 1;
    const std::string_view line = LineAt(file, begin);
    at = file.find('\n', begin);
    if (Trimmed(line) == kFence) return begin + line.size();
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos || line.starts_with(' ') || line.starts_with('-')) continue;
    SetField(Trimmed(line.substr(0, colon)), Trimmed(line.substr(colon + 1)), article);
  }
  return absl::InvalidArgumentError(
      "the front matter that begins in line 1 is not closed; end it with a line ---");
}

// Blanks what begins a line: headings, quotes, lists, rules. The heading's words, if it is one.
std::string_view BlankLineMarks(std::string& text, size_t begin, size_t end) {
  size_t at = begin;
  while (at < end && std::string_view(" \t>").find(text[at]) != std::string_view::npos) ++at;
  const size_t mark = at;
  while (at < end && text[at] == '#') ++at;
  const bool heading = at > mark && at - mark <= 6 && at < end && text[at] == ' ';
  if (!heading) {
    at = mark;
    if (at + 1 < end && std::string_view("-*+").find(text[at]) != std::string_view::npos &&
        text[at + 1] == ' ')
      ++at;
    while (at < end && std::isdigit(static_cast<unsigned char>(text[at])) != 0) ++at;
    const bool numbered = at > mark && at + 1 < end && text[at] == '.' && text[at + 1] == ' ';
    if (numbered) ++at;
    if (!numbered && at > mark && text[mark] != '-' && text[mark] != '*' && text[mark] != '+') at = mark;
  }
  Blank(text, begin, at);
  return heading ? Trimmed(std::string_view(text).substr(at, end - at)) : std::string_view();
}

// The address in the brackets of a link, without a title behind it.
std::string AddressIn(std::string_view brackets) {
  brackets = Trimmed(brackets);
  brackets = brackets.substr(0, brackets.find_first_of(" \t"));
  if (brackets.starts_with('<') && brackets.ends_with('>'))
    brackets = brackets.substr(1, brackets.size() - 2);
  return std::string(brackets);
}

// Blanks what stands within a line: code, links, images, emphasis. Keeps where links lead.
void BlankInline(std::string& text, size_t begin, size_t end, v1::Article& article) {
  for (size_t at = begin; at < end; ++at) {
    const std::string_view rest = std::string_view(text).substr(at, end - at);
    if (rest.front() == '`') {
      const size_t close = rest.find('`', 1);
      if (close != std::string_view::npos) Blank(text, at, at + close + 1);
    } else if (rest.front() == '[' || rest.starts_with("![")) {
      const size_t open = rest.front() == '[' ? 0 : 1;
      const size_t middle = rest.find("](");
      const size_t close = middle == std::string_view::npos ? middle : rest.find(')', middle);
      if (close == std::string_view::npos) continue;
      if (open == 1) {
        Blank(text, at, at + close + 1);
      } else {
        v1::Citation& citation = *article.add_citations();
        citation.set_uri(AddressIn(rest.substr(middle + 2, close - middle - 2)));
        citation.set_start(static_cast<int32_t>(at + 1));
        citation.set_end(static_cast<int32_t>(at + middle));
        Blank(text, at, at + 1);
        Blank(text, at + middle, at + close + 1);
      }
    } else if (rest.starts_with("**") || rest.starts_with("__")) {
      Blank(text, at, at + 2);
    } else if (rest.front() == '*' || rest.front() == '_') {
      Blank(text, at, at + 1);
    }
  }
}

}  // namespace

std::string WithoutComments(std::string_view text) {
  std::string clean(text);
  for (size_t at = 0; (at = clean.find("<!--", at)) != std::string::npos;) {
    const size_t close = clean.find("-->", at);
    if (close == std::string::npos) break;
    Blank(clean, at, close + 3);
  }
  return clean;
}

absl::StatusOr<v1::Article> ArticleOfMarkdown(std::string_view file) {
  v1::Article article;
  const auto begin = ReadFrontMatter(file, article);
  if (!begin.ok()) return begin.status();
  std::string text = WithoutComments(file);
  Blank(text, 0, *begin);
  bool code = false;
  for (size_t at = *begin; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const bool fence = Trimmed(LineAt(text, at)).starts_with("```");
    if (fence || code) {
      Blank(text, at, end);
      code ^= fence;
    } else {
      const std::string heading(BlankLineMarks(text, at, end));
      BlankInline(text, at, end, article);
      if (article.title().empty() && !heading.empty()) {
        article.set_title(heading);
        Blank(text, at, end);
      }
    }
    at = end + 1;
  }
  article.set_text(std::move(text));
  return article;
}

}  // namespace isnad::cli
