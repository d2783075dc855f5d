#include "plugins/core/boilerplate.h"

#include "plugins/core/data_file.h"
#include "server/text/fold.h"
#include "server/text/token.h"

namespace isnad::core {
namespace {

constexpr size_t kBriefTokens = 12;

std::vector<std::string> WordsOf(const std::string& pattern) {
  const text::Folded folded = text::Folded::Of(pattern);
  std::vector<std::string> words;
  for (const text::Token& token : text::Tokenize(folded)) {
    words.emplace_back(folded.text().substr(token.folded.begin, token.folded.end - token.folded.begin));
  }
  return words;
}

}  // namespace

absl::StatusOr<std::unique_ptr<BoilerplateRules>> BoilerplateRules::Load(const std::string& pack_directory) {
  auto rules = std::make_unique<BoilerplateRules>();
  absl::StatusOr<DataFile> file = ReadIfThere(pack_directory + "/boilerplate.tsv");
  if (!file.ok()) return file.status();
  const absl::Status read = file->EachLine([&](const DataLine& line) -> absl::Status {
    if (line.columns.size() != 2)
      return file->Error(line, "want begin, brief, end, within or whole, and words");
    const std::string& where = line.columns[0];
    Pattern pattern;
    if (where == "begin") {
      pattern.where = Where::kBegin;
    } else if (where == "brief") {
      pattern.where = Where::kBrief;
    } else if (where == "end") {
      pattern.where = Where::kEnd;
    } else if (where == "within") {
      pattern.where = Where::kWithin;
    } else if (where == "whole") {
      pattern.where = Where::kWhole;
    } else {
      return file->Error(line, "want begin, brief, end, within or whole, not " + where);
    }
    pattern.words = WordsOf(line.columns[1]);
    if (pattern.words.empty() || pattern.words.front() == "*")
      return file->Error(line, "want a word to begin with");
    const auto [first, fresh] =
        rules->by_first_.emplace(pattern.words.front(), static_cast<uint32_t>(rules->patterns_.size()));
    if (fresh) rules->patterns_.emplace_back();
    rules->patterns_[first->second].push_back(std::move(pattern));
    return absl::OkStatus();
  });
  if (!read.ok()) return read;
  return rules;
}

bool BoilerplateRules::MatchesAt(const Pattern& pattern, std::span<const Word> line, size_t at) {
  const size_t size = pattern.words.size();
  if (at + size > line.size()) return false;
  const bool begins = pattern.where == Where::kBegin || pattern.where == Where::kBrief;
  if (begins && at != 0) return false;
  if (pattern.where == Where::kBrief && line.size() > kBriefTokens) return false;
  if (pattern.where == Where::kWhole && (at != 0 || size != line.size())) return false;
  if (pattern.where == Where::kEnd && at + size != line.size()) return false;
  for (size_t i = 1; i < size; ++i) {
    if (pattern.words[i] != "*" && pattern.words[i] != line[at + i].folded) return false;
  }
  return true;
}

bool BoilerplateRules::Matches(std::span<const Word> line, FormNumbers& memo) const {
  while (!line.empty() && line.back().kind == ISNAD_TOKEN_PUNCTUATION) line = line.first(line.size() - 1);
  while (!line.empty() && line.front().kind != ISNAD_TOKEN_WORD && line.front().folded != "(")
    line = line.subspan(1);
  for (size_t at = 0; at < line.size(); ++at) {
    const uint32_t begins = memo.Of(line[at].form, [&] {
      const auto found = by_first_.find(line[at].folded);
      return found == by_first_.end() ? 0 : found->second;
    });
    for (const Pattern& pattern : patterns_[begins]) {
      if (MatchesAt(pattern, line, at)) return true;
    }
  }
  return false;
}

void FindBoilerplate(const BoilerplateRules& rules, FormNumbers& memo, Reading& reading) {
  for (uint32_t p = 0; p < ISNAD_PART_COUNT; ++p) {
    auto& words = reading.parts[p].words;
    const auto size = static_cast<uint32_t>(words.size());
    for (uint32_t first = 0; first < size;) {
      uint32_t end = first;
      while (end < size && words[end].kind != ISNAD_TOKEN_LINE_BREAK) ++end;
      if (end > first && rules.Matches(std::span<const Word>(words).subspan(first, end - first), memo)) {
        for (uint32_t t = first; t < end; ++t) words[t].boilerplate = true;
        reading.boilerplate.push_back({p, first, end});
      }
      first = end + 1;
    }
  }
}

}  // namespace isnad::core
