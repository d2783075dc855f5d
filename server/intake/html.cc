#include "server/intake/html.h"

#include <utility>

#include "absl/status/status.h"
#include "server/intake/html_body.h"
#include "server/intake/html_metadata.h"
#include "server/intake/html_tree.h"
#include "server/intake/web_address.h"

namespace isnad::intake {
namespace {

// The links that lead to a page, their addresses made absolute by that of the page that they stand in.
std::vector<Link> Absolute(std::vector<Link> links, const std::string& page) {
  std::vector<Link> kept;
  for (Link& link : links) {
    if (kept.size() == kMaxLinks) break;
    link.uri = WebAddress(link.uri, page);
    if (!link.uri.empty() && link.uri.size() <= kMaxLinkBytes) kept.push_back(std::move(link));
  }
  return kept;
}

}  // namespace

absl::StatusOr<Page> ReadHtml(std::string_view utf8) {
  const HtmlTree tree = ParseHtml(utf8);
  if (tree == nullptr) return absl::InvalidArgumentError("the page is empty");
  Metadata metadata = ReadMetadata(*tree);
  Page page = std::move(metadata.page);
  Body body = ReadBody(*tree, page.title, metadata.linked_body);
  page.text = std::move(body.text);
  page.links = Absolute(std::move(body.links), page.uri);
  if (page.text.empty()) {
    return absl::InvalidArgumentError(
        "the page holds no article text outside of navigation, links and forms");
  }
  return page;
}

}  // namespace isnad::intake
