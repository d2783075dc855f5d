#include "server/intake/html.h"

#include <utility>

#include "absl/status/status.h"
#include "server/intake/html_body.h"
#include "server/intake/html_metadata.h"
#include "server/intake/html_tree.h"

namespace isnad::intake {

absl::StatusOr<Page> ReadHtml(std::string_view utf8) {
  const HtmlTree tree = ParseHtml(utf8);
  if (tree == nullptr) return absl::InvalidArgumentError("the page is empty");
  Metadata metadata = ReadMetadata(*tree);
  Page page = std::move(metadata.page);
  page.text = ReadBody(*tree, page.title, metadata.linked_body);
  if (page.text.empty()) {
    return absl::InvalidArgumentError(
        "the page holds no article text outside of navigation, links and forms");
  }
  return page;
}

}  // namespace isnad::intake
