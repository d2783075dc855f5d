#include "plugins/core/word_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "server/text/fold.h"

namespace isnad::core {
namespace {

std::vector<std::string> Split(std::string_view s, char separator) {
  std::vector<std::string> pieces;
  while (true) {
    const size_t end = std::min(s.find(separator), s.size());
    std::string_view piece = s.substr(0, end);
    while (!piece.empty() && piece.front() == ' ') piece.remove_prefix(1);
    while (!piece.empty() && piece.back() == ' ') piece.remove_suffix(1);
    if (!piece.empty()) pieces.emplace_back(piece);
    if (end == s.size()) return pieces;
    s.remove_prefix(end + 1);
  }
}

uint8_t PrefixKind(std::string_view name) {
  if (name == "and") return kWithAnd;
  if (name == "in") return kWithIn;
  if (name == "to") return kWithTo;
  if (name == "as") return kWithAs;
  if (name == "the") return kWithThe;
  return 0;
}

}  // namespace

std::vector<std::string> SplitWords(std::string_view column) {
  if (column == ",") return {","};
  return Split(column, ',');
}

absl::Status WordTable::Configure(const DataFile& file) {
  return file.EachLine([&](const DataLine& line) -> absl::Status {
    if (line.section == "prefixes") return AddPrefix(file, line);
    if (line.section != "not") return absl::OkStatus();
    for (const std::string& word : SplitWords(line.columns[0])) not_.push_back(text::FoldText(word));
    return absl::OkStatus();
  });
}

absl::Status WordTable::AddPrefix(const DataFile& file, const DataLine& line) {
  PrefixForm prefix;
  prefix.spelling = text::FoldText(line.columns[0]);
  if (line.columns.size() < 2) return file.Error(line, "a prefix wants its kinds: and, in, to, as, the");
  for (const std::string& name : Split(line.columns[1], ' ')) {
    const uint8_t kind = PrefixKind(name);
    if (kind == 0) return file.Error(line, fmt::format("no kind of prefix is called '{}'", name));
    prefix.kinds |= kind;
  }
  if (line.columns.size() > 2) prefix.replaces = line.columns[2];
  if (prefix.kinds == kWithThe) article_ = line.columns[0];
  prefixes_.push_back(std::move(prefix));
  return absl::OkStatus();
}

uint32_t WordTable::Intern(const std::string& folded) {
  const auto found = ids_.find(folded);
  if (found != ids_.end()) return found->second;
  spellings_.push_back(folded);
  const auto id = static_cast<uint32_t>(starts_.size());
  ids_.emplace(spellings_.back(), id);
  starts_.emplace_back();
  classes_.push_back(0);
  return id;
}

uint32_t WordTable::PhraseNode(const std::string& first) {
  const auto [it, added] = phrase_nodes_.emplace(first, static_cast<uint32_t>(nodes_.size()));
  if (added) nodes_.emplace_back();
  return it->second;
}

void WordTable::AddStart(const std::string& written, const Start& start, bool exact, uint32_t classes) {
  const std::string folded = text::FoldText(written);
  const auto put = [&](const std::string& spelling, uint8_t prefixes) {
    if (std::find(not_.begin(), not_.end(), spelling) != not_.end()) return;
    const uint32_t id = Intern(spelling);
    classes_[id] |= classes;
    auto& starts = starts_[id];
    for (const Start& s : starts) {
      if (s.value == start.value && s.phrase == start.phrase) return;
    }
    starts.push_back({start.value, prefixes, start.phrase});
  };
  put(folded, 0);
  if (exact) return;
  const bool has_article = !article_.empty() && written.starts_with(article_);
  for (const PrefixForm& prefix : prefixes_) {
    if (!prefix.replaces.empty()) {
      if (!written.starts_with(prefix.replaces)) continue;
      put(prefix.spelling + text::FoldText(written.substr(prefix.replaces.size())), prefix.kinds & ~kWithThe);
    } else if (!has_article || (prefix.kinds & (kWithThe | kWithTo)) == 0) {
      put(prefix.spelling + folded, prefix.kinds);
    }
  }
}

void WordTable::Add(std::string_view written, uint32_t value, bool exact, uint32_t classes) {
  if (const std::string plain = WithPlainApostrophes(written); !plain.empty())
    Add(plain, value, exact, classes);
  const std::vector<std::string> words = Split(written, ' ');
  if (words.empty()) return;
  if (words.size() == 1) {
    AddStart(words[0], {value, 0, false}, exact, classes);
    return;
  }
  uint32_t node = PhraseNode(text::FoldText(words[0]));
  AddStart(words[0], {node, 0, true}, exact, classes);
  for (size_t i = 1; i < words.size(); ++i) {
    const uint32_t id = Intern(text::FoldText(words[i]));
    const auto [it, added] = steps_.emplace(StepOf(node, id), static_cast<uint32_t>(nodes_.size()));
    node = it->second;
    if (added) nodes_.emplace_back();
  }
  nodes_[node].push_back(value);
}

void WordTable::Match(std::span<const uint32_t> ids, size_t at, std::vector<WordMatch>& out) const {
  const auto begin = static_cast<std::ptrdiff_t>(out.size());
  for (const Start& start : starts_[ids[at]]) {
    if (!start.phrase) {
      out.push_back({start.value, 1, start.prefixes});
      continue;
    }
    uint32_t node = start.value;
    for (size_t i = at + 1; i < ids.size() && ids[i] != 0; ++i) {
      const auto next = steps_.find(StepOf(node, ids[i]));
      if (next == steps_.end()) break;
      node = next->second;
      for (const uint32_t value : nodes_[node]) {
        out.push_back({value, static_cast<uint32_t>(i - at + 1), start.prefixes});
      }
    }
  }
  const auto shorter = [](const WordMatch& a, const WordMatch& b) { return a.words < b.words; };
  if (std::is_sorted(out.begin() + begin, out.end(), shorter)) return;
  std::stable_sort(out.begin() + begin, out.end(), shorter);
}

void WordIds(const Part& part, const WordTable& table, FormNumbers& memo, std::vector<uint32_t>& ids) {
  ids.assign(part.words.size(), 0);
  for (size_t i = 0; i < part.words.size(); ++i) {
    const Word& word = part.words[i];
    if (word.boilerplate || word.kind == ISNAD_TOKEN_LINE_BREAK) continue;
    ids[i] = memo.Of(word.form, [&] { return table.Id(word.folded); });
  }
}

}  // namespace isnad::core
