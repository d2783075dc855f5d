#include "plugins/core/claims_phrases.h"

#include <algorithm>

#include "server/text/fold.h"

namespace isnad::core {
namespace {

std::vector<std::string> Split(std::string_view s, char separator) {
  std::vector<std::string> parts;
  while (!s.empty()) {
    const size_t end = std::min(s.find(separator), s.size());
    std::string_view part = s.substr(0, end);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
    s.remove_prefix(std::min(end + 1, s.size()));
  }
  return parts;
}

}  // namespace

absl::StatusOr<PhraseTable> PhraseTable::From(const DataFile& file) {
  PhraseTable table;
  for (const DataLine& line : file.lines) {
    if (line.columns.size() < 2) return file.Error(line, "want a meaning and phrases");
    for (const std::string& written : Split(line.columns[1], ',')) {
      Phrase phrase;
      phrase.words = Split(text::FoldText(written), ' ');
      phrase.meaning = line.columns[0];
      if (line.columns.size() > 2) phrase.note = line.columns[2];
      table.by_first_[phrase.words.front()].push_back(std::move(phrase));
    }
  }
  for (auto& [first, phrases] : table.by_first_) {
    std::stable_sort(phrases.begin(), phrases.end(),
                     [](const Phrase& a, const Phrase& b) { return a.words.size() > b.words.size(); });
  }
  return table;
}

PhraseMatch PhraseTable::MatchFrom(std::string_view first, std::span<const Word> words, int i,
                                   int end) const {
  const auto found = by_first_.find(first);
  if (found == by_first_.end()) return {};
  for (const Phrase& phrase : found->second) {
    const int length = static_cast<int>(phrase.words.size());
    if (i + length > end) continue;
    int k = 1;
    while (k < length && words[i + k].folded == phrase.words[k]) ++k;
    if (k == length) return {&phrase, length, 0};
  }
  return {};
}

PhraseMatch PhraseTable::Match(std::span<const Word> words, int i, int end, const Clitics& clitics) const {
  const std::string_view whole = words[i].folded;
  if (PhraseMatch match = MatchFrom(whole, words, i, end); match.phrase) return match;
  std::vector<Division> divisions;
  clitics.Divide(whole, divisions);
  for (const Division& division : divisions) {
    if (division.clitics != kConjunction || division.stem_end != whole.size()) continue;
    PhraseMatch match = MatchFrom(whole.substr(division.stem_begin), words, i, end);
    if (!match.phrase) continue;
    match.clitic_bytes = static_cast<uint32_t>(division.stem_begin);
    return match;
  }
  return {};
}

}  // namespace isnad::core
