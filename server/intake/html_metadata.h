// The metadata of a page: everything it says of its article but the body.
#pragma once

#include <libxml/tree.h>

#include <string>

#include "server/intake/html.h"

namespace isnad::intake {

// The metadata of `tree`, as Page describes it, and schema.org's articleBody.
struct Metadata {
  Page page;  // without its text
  std::string linked_body;
};

Metadata ReadMetadata(const xmlDoc& tree);

}  // namespace isnad::intake
