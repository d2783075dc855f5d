// Places: where the program finds its plugins, messages and aliases, and where it keeps its store.
#pragma once

#include <string>
#include <vector>

namespace isnad::app {

// Defaults, beside the program (BIN/../lib/isnad/plugins, BIN/../libexec/isnad, BIN/../share/isnad), which
// hold in the build tree and when installed alike.
struct Places {
  std::vector<std::string> plugins;      // directories whose subdirectories are plugins
  std::vector<std::string> own_plugins;  // those of them whose code runs in this process
  std::string
      plugin_host;       // the program of the processes of others (isnad-plugin-host); empty: run in this one
  std::string messages;  // the directory of the message catalogue
  std::string report_style;  // the style sheet of `isnad report`
  std::string templates;     // the directory of what `isnad plugins new` begins with
  std::string rules;         // the directory of the pages on the rules of `isnad check`
  std::string aliases;       // the operator's alias file
  std::string store;         // a file or postgres://…; $XDG_DATA_HOME/isnad/corpus.db, else
                             // ~/.local/share/isnad/corpus.db
};

// Reads the environment and /proc/self/exe; nothing is made and nothing need exist.
Places DefaultPlaces();

}  // namespace isnad::app
