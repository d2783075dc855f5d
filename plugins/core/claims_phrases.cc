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
  const absl::Status read = file.EachLine([&](const DataLine& line) -> absl::Status {
    if (line.columns.size() < 2) return file.Error(line, "want a meaning and phrases");
    for (const std::string& written : Split(line.columns[1], ',')) {
      Phrase phrase;
      phrase.words = Split(text::FoldText(written), ' ');
      if (phrase.words.empty()) return file.Error(line, "a phrase without a letter: " + written);
      phrase.meaning = line.columns[0];
      if (line.columns.size() > 2) phrase.note = line.columns[2];
      phrase.key = "c:" + phrase.note;
      table.by_first_[phrase.words.front()].push_back(std::move(phrase));
    }
    return absl::OkStatus();
  });
  if (!read.ok()) return read;
  for (auto& [first, phrases] : table.by_first_) {
    std::stable_sort(phrases.begin(), phrases.end(),
                     [](const Phrase& a, const Phrase& b) { return a.words.size() > b.words.size(); });
  }
  return table;
}

std::span<const Phrase> PhraseTable::StartingWith(std::string_view first) const {
  const auto found = by_first_.find(first);
  if (found == by_first_.end()) return {};
  return found->second;
}

PhraseTable::Starts PhraseTable::StartsOf(std::string_view folded,
                                          std::span<const Division> divisions) const {
  Starts starts;
  starts.whole = StartingWith(folded);
  for (const Division& division : divisions) {
    if (division.clitics != kConjunction || division.stem_end != folded.size()) continue;
    starts.joined = StartingWith(folded.substr(division.stem_begin));
    starts.clitic_bytes = division.stem_begin;
    if (!starts.joined.empty()) break;
  }
  return starts;
}

PhraseMatch PhraseTable::Match(const Starts& starts, std::span<const Word> words, int i, int end) {
  const auto longest = [&](std::span<const Phrase> phrases, uint32_t clitic_bytes) -> PhraseMatch {
    for (const Phrase& phrase : phrases) {
      const int length = static_cast<int>(phrase.words.size());
      if (i + length > end) continue;
      int k = 1;
      while (k < length && words[i + k].folded == phrase.words[k]) ++k;
      if (k == length) return {&phrase, length, clitic_bytes};
    }
    return {};
  };
  const PhraseMatch match = longest(starts.whole, 0);
  return match.phrase ? match : longest(starts.joined, starts.clitic_bytes);
}

}  // namespace isnad::core
