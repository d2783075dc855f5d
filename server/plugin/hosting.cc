#include "server/plugin/hosting.h"

#include <algorithm>

namespace isnad::plugin {

bool Hosting::InThisProcess(const std::string& directory) const {
  return program.empty() || std::find(own.begin(), own.end(), directory) != own.end();
}

}  // namespace isnad::plugin
