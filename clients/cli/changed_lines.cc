#include "clients/cli/changed_lines.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <limits>

extern char** environ;

namespace isnad::cli {
namespace {

constexpr int kNoCommand = 127;  // what a child that could not run its program ends with

struct Answer {
  int status = 0;
  std::string out;  // what it wrote, errors too
};

absl::StatusOr<Answer> RunGit(const std::vector<std::string>& arguments) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0)
    return absl::UnavailableError(fmt::format("git: {}", std::strerror(errno)));
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
  std::vector<char*> argv = {const_cast<char*>("git")};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  pid_t child = 0;
  const int failed = posix_spawnp(&child, "git", &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  Answer answer;
  char buffer[4096];
  for (ssize_t n = 0;
       failed == 0 && ((n = read(ends[0], buffer, sizeof(buffer))) > 0 || (n < 0 && errno == EINTR));)
    if (n > 0) answer.out.append(buffer, static_cast<size_t>(n));
  close(ends[0]);
  if (failed != 0) return absl::UnavailableError("--diff-base needs git, which can't be run; install it");
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  answer.status = WIFEXITED(status) ? WEXITSTATUS(status) : kNoCommand;
  return answer;
}

}  // namespace

LineRanges LinesOfDiff(std::string_view diff) {
  LineRanges lines;
  for (size_t at = 0; at < diff.size();) {
    const std::string_view line = diff.substr(at, diff.find('\n', at) - at);
    at += line.size() + 1;
    // @@ -12,0 +13,2 @@
    if (!line.starts_with("@@ -")) continue;
    const size_t plus = line.find(" +");
    if (plus == std::string_view::npos) continue;
    const char* const end = line.data() + line.size();
    int first = 0;
    int count = 1;
    auto [next, error] = std::from_chars(line.data() + plus + 2, end, first);
    if (error != std::errc()) continue;
    if (next != end && *next == ',') std::from_chars(next + 1, end, count);
    if (count > 0) lines.emplace_back(first, first + count - 1);
  }
  return lines;
}

absl::StatusOr<LineRanges> ChangedLines(const std::string& base, const std::string& path) {
  const std::filesystem::path file(path);
  const std::string folder = file.has_parent_path() ? file.parent_path().string() : ".";
  const std::string name = file.filename().string();
  const auto known = RunGit({"-C", folder, "ls-files", "--error-unmatch", "--", name});
  if (!known.ok()) return known.status();
  const auto diff = RunGit({"-C", folder, "diff", "--no-ext-diff", "--no-color", "-U0", "--merge-base",
                            "--end-of-options", base, "--", name});
  if (!diff.ok()) return diff.status();
  if (diff->status != 0) {
    return absl::InvalidArgumentError(
        fmt::format("--diff-base {}: git says: {}", base, diff->out.substr(0, diff->out.find('\n'))));
  }
  if (known->status != 0) return LineRanges{{1, std::numeric_limits<int>::max()}};
  return LinesOfDiff(diff->out);
}

void KeepChanged(const LineRanges& lines, CheckedInput& input) {
  std::vector<v1::Problem> problems;
  std::vector<Place> places;
  for (size_t i = 0; i < input.problems.size(); ++i) {
    const Place& place = input.places[i];
    const bool changed = place.line == 0 || std::any_of(lines.begin(), lines.end(), [&](const auto& range) {
                           return range.first <= place.end_line && place.line <= range.second;
                         });
    if (!changed) continue;
    problems.push_back(std::move(input.problems[i]));
    places.push_back(std::move(input.places[i]));
  }
  input.problems = std::move(problems);
  input.places = std::move(places);
}

}  // namespace isnad::cli
