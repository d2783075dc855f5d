#include "clients/cli/report/html.h"

#include <fmt/format.h>

#include <algorithm>

namespace isnad::cli {

std::string Bdi(std::string_view text) {
  return text.empty() ? "" : fmt::format("<bdi>{}</bdi>", Escaped(text));
}

std::string WithMarks(std::string_view text, std::vector<std::string> marked) {
  std::sort(marked.begin(), marked.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  struct Run {
    size_t begin, end;
  };
  std::vector<Run> runs;
  for (const std::string& words : marked) {
    const size_t at = words.empty() ? std::string_view::npos : text.find(words);
    if (at == std::string_view::npos) continue;
    const Run run{at, at + words.size()};
    const bool free = std::none_of(runs.begin(), runs.end(), [&](const Run& other) {
      return run.begin < other.end && other.begin < run.end;
    });
    if (free) runs.push_back(run);
  }
  std::sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.begin < b.begin; });
  std::string html;
  size_t done = 0;
  for (const Run& run : runs) {
    html += fmt::format("{}<mark>{}</mark>", Escaped(text.substr(done, run.begin - done)),
                        Escaped(text.substr(run.begin, run.end - run.begin)));
    done = run.end;
  }
  return html + Escaped(text.substr(done));
}

std::string LinkTo(const std::string& uri) {
  return uri.starts_with("https://") || uri.starts_with("http://") ? uri : "";
}

}  // namespace isnad::cli
