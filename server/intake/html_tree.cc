#include "server/intake/html_tree.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <mutex>
#include <unordered_set>
#include <vector>

namespace isnad::intake {
namespace {

constexpr size_t kMaxBelow = 64 << 10;
constexpr int kMaxAttributes = 256;
constexpr size_t kMaxClassBytes = 1024;  // longer ones are made by tools, not told by people

constexpr std::array<std::string_view, 24> kNoContent = {
    "script", "style",  "noscript", "template", "head",     "nav",   "aside", "header",
    "footer", "button", "select",   "option",   "textarea", "input", "label", "iframe",
    "object", "embed",  "svg",      "canvas",   "video",    "audio", "math",  "figcaption"};

constexpr std::array<std::string_view, 9> kNoContentRoles = {
    "navigation", "complementary", "contentinfo", "banner", "search", "dialog", "alert", "menu", "toolbar"};

template <size_t N>
bool IsOneOf(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Class names as words: "postShare box-2" is post, share, box, 2.
std::vector<std::string> ClassWords(std::string_view names) {
  std::vector<std::string> words(1);
  bool was_lower = false;
  for (const char c : names.substr(0, kMaxClassBytes)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool capital = std::isupper(byte) != 0;
    if (std::isalnum(byte) == 0 || (capital && was_lower)) {
      if (!words.back().empty()) words.emplace_back();
    }
    if (std::isalnum(byte) != 0) words.back() += static_cast<char>(std::tolower(byte));
    was_lower = std::islower(byte) != 0;
  }
  return words;
}

std::unordered_set<std::string> ReadBoilerplateClasses() {
  std::unordered_set<std::string> out;
  const std::string_view table(kBoilerplateClasses);
  for (size_t begin = 0; begin < table.size();) {
    const size_t end = std::min(table.find('\n', begin), table.size());
    const std::string_view line = table.substr(begin, end - begin);
    if (!line.empty() && line[0] != '#') out.emplace(line);
    begin = end + 1;
  }
  return out;
}

bool HoldsFurnitureWord(std::string_view names) {
  static const auto& classes = *new std::unordered_set<std::string>(ReadBoilerplateClasses());
  const std::vector<std::string> words = ClassWords(names);
  for (size_t i = 0; i < words.size(); ++i) {
    if (classes.count(words[i]) != 0) return true;
    if (i + 1 < words.size() && classes.count(words[i] + " " + words[i + 1]) != 0) return true;
  }
  return false;
}

bool IsBlank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Where the tag that begins at `begin` ends (behind its >, or at the end of the page), and in `*cut` where
// its attributes become too many, if they do. Values end as libxml2 ends them: at their quotation mark,
// wherever that is.
size_t EndOfTag(std::string_view page, size_t begin, size_t* cut) {
  int attributes = 0;
  *cut = std::string_view::npos;
  for (size_t i = begin; i < page.size(); ++i) {
    if (page[i] == '>') return i + 1;
    const bool after_equals = page[i] == '=';
    if (IsBlank(page[i]) && !IsBlank(page[i - 1])) ++attributes;
    if (after_equals) {
      while (i + 1 < page.size() && IsBlank(page[i + 1])) ++i;
      if (i + 1 < page.size() && (page[i + 1] == '"' || page[i + 1] == '\'')) {
        i = std::min(page.find(page[i + 1], i + 2), page.size() - 1);
        ++attributes;
      }
    }
    if (attributes > kMaxAttributes && *cut == std::string_view::npos) *cut = i;
  }
  return page.size();
}

// The page without U+0000, where libxml2 stops and browsers don't, and without the surplus of tags that have
// more attributes than anybody writes: libxml2 compares each with each.
std::string Tamed(std::string_view page) {
  std::string out;
  out.reserve(page.size());
  const auto append = [&out](std::string_view piece) {
    std::copy_if(piece.begin(), piece.end(), std::back_inserter(out), [](char c) { return c != '\0'; });
  };
  for (size_t i = 0; i < page.size();) {
    size_t open = std::min(page.find('<', i), page.size());
    append(page.substr(i, open - i));
    if (open == page.size()) break;
    if (open + 1 == page.size() || std::isalpha(static_cast<unsigned char>(page[open + 1])) == 0) {
      append("<");
      i = open + 1;
      continue;
    }
    size_t cut = 0;
    i = EndOfTag(page, open + 1, &cut);
    append(cut == std::string_view::npos ? page.substr(open, i - open) : page.substr(open, cut - open));
    if (cut != std::string_view::npos) append(">");
    if (page.substr(open, 7) != "<script" && page.substr(open, 7) != "<SCRIPT") continue;
    const size_t close = std::min(page.find("</", i), page.size());  // what a script says is no tag
    append(page.substr(i, close - i));
    i = close;
  }
  return out;
}

}  // namespace

HtmlTree ParseHtml(std::string_view utf8) {
  static std::once_flag once;
  std::call_once(once, xmlInitParser);
  const std::string page = Tamed(utf8);
  const int options =
      HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT;
  return HtmlTree(htmlReadMemory(page.data(), static_cast<int>(page.size()), nullptr, "UTF-8", options));
}

const xmlNode* NextNode(const xmlNode* node, const xmlNode* root, bool enter) {
  if (enter && node->type == XML_ELEMENT_NODE && node->children != nullptr) return node->children;
  while (node != root) {
    if (node->next != nullptr) return node->next;
    node = node->parent;
  }
  return nullptr;
}

std::string_view ElementName(const xmlNode* node) {
  if (node == nullptr || node->type != XML_ELEMENT_NODE || node->name == nullptr) return "";
  return reinterpret_cast<const char*>(node->name);
}

std::string Attribute(const xmlNode* node, const char* name) {
  xmlChar* value = xmlGetNoNsProp(node, reinterpret_cast<const xmlChar*>(name));
  if (value == nullptr) return "";
  std::string out(reinterpret_cast<const char*>(value));
  xmlFree(value);
  return out;
}

void AppendFolded(std::string_view text, std::string* out) {
  for (size_t i = 0; i < text.size(); ++i) {
    const bool nbsp = text.substr(i, 2) == "\xC2\xA0";
    if (nbsp || text[i] == ' ' || (text[i] >= '\t' && text[i] <= '\r')) {
      if (!out->empty() && out->back() != ' ') *out += ' ';
      if (nbsp) ++i;
    } else {
      *out += text[i];
    }
  }
}

std::string TextBelow(const xmlNode* node) {
  std::string out;
  for (const xmlNode* at = node; at != nullptr && out.size() < kMaxBelow; at = NextNode(at, node)) {
    if ((at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE) && at->content != nullptr) {
      AppendFolded(reinterpret_cast<const char*>(at->content), &out);
    } else if (at != node && !out.empty() && ElementName(at) == "br") {
      AppendFolded(" ", &out);
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

bool IsNoContent(const xmlNode* element) {
  if (IsOneOf(ElementName(element), kNoContent)) return true;
  if (element->properties == nullptr) return false;
  if (IsOneOf(Attribute(element, "role"), kNoContentRoles)) return true;
  if (xmlHasProp(element, reinterpret_cast<const xmlChar*>("hidden")) != nullptr) return true;
  if (Attribute(element, "aria-hidden") == "true") return true;
  std::string style = Attribute(element, "style");
  style.erase(std::remove(style.begin(), style.end(), ' '), style.end());
  return style.find("display:none") != std::string::npos;
}

bool LooksLikeFurniture(const xmlNode* element) {
  const std::string_view name = ElementName(element);
  if (name == "html" || name == "body" || name == "main" || name == "article") return false;
  if (name == "form") return true;
  if (element->properties == nullptr) return false;
  return HoldsFurnitureWord(Attribute(element, "class")) || HoldsFurnitureWord(Attribute(element, "id"));
}

}  // namespace isnad::intake
