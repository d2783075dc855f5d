// The tree of a page: libxml2's, with what reading it needs.
#pragma once

#include <libxml/tree.h>

#include <memory>
#include <string>
#include <string_view>

namespace isnad::intake {

struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
using HtmlTree = std::unique_ptr<xmlDoc, FreeDocument>;

// Parses a page, mending what is broken. Loads nothing from anywhere. Null where there is nothing in it.
HtmlTree ParseHtml(std::string_view utf8);

// The next node in the order of the page within `root`; null after the last. Goes into `node` only where
// `enter`.
const xmlNode* NextNode(const xmlNode* node, const xmlNode* root, bool enter = true);

// The lower-case name of an element; empty for other nodes.
std::string_view ElementName(const xmlNode* node);

// The value of an attribute; empty where it isn't there.
std::string Attribute(const xmlNode* node, const char* name);

// All text below a node, white space folded, at most 64 KiB of it.
std::string TextBelow(const xmlNode* node);

// Appends text with runs of white space (U+00A0 too) folded into one space; none is added behind `out`'s own.
void AppendFolded(std::string_view text, std::string* out);

// Whether an element never holds words of an article: scripts, controls, navigation, hidden and complementary
// parts.
bool IsNoContent(const xmlNode* element);

// Whether its class or id says that an element is page furniture (boilerplate_classes.txt), or it is a form.
bool LooksLikeFurniture(const xmlNode* element);

// boilerplate_classes.txt as it was when this was built.
extern const char kBoilerplateClasses[];

}  // namespace isnad::intake
