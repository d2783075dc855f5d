// isnad plugins check: whether a plugin or language pack would load, for those who write one. In this process
// whatever --server says: a folder here is nothing that a server elsewhere could read.
#include <fmt/format.h>

#include <memory>
#include <string>

#include "clients/cli/commands.h"
#include "clients/cli/json_output.h"
#include "clients/cli/refusal.h"
#include "clients/cli/text_output.h"
#include "server/plugin/check.h"
#include "server/rpc/errors.h"

namespace isnad::cli {
namespace {

// A fault stands under its FILE:LINE.
void PrintFault(const Options& options, const std::string& fault) {
  const Refusal refusal = RefusalOf(rpc::InvalidPlugin(fault));
  PrintRefusal(options, fault.substr(0, fault.find(": ")), refusal);
}

void Print(const Options& options, const plugin::CheckedPlugin& checked) {
  if (options.output == Output::kJson) return PrintJson(checked.plugin);
  PrintPlugin(checked.plugin);
  for (const std::string& note : checked.notes) fmt::print("    {}\n", note);
}

ExitStatus CheckFolder(const Options& options, const std::string& folder) {
  const auto all = plugin::CheckPlugins(folder, options.places.plugins, options.places.plugin_host);
  if (!all.ok()) {
    PrintRefusal(options, folder, RefusalOf(all.status()));
    return kBadInput;
  }
  ExitStatus status = kFine;
  for (const plugin::CheckedPlugin& checked : *all) {
    for (const std::string& fault : checked.faults) PrintFault(options, fault);
    if (checked.faults.empty()) {
      Print(options, checked);
    } else {
      status = kBadInput;
    }
  }
  return status;
}

}  // namespace

void AddPluginsCheck(CLI::App& plugins, Options& options, Run& run) {
  auto folder = std::make_shared<std::string>();
  auto& command = *plugins.add_subcommand(
      "check", "Load the plugin or language pack in a folder and tell what it holds, or all that is wrong");
  AddCommonOptions(command, options);
  command.add_option("FOLDER", *folder, "Holds NAME.plugin.json")->required();
  command.callback(
      [&options, &run, folder] { run = [&options, folder] { return CheckFolder(options, *folder); }; });
}

}  // namespace isnad::cli
