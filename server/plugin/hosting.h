// Which plugins run where.
#pragma once

#include <string>
#include <vector>

namespace isnad::plugin {

// Plugins of the directories `own` run in this process, all others in processes of their own, if there is a
// program for that.
struct Hosting {
  std::string program;           // isnad-plugin-host; empty: all run in this process
  std::vector<std::string> own;  // whose code is trusted; as they are given to Registry::Load

  bool InThisProcess(const std::string& directory) const;
};

}  // namespace isnad::plugin
