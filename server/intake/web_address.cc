#include "server/intake/web_address.h"

#include <libxml/uri.h>

#include <memory>

namespace isnad::intake {
namespace {

const xmlChar* Xml(const std::string& text) { return reinterpret_cast<const xmlChar*>(text.c_str()); }

}  // namespace

bool IsWebAddress(const std::string& url) {
  return (url.rfind("http://", 0) == 0 || url.rfind("https://", 0) == 0) &&
         url.find_first_of(" \n\t<>\"") == url.npos;
}

std::string WebAddress(const std::string& link, const std::string& base) {
  if (link.empty() || link.front() == '#') return "";
  if (IsWebAddress(link)) return link;
  if (base.empty()) return "";
  struct Free {
    void operator()(xmlChar* text) const { xmlFree(text); }
  };
  const std::unique_ptr<xmlChar, Free> built(xmlBuildURI(Xml(link), Xml(base)));
  std::string url = built == nullptr ? "" : reinterpret_cast<const char*>(built.get());
  return IsWebAddress(url) ? url : "";
}

}  // namespace isnad::intake
