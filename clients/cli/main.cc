// isnad: who said what, when, through whom, and what contradicts what.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "clients/cli/commands.h"
#include "clients/cli/manual.h"
#include "clients/cli/options.h"
#include "server/app/places.h"
#include "server/obs/log.h"

namespace isnad::cli {
namespace {

constexpr char kAbout[] =
    "Isnad reads news articles and keeps who said what, when, through whom, and what contradicts what.\n\n"
    "  isnad ingest articles.jsonl          store articles\n"
    "  isnad quotes --speaker NAME          what a person said\n"
    "  isnad relations                      what contradicts what, and what changed\n"
    "  isnad verify quote TEXT              whether a quote stands\n"
    "  isnad check new-article.txt          what an editor should see before publishing";

constexpr char kFooter[] =
    "Every command runs a server in its own process on the file of --db, or asks the one at --server.\n"
    "Exit status: 0 fine; 1 check found something; 2 usage or bad input; 3 the server or the store failed.";

int Main(int argc, char** argv) {
  Options options;
  options.places = app::DefaultPlaces();
  Run run;
  CLI::App program(kAbout, "isnad");
  program.footer(kFooter);
  program.set_version_flag("--version", ISNAD_VERSION);
  for (auto* add : {AddIngest, AddImport, AddExport, AddBackup, AddRestore, AddAnalyze, AddQuotes, AddClaims,
                    AddRelations, AddArticles, AddEntities, AddVerify, AddCompare, AddCheck, AddReport,
                    AddPlugins, AddServe, AddManual}) {
    add(program, options, run);
  }
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? kFine : kBadInput;
  }
  if (!run) {
    fmt::print(stderr, "isnad: no command was given\n{}", program.help());
    return kBadInput;
  }
  obs::StartLog(options.log_level);
  return run();
}

}  // namespace
}  // namespace isnad::cli

int main(int argc, char** argv) { return isnad::cli::Main(argc, argv); }
