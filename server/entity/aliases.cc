#include "server/entity/aliases.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "absl/status/status.h"
#include "server/entity/digest.h"
#include "server/text/document.h"

namespace isnad::entity {
namespace {

std::string_view Trim(std::string_view s) {
  constexpr std::string_view kSpace = " \t\r\v\f";
  const size_t begin = s.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return s.substr(begin, s.find_last_not_of(kSpace) - begin + 1);
}

absl::Status BadLine(std::string_view path, int line, std::string_view what) {
  return absl::InvalidArgumentError(fmt::format("{}:{}: {}", path, line, what));
}

// The pieces between the separators, trimmed; empty ones too.
std::vector<std::string_view> Split(std::string_view s, char separator) {
  std::vector<std::string_view> pieces;
  for (size_t begin = 0; begin <= s.size();) {
    const size_t end = std::min(s.find(separator, begin), s.size());
    pieces.push_back(Trim(s.substr(begin, end - begin)));
    begin = end + 1;
  }
  return pieces;
}

}  // namespace

std::string NameKey(std::string_view name) {
  const text::Document document = text::Document::Of(name);
  std::string key;
  for (const text::Token& token : document.tokens()) {
    if (token.kind != text::TokenKind::kWord && token.kind != text::TokenKind::kNumber) continue;
    if (!key.empty()) key += ' ';
    key += document.FoldedText(token);
  }
  return key;
}

absl::StatusOr<Aliases> Aliases::Load(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(fmt::format("{}: there is no such alias file", path));
  const std::string contents((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (file.bad()) return absl::NotFoundError(fmt::format("{}: the alias file can't be read", path));
  return Parse(contents, path);
}

absl::StatusOr<Aliases> Aliases::Parse(std::string_view contents, std::string_view path) {
  if (contents.substr(0, 3) == "\xEF\xBB\xBF") contents.remove_prefix(3);
  Aliases aliases;
  std::unordered_map<std::string, int> first_line;
  int number = 0;
  for (std::string_view line : Split(contents, '\n')) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    if (!text::ValidateUtf8(line).ok()) return BadLine(path, number, "the line is not UTF-8");
    const size_t equals = line.find('=');
    if (equals == std::string_view::npos) {
      return BadLine(path, number, "no '='; write NAME = OTHER NAME | OTHER NAME");
    }
    Entry entry;
    entry.display_name = std::string(Trim(line.substr(0, equals)));
    std::vector<std::string_view> names = Split(line.substr(equals + 1), '|');
    names.insert(names.begin(), entry.display_name);
    for (std::string_view name : names) {
      const std::string key = NameKey(name);
      if (key.empty()) return BadLine(path, number, "an empty name; every name needs a letter or digit");
      if (std::find(entry.keys.begin(), entry.keys.end(), key) != entry.keys.end()) continue;
      const auto [it, is_new] = first_line.emplace(key, number);
      if (!is_new) {
        return BadLine(
            path, number,
            fmt::format("'{}' stands in line {} already; a name means one entity", name, it->second));
      }
      entry.keys.push_back(key);
    }
    for (const std::string& key : entry.keys) aliases.by_key_.emplace(key, aliases.entries_.size());
    aliases.entries_.push_back(std::move(entry));
  }
  return aliases;
}

Aliases Aliases::After(const std::vector<Move>& moves) const {
  Aliases after = *this;
  for (const Move& move : moves) after.Give(move);
  return after;
}

void Aliases::Give(const Move& move) {
  for (Entry& entry : entries_) {
    std::erase_if(entry.keys, [&move, &entry](const std::string& key) {
      return std::find(move.keys.begin(), move.keys.end(), key) != move.keys.end() &&
             entry.keys.front() != move.to;
    });
  }
  std::erase_if(entries_, [](const Entry& entry) { return entry.keys.empty(); });
  auto taker = std::find_if(entries_.begin(), entries_.end(),
                            [&move](const Entry& entry) { return entry.keys.front() == move.to; });
  if (taker == entries_.end()) taker = entries_.insert(entries_.end(), Entry{{}, {move.to}});
  for (const std::string& key : move.keys) {
    if (std::find(taker->keys.begin(), taker->keys.end(), key) == taker->keys.end())
      taker->keys.push_back(key);
  }
  Index();
}

void Aliases::Index() {
  by_key_.clear();
  for (size_t i = 0; i < entries_.size(); ++i) {
    for (const std::string& key : entries_[i].keys) by_key_.emplace(key, i);
  }
}

std::string_view Aliases::Canonical(std::string_view key) const {
  if (by_key_.empty()) return key;
  const auto found = by_key_.find(std::string(key));
  return found == by_key_.end() ? key : std::string_view(entries_[found->second].keys.front());
}

std::string EntityName(std::string_view canonical_key) {
  return canonical_key.empty() ? std::string() : "entities/" + ShortId({canonical_key});
}

}  // namespace isnad::entity
