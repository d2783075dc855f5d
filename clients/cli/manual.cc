#include "clients/cli/manual.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <vector>

namespace isnad::cli {
namespace {

std::vector<const CLI::App*> CommandsOf(const CLI::App& app) {
  std::vector<const CLI::App*> commands;
  for (const CLI::App* command :
       app.get_subcommands([](const CLI::App* sub) { return !sub->get_group().empty(); }))
    commands.push_back(command);
  return commands;
}

// The words that an option takes, from what its help says of its value: `a|b`, or `{a,b}`.
std::vector<std::string> ValuesOf(const CLI::Option& option) {
  std::string type = option.get_type_name();
  if (const size_t colon = type.rfind(':'); colon != std::string::npos) type = type.substr(colon + 1);
  const bool braces = type.starts_with('{') && type.ends_with('}');
  if (braces) type = type.substr(1, type.size() - 2);
  const char bar = braces ? ',' : '|';
  if (type.find(bar) == std::string::npos || type.find(' ') != std::string::npos) return {};
  std::vector<std::string> values;
  for (size_t begin = 0; begin <= type.size();) {
    const size_t end = std::min(type.find(bar, begin), type.size());
    values.push_back(type.substr(begin, end - begin));
    begin = end + 1;
  }
  return values;
}

bool TakesValue(const CLI::Option& option) { return option.get_items_expected_max() > 0; }

std::string LongName(const CLI::Option& option) {
  return option.get_lnames().empty() ? "" : "--" + option.get_lnames().front();
}

// Each command of the tree with the words that lead to it: `relations watch`.
void EachCommand(const CLI::App& app, const std::string& path,
                 const std::function<void(const CLI::App&, const std::string&)>& visit) {
  visit(app, path);
  for (const CLI::App* command : CommandsOf(app))
    EachCommand(*command, path.empty() ? command->get_name() : path + " " + command->get_name(), visit);
}

// A backslash begins a request of roff, as does a point or an apostrophe at the beginning of a line; a plain
// hyphen may be printed as another one.
std::string Roff(std::string_view text) {
  std::string escaped;
  bool line_begins = true;
  for (const char c : text) {
    if (line_begins && (c == '.' || c == '\'')) escaped += "\\&";
    if (c == '\\') {
      escaped += "\\e";
    } else if (c == '-') {
      escaped += "\\-";
    } else {
      escaped += c;
    }
    line_begins = c == '\n';
  }
  return escaped;
}

std::string RoffOption(const CLI::Option& option) {
  const std::string name = option.get_positional() ? option.get_name(true) : option.get_name(false, true);
  std::string value;
  if (const auto values = ValuesOf(option); !values.empty()) {
    for (const std::string& one : values) value += fmt::format("{}{}", value.empty() ? "" : "|", one);
  } else if (!option.get_positional() && TakesValue(option)) {
    value = "VALUE";
  }
  return fmt::format(".TP\n.B {}{}\n{}\n", Roff(name),
                     value.empty() ? "" : fmt::format("\\fR \\fI{}\\fR", Roff(value)),
                     Roff(option.get_description()));
}

// Text for a single-quoted word of a shell.
std::string Quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

// The words that may follow a command: its commands and options.
std::string WordsOf(const CLI::App& app) {
  std::string words;
  const auto add = [&](const std::string& word) { words += (words.empty() ? "" : " ") + word; };
  for (const CLI::App* command : CommandsOf(app)) add(command->get_name());
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) add("--" + name);
  }
  return words;
}

// The words that lead to each command, with commas between them: `relations relations,watch`.
std::string PathsOf(const CLI::App& program) {
  std::string paths;
  EachCommand(program, "", [&](const CLI::App&, std::string path) {
    if (path.empty()) return;
    std::replace(path.begin(), path.end(), ' ', ',');
    paths += (paths.empty() ? "" : " ") + path;
  });
  return paths;
}

}  // namespace

std::string ManPage(const CLI::App& program) {
  std::string page = fmt::format(
      ".TH ISNAD 1 \"\" \"isnad {}\" \"User Commands\"\n.SH NAME\nisnad \\- who said what, when, through "
      "whom, and what contradicts what\n.SH SYNOPSIS\n.B isnad\n.I COMMAND\n.RI [ OPTION ]...\n.SH "
      "DESCRIPTION\n.nf\n{}\n.fi\n.SH COMMANDS\n",
      ISNAD_VERSION, Roff(program.get_description()));
  EachCommand(program, "", [&](const CLI::App& app, const std::string& path) {
    if (path.empty()) return;
    page += fmt::format(".SS isnad {}\n{}\n", Roff(path), Roff(app.get_description()));
    for (const CLI::Option* option : app.get_options()) {
      if (option->get_group() == "Options" || option->get_group() == "OPTIONS" || option->get_positional())
        page += RoffOption(*option);
    }
  });
  page += ".SH OPTIONS OF EVERY COMMAND\n";
  const auto commands = CommandsOf(program);
  for (const CLI::Option* option : commands.front()->get_options()) {
    if (option->get_group() == kCommonGroup) page += RoffOption(*option);
  }
  return page + fmt::format(".SH EXIT STATUS\n{}\n", Roff(program.get_footer()));
}

