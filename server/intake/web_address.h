// Addresses of pages.
#pragma once

#include <string>

namespace isnad::intake {

// Whether a page can stand at it: http or https, and nothing in it that no address has.
bool IsWebAddress(const std::string& url);

// Where a link of the page at `base` leads (RFC 3986); empty where that is no page, or the same one.
std::string WebAddress(const std::string& link, const std::string& base);

}  // namespace isnad::intake
