#include "server/intake/html_body.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "server/intake/html_tree.h"

namespace isnad::intake {
namespace {

constexpr int kMaxDepth = 256;
constexpr size_t kShort = 140;  // bytes; an article is longer than this

// Elements that begin and end a line.
constexpr std::array<std::string_view, 33> kBlocks = {
    "address", "article", "blockquote", "body",  "center", "dd", "details", "div", "dl", "dt",    "figure",
    "form",    "h1",      "h2",         "h3",    "h4",     "h5", "h6",      "hr",  "li", "main",  "ol",
    "p",       "pre",     "section",    "table", "tbody",  "td", "th",      "tr",  "ul", "thead", "summary"};

// Blocks that hold paragraphs rather than being one.
constexpr std::array<std::string_view, 8> kContainers = {"div",  "section", "article", "main",
                                                         "body", "td",      "center",  "details"};

template <size_t N>
bool IsOneOf(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

struct Line {
  std::string text;
  std::vector<Link> links;  // places in this line
  size_t other = 0;         // bytes of it that are links or times
  bool heading = false;
  bool dropped = false;
  const xmlNode* container = nullptr;

  size_t words() const { return dropped || other * 5 >= text.size() * 4 ? 0 : text.size() - other; }
};

// The lines that an element holds.
struct Region {
  std::string_view name;
  const xmlNode* node = nullptr;
  size_t begin = 0;
  size_t end = 0;
  bool marked_body = false;
};

// Writes the page into lines and notes which element holds which.
class Renderer {
 public:
  explicit Renderer(bool drop_furniture) : drop_furniture_(drop_furniture) {}

  void Render(const xmlNode* node, int depth) {
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
      Add(reinterpret_cast<const char*>(node->content));
    } else if (node->type == XML_ENTITY_REF_NODE || node->type != XML_ELEMENT_NODE || depth > kMaxDepth) {
      return;
    } else if (!IsNoContent(node) && !(drop_furniture_ && LooksLikeFurniture(node))) {
      RenderElement(node, depth);
    }
  }

  std::vector<Line> TakeLines() {
    EndLine();
    return std::move(lines_);
  }
  const std::vector<Region>& regions() const { return regions_; }

 private:
  void RenderElement(const xmlNode* node, int depth) {
    const std::string_view name = ElementName(node);
    if (name == "br") return EndLine();
    const bool block = IsOneOf(name, kBlocks);
    if (block) EndLine();
    const bool container = IsOneOf(name, kContainers);
    const bool marked = Attribute(node, "itemprop") == "articleBody";
    const xmlNode* outer = container_;
    if (container) container_ = node;
    const size_t begin = lines_.size();
    const bool other = name == "a" || name == "time";
    const bool heading = name == "h1";
    other_ += other ? 1 : 0;
    heading_ += heading ? 1 : 0;
    if (name == "q") Add("\u201C");
    const size_t words = line_.text.size();
    for (const xmlNode* child = node->children; child != nullptr; child = child->next)
      Render(child, depth + 1);
    if (name == "q") Add("\u201D");
    if (name == "a" && lines_.size() == begin) AddLink(Attribute(node, "href"), words);
    if (name == "td" || name == "th") Add(" ");
    if (block) EndLine();
    other_ -= other ? 1 : 0;
    heading_ -= heading ? 1 : 0;
    container_ = outer;
    if (container || marked) regions_.push_back({name, node, begin, lines_.size(), marked});
  }

  void Add(const char* text) {
    if (text == nullptr) return;
    const size_t before = line_.text.size();
    AppendFolded(text, &line_.text);
    if (other_ > 0) line_.other += line_.text.size() - before;
    line_.heading = line_.heading || heading_ > 0;
    line_.container = container_;
  }

  // A link that holds whole lines is a card, not a citation: only those within a line are kept.
  void AddLink(std::string uri, size_t words) {
    const size_t begin = line_.text.find_first_not_of(' ', words);
    const size_t last = line_.text.find_last_not_of(' ');
    if (uri.empty() || begin == std::string::npos || last < begin) return;
    line_.links.push_back({std::move(uri), begin, last + 1});
  }

  void EndLine() {
    while (!line_.text.empty() && line_.text.back() == ' ') line_.text.pop_back();
    if (!line_.text.empty()) lines_.push_back(std::move(line_));
    line_ = Line();
  }

  const bool drop_furniture_;
  int other_ = 0;
  int heading_ = 0;
  const xmlNode* container_ = nullptr;
  Line line_;
  std::vector<Line> lines_;
  std::vector<Region> regions_;  // inner before outer
};

class BodyFinder {
 public:
  BodyFinder(const xmlDoc& tree, bool drop_furniture) {
    Renderer renderer(drop_furniture);
    const xmlNode* root = xmlDocGetRootElement(&tree);
    if (root != nullptr) renderer.Render(root, 0);
    lines_ = renderer.TakeLines();
    regions_ = renderer.regions();
    for (Line& line : lines_) line.dropped = line.heading || line.words() == 0;
    sums_.assign(1, 0);
    for (const Line& line : lines_) sums_.push_back(sums_.back() + line.words());
  }