std::string BashCompletion(const CLI::App& program) {
  std::string cases, values;
  EachCommand(program, "", [&](const CLI::App& app, const std::string& path) {
    cases += fmt::format("    {}) words={} ;;\n", Quoted(path), Quoted(WordsOf(app)));
    for (const CLI::Option* option : app.get_options()) {
      std::string words;
      for (const std::string& value : ValuesOf(*option)) words += (words.empty() ? "" : " ") + value;
      if (!words.empty() && !option->get_positional())
        values += fmt::format("    {}) words={} ;;\n", Quoted(path + ":" + LongName(*option)), Quoted(words));
    }
  });
  return fmt::format(R"bash(# Completion of isnad for bash; made by `isnad manual bash`.
_isnad() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}} path='' words='' i next
  for ((i = 1; i < COMP_CWORD; i++)); do
    next="${{path:+$path }}${{COMP_WORDS[i]}}"
    case " $(_isnad_paths) " in *" ${{next// /,}} "*) path=$next ;; esac
  done
  if [[ $before == '=' ]]; then before=${{COMP_WORDS[COMP_CWORD - 2]}}; fi
  if [[ $current == '=' ]]; then current=''; fi
  case "$path:$before" in
{}  esac
  if [[ -z $words ]]; then
    case "$path" in
{}    esac
    if [[ $before == --* && $current != -* ]]; then words=''; fi
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}}
_isnad_paths() {{ echo '{}'; }}
complete -o default -F _isnad isnad
)bash",
                     values, cases, PathsOf(program));
}

std::string ZshCompletion(const CLI::App&) {
  return R"zsh(#compdef isnad
# Completion of isnad for zsh: that for bash, which zsh reads; made by `isnad manual zsh`.
autoload -U +X bashcompinit && bashcompinit
eval "$(isnad manual bash)"
)zsh";
}

std::string FishCompletion(const CLI::App& program) {
  std::string script = "# Completion of isnad for fish; made by `isnad manual fish`.\n";
  EachCommand(program, "", [&](const CLI::App& app, const std::string& path) {
    std::string where = "__fish_use_subcommand";
    if (!path.empty()) {
      where.clear();
      for (size_t begin = 0; begin < path.size();) {
        const size_t end = std::min(path.find(' ', begin), path.size());
        where += fmt::format("{}__fish_seen_subcommand_from {}", where.empty() ? "" : "; and ",
                             path.substr(begin, end - begin));
        begin = end + 1;
      }
    }
    for (const CLI::App* command : CommandsOf(app)) {
      script += fmt::format("complete -c isnad -n {} -a {} -d {}\n", Quoted(where), command->get_name(),
                            Quoted(command->get_description().substr(0, 80)));
    }
    for (const CLI::Option* option : app.get_options()) {
      std::string values;
      for (const std::string& value : ValuesOf(*option)) values += (values.empty() ? "" : " ") + value;
      for (const std::string& name : option->get_lnames()) {
        script +=
            fmt::format("complete -c isnad -n {} -l {} -d {}{}{}\n", Quoted(where), name,
                        Quoted(option->get_description().substr(0, 80)), TakesValue(*option) ? " -r" : "",
                        values.empty() ? "" : fmt::format(" -a {}", Quoted(values)));
      }
    }
  });
  return script;
}

void AddManual(CLI::App& program, Options&, Run& run) {
  auto& command = *program.add_subcommand("manual", "Print the page of man, or the completion of a shell");
  command.group("");
  command.require_subcommand(1);
  const std::pair<const char*, std::string (*)(const CLI::App&)> kinds[] = {
      {"man", &ManPage}, {"bash", &BashCompletion}, {"zsh", &ZshCompletion}, {"fish", &FishCompletion}};
  for (const auto& [name, make] : kinds) {
    command.add_subcommand(name, "")->callback([&program, &run, made = make] {
      run = [&program, made]() -> ExitStatus {
        fmt::print("{}", made(program));
        return kFine;
      };
    });
  }
}

}  // namespace isnad::cli
