// The commands of isnad. Each adds itself to the program and, when it was chosen, leaves what is to be run.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "clients/cli/options.h"

namespace isnad::cli {

// What the command that was chosen does.
using Run = std::function<ExitStatus()>;

// Each adds a command to `program`; when it is parsed, `run` is set. `options` and `run` must outlive parsing
// and run.
void AddServe(CLI::App& program, Options& options, Run& run);
void AddIngest(CLI::App& program, Options& options, Run& run);
void AddImport(CLI::App& program, Options& options, Run& run);
void AddExport(CLI::App& program, Options& options, Run& run);
void AddBackup(CLI::App& program, Options& options, Run& run);
void AddRestore(CLI::App& program, Options& options, Run& run);
void AddAnalyze(CLI::App& program, Options& options, Run& run);
void AddQuotes(CLI::App& program, Options& options, Run& run);
void AddClaims(CLI::App& program, Options& options, Run& run);
void AddRelations(CLI::App& program, Options& options, Run& run);
void AddArticles(CLI::App& program, Options& options, Run& run);
void AddEntities(CLI::App& program, Options& options, Run& run);
void AddVerify(CLI::App& program, Options& options, Run& run);
void AddCompare(CLI::App& program, Options& options, Run& run);
void AddCheck(CLI::App& program, Options& options, Run& run);
void AddReport(CLI::App& program, Options& options, Run& run);
void AddPlugins(CLI::App& program, Options& options, Run& run);
void AddPluginsCheck(CLI::App& plugins, Options& options, Run& run);       // below `isnad plugins`
void AddPluginsNew(CLI::App& plugins, Options& options, Run& run);         // likewise
void AddArticlesDelete(CLI::App& articles, Options& options, Run& run);    // below `isnad articles`
void AddEntitiesCuration(CLI::App& entities, Options& options, Run& run);  // below `isnad entities`
void AddRelationsReview(CLI::App& relations, Options& options, Run& run);  // below `isnad relations`

}  // namespace isnad::cli
