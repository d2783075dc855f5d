#include "server/intake/html_metadata.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <map>
#include <optional>

#include "server/intake/html_tree.h"
#include "server/intake/json_ld.h"
#include "server/intake/page_time.h"
#include "server/intake/web_address.h"

namespace isnad::intake {
namespace {

std::string Folded(std::string_view text) {
  std::string out;
  AppendFolded(text, &out);
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

// JSON-LD is no HTML, but many pages write &quot; and &#8220; into it.
std::string Plain(const std::string& text) {
  if (text.find('&') == std::string::npos || text.find(';') == std::string::npos) return Folded(text);
  const HtmlTree tree = ParseHtml("<p>" + text + "</p>");
  return tree == nullptr ? Folded(text) : TextBelow(xmlDocGetRootElement(tree.get()));
}

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

std::string FirstOf(std::initializer_list<std::string> values) {
  for (const std::string& value : values) {
    if (!value.empty()) return value;
  }
  return "";
}

// What the elements of a page say, each as it stands.
struct Elements {
  std::map<std::string, std::string>
      meta;  // by lower-case property, name or itemprop; the first that isn't empty
  std::optional<LinkedArticle> linked;
  std::string title;
  std::string h1;
  int h1_count = 0;
  std::string time;  // the first <time datetime> that is marked as the publication's, else the first
  bool time_marked = false;
  std::string author;
  std::string canonical;
  std::string language;
};

void NoteMeta(const xmlNode* node, Elements* out) {
  const std::string content = Folded(Attribute(node, "content"));
  if (content.empty()) return;
  for (const char* attribute : {"property", "name", "itemprop"}) {
    const std::string key = Lower(Attribute(node, attribute));
    if (!key.empty()) out->meta.emplace(key, content);
  }
}

void NoteTime(const xmlNode* node, Elements* out) {
  const std::string time = Attribute(node, "datetime");
  const bool marked = Attribute(node, "itemprop") == "datePublished" ||
                      xmlHasProp(node, reinterpret_cast<const xmlChar*>("pubdate")) != nullptr;
  if (NormalizePageTime(time).empty() || (!out->time.empty() && (out->time_marked || !marked))) return;
  out->time = time;
  out->time_marked = marked;
}

void NoteElement(const xmlNode* node, Elements* out) {
  const std::string_view name = ElementName(node);
  if (name == "meta") {
    NoteMeta(node, out);
  } else if (name == "html") {
    out->language = FirstOf({Attribute(node, "lang"), Attribute(node, "xml:lang")});
  } else if (name == "title" && out->title.empty()) {
    out->title = TextBelow(node);
  } else if (name == "h1") {
    if (out->h1_count++ == 0) out->h1 = TextBelow(node);
  } else if (name == "time") {
    NoteTime(node, out);
  } else if (name == "link" && Lower(Attribute(node, "rel")) == "canonical" && out->canonical.empty()) {
    out->canonical = Attribute(node, "href");
  } else if (name == "script" && !out->linked && Lower(Attribute(node, "type")) == "application/ld+json") {
    xmlChar* script = xmlNodeGetContent(node);
    if (script != nullptr) out->linked = ReadJsonLd(reinterpret_cast<const char*>(script));
    xmlFree(script);
  }
  if (out->author.empty() &&
      (Attribute(node, "rel") == "author" || Attribute(node, "itemprop") == "author")) {
    out->author = TextBelow(node);
  }
}

}  // namespace

Metadata ReadMetadata(const xmlDoc& tree) {
  Elements found;
  const xmlNode* root = xmlDocGetRootElement(&tree);
  for (const xmlNode* node = root; node != nullptr; node = NextNode(node, root)) {
    if (node->type == XML_ELEMENT_NODE) NoteElement(node, &found);
  }
  auto& meta = found.meta;
  const LinkedArticle linked = found.linked.value_or(LinkedArticle());

  Metadata out;
  out.linked_body = linked.body;
  Page& page = out.page;
  page.title =
      FirstOf({Plain(linked.headline), found.h1_count == 1 ? found.h1 : "", meta["og:title"], found.title});
  page.outlet = FirstOf({Plain(linked.publisher), meta["og:site_name"], meta["publisher"],
                         meta["dc.publisher"], meta["application-name"]});
  const std::string article_author = IsWebAddress(meta["article:author"]) ? "" : meta["article:author"];
  page.author = FirstOf({Plain(linked.author), meta["author"], article_author, found.author});
  for (const std::string& time :
       {linked.published, meta["article:published_time"], meta["og:article:published_time"],
        meta["datepublished"], meta["dc.date.issued"], meta["pubdate"], meta["publish-date"], meta["date"],
        found.time}) {
    if (page.publish_time.empty()) page.publish_time = NormalizePageTime(time);
  }
  page.language = FirstOf({found.language, linked.language, meta["og:locale"], meta["content-language"]});
  std::replace(page.language.begin(), page.language.end(), '_', '-');
  for (const std::string& url : {found.canonical, meta["og:url"], linked.url}) {
    if (page.uri.empty() && IsWebAddress(url)) page.uri = url;
  }
  return out;
}

}  // namespace isnad::intake