  Body Find(std::string_view title) {
    Body out;
    const Region* region = Choose();
    if (region == nullptr) return out;
    DropInnerArticles(*region);
    for (size_t i = region->begin; i < region->end; ++i) {
      if (lines_[i].dropped || (out.text.empty() && lines_[i].text == title)) continue;
      for (Link& link : lines_[i].links) {
        out.links.push_back({std::move(link.uri), out.text.size() + link.begin, out.text.size() + link.end});
      }
      out.text += lines_[i].text;
      out.text += '\n';
    }
    return out;
  }

 private:
  size_t WordsIn(const Region& region) const { return sums_[region.end] - sums_[region.begin]; }

  template <typename Predicate>
  const Region* Longest(Predicate wanted) const {
    const Region* best = nullptr;
    for (const Region& region : regions_) {
      if (wanted(region) && (best == nullptr || WordsIn(region) > WordsIn(*best))) best = &region;
    }
    return best;
  }

  const Region* Choose() const {
    const Region* marked = Longest([](const Region& r) { return r.marked_body; });
    if (marked != nullptr && WordsIn(*marked) >= kShort) return marked;
    const Region* dense = Densest();
    const Region* article = Longest(
        [](const Region& r) { return r.name == "article" || Attribute(r.node, "role") == "article"; });
    const size_t wanted = dense == nullptr ? 1 : std::max<size_t>(1, WordsIn(*dense) / 2);
    if (article != nullptr && WordsIn(*article) >= wanted) return article;
    return dense;
  }

  // Each line counts for the container that it stands in, and half for the one around that.
  const Region* Densest() const {
    std::map<const xmlNode*, size_t> scores;
    const Region* main =
        Longest([](const Region& r) { return r.name == "main" || Attribute(r.node, "role") == "main"; });
    const size_t begin = main != nullptr && WordsIn(*main) >= kShort ? main->begin : 0;
    const size_t end = begin == 0 && (main == nullptr || WordsIn(*main) < kShort) ? lines_.size() : main->end;
    for (size_t i = begin; i < end; ++i) {
      scores[lines_[i].container] += 2 * lines_[i].words();
      if (lines_[i].container != nullptr) scores[lines_[i].container->parent] += lines_[i].words();
    }
    const Region* best = nullptr;
    for (const Region& region : regions_) {
      if (region.begin < begin || region.end > end) continue;
      const auto score = scores.find(region.node);
      if (score == scores.end() || WordsIn(region) == 0) continue;
      if (best == nullptr || score->second > scores[best->node]) best = &region;
    }
    return best == nullptr ? nullptr : Widened(*best);
  }

  // An article may be cut into sections beside each other: what holds half as much again holds the article.
  const Region* Widened(const Region& best) const {
    const Region* wide = &best;
    for (const Region& region : regions_) {
      const bool around = region.begin <= wide->begin && region.end >= wide->end && &region > wide;
      if (around && WordsIn(region) * 2 >= WordsIn(*wide) * 3) wide = &region;
    }
    return wide;
  }

  // Cards of other articles inside this one.
  void DropInnerArticles(const Region& chosen) {
    for (const Region& region : regions_) {
      const bool inside = region.begin >= chosen.begin && region.end <= chosen.end;
      if (&region >= &chosen || region.name != "article" || !inside || WordsIn(region) * 2 > WordsIn(chosen))
        continue;
      for (size_t i = region.begin; i < region.end; ++i) lines_[i].dropped = true;
    }
  }

  std::vector<Line> lines_;
  std::vector<Region> regions_;
  std::vector<size_t> sums_;  // words in lines [0, i)
};

Body LinkedBody(std::string_view linked_body) {
  if (linked_body.find('<') == std::string_view::npos && linked_body.find('&') == std::string_view::npos) {
    Body out;
    for (size_t begin = 0; begin < linked_body.size();) {
      const size_t end = std::min(linked_body.find('\n', begin), linked_body.size());
      std::string line;
      AppendFolded(linked_body.substr(begin, end - begin), &line);
      while (!line.empty() && line.back() == ' ') line.pop_back();
      if (!line.empty()) out.text += line + "\n";
      begin = end + 1;
    }
    return out;
  }
  const HtmlTree tree = ParseHtml(linked_body);
  return tree == nullptr ? Body() : BodyFinder(*tree, false).Find("");
}

}  // namespace

Body ReadBody(const xmlDoc& tree, std::string_view title, std::string_view linked_body) {
  Body body = BodyFinder(tree, true).Find(title);
  // A page may call the box of its article "widget", or stand in one form: then without those hints.
  if (body.text.size() < kShort) {
    Body all = BodyFinder(tree, false).Find(title);
    if (all.text.size() > body.text.size()) body = std::move(all);
  }
  Body linked = LinkedBody(linked_body);
  if (linked.text.size() * 2 > body.text.size() * 3 && linked.text.size() >= kShort) body = std::move(linked);
  return body;
}

}  // namespace isnad::intake
