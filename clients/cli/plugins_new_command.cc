// isnad plugins new: a folder to begin a plugin in, made of the templates in plugins/template.
#include <fmt/format.h>

#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <system_error>

#include "absl/status/status.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/commands.h"
#include "server/plugin/manifest.h"

namespace isnad::cli {
namespace {

namespace fs = std::filesystem;

struct NewPlugin {
  std::string name;
  std::string kind = "extractor";
  std::string folder;  // empty: the name
};

// house-judge: HouseJudge
std::string ClassOf(const std::string& name) {
  std::string made;
  bool begins = true;
  for (const char c : name) {
    if (c != '-') made += begins ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    begins = c == '-';
  }
  return made;
}

absl::Status CantWrite(const fs::path& path) {
  return absl::PermissionDeniedError(
      fmt::format("{}: can't be written; choose another place with --folder", path.string()));
}

// Copies a template file by file, with the plugin's name in contents and names of files.
absl::Status Fill(const fs::path& from, const fs::path& to, const std::string& name) {
  const auto filled = [&](const std::string& text) {
    return absl::StrReplaceAll(text, {{"@NAME@", name}, {"@CLASS@", ClassOf(name)}});
  };
  std::error_code error;
  fs::create_directories(to, error);
  if (error) return CantWrite(to);
  for (const fs::directory_entry& entry : fs::directory_iterator(from, error)) {
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    const fs::path path = to / filled(entry.path().filename().string());
    std::ofstream out(path, std::ios::binary);
    if (!(out << filled(text)) || !out.flush()) return CantWrite(path);
  }
  if (error) return absl::NotFoundError(fmt::format("{}: is missing; install Isnad anew", from.string()));
  return absl::OkStatus();
}

absl::Status Make(const NewPlugin& wanted, const std::string& templates, const fs::path& folder) {
  if (!plugin::IsPluginName(wanted.name) ||
      std::islower(static_cast<unsigned char>(wanted.name.front())) == 0) {
    return absl::InvalidArgumentError(
        fmt::format("'{}' can't be a plugin's name; begin with a lower-case letter, and take those, digits "
                    "and dashes, 63 at most",
                    wanted.name));
  }
  std::error_code error;
  if (fs::exists(folder, error) && !fs::is_empty(folder, error)) {
    return absl::InvalidArgumentError(
        fmt::format("{}: is there already; choose another place with --folder", folder.string()));
  }
  return Fill(fs::path(templates) / wanted.kind, folder, wanted.name);
}

ExitStatus RunNew(const Options& options, const NewPlugin& wanted) {
  const fs::path folder = wanted.folder.empty() ? wanted.name : wanted.folder;
  if (absl::Status status = Make(wanted, options.places.templates, folder); !status.ok()) return Fail(status);
  fmt::print("{}: written; its README.md says how to build and try it\n", folder.string());
  return kFine;
}

}  // namespace

void AddPluginsNew(CLI::App& plugins, Options& options, Run& run) {
  auto wanted = std::make_shared<NewPlugin>();
  auto& command = *plugins.add_subcommand(
      "new", "Write a folder to begin a plugin in: source, manifest, build, tests, and how to go on");
  command.add_option("NAME", wanted->name, "Lower-case letters, digits and dashes")->required();
  command.add_option("--kind", wanted->kind, "What it does: find things in articles, or compare claims")
      ->check(CLI::IsMember({"extractor", "judge"}).description("extractor|judge"))
      ->default_str("extractor");
  command.add_option("--folder", wanted->folder, "Where, in place of a folder NAME here");
  command.callback(
      [&options, &run, wanted] { run = [&options, wanted] { return RunNew(options, *wanted); }; });
}

}  // namespace isnad::cli
