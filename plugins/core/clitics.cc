#include "plugins/core/clitics.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "server/text/fold.h"

namespace isnad::core {
namespace {

constexpr size_t kMaxDivisions = 32;
constexpr size_t kMinStemLetters = 2;

std::optional<uint32_t> KindOf(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, uint32_t>, 5> kKinds = {
      {{"conjunction", kConjunction},
       {"preposition", kPreposition},
       {"article", kArticle},
       {"future", kFuture},
       {"pronoun", kPronoun}}};
  for (const auto& [known, kind] : kKinds) {
    if (known == name) return kind;
  }
  return std::nullopt;
}

// "preposition+article" or "conjunction,preposition": names parted by `separator`.
std::optional<uint32_t> KindsOf(std::string_view names, char separator) {
  uint32_t kinds = 0;
  while (true) {
    const size_t end = names.find(separator);
    const auto kind = KindOf(names.substr(0, end));
    if (!kind) return std::nullopt;
    kinds |= *kind;
    if (end == std::string_view::npos) return kinds;
    names.remove_prefix(end + 1);
  }
}

bool IsLongEnough(std::string_view stem) {
  const auto begins_letter = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  return stem.size() >= 8 ||
         std::count_if(stem.begin(), stem.end(), begins_letter) >= ptrdiff_t{kMinStemLetters};
}

std::string_view StemOf(std::string_view folded, const Division& division) {
  return folded.substr(division.stem_begin, division.stem_end - division.stem_begin);
}

}  // namespace

absl::StatusOr<Clitics> Clitics::From(const DataFile& file) {
  Clitics clitics;
  const absl::Status read = file.EachLine([&](const DataLine& line) -> absl::Status {
    const auto& columns = line.columns;
    if (columns.size() < 3) return file.Error(line, "want before|behind|joined, a spelling and its kind");
    const std::string spelling = text::FoldText(columns[1]);
    if (columns[0] == "joined") {
      clitics.joined_.push_back({spelling, text::FoldText(columns[2])});
      return absl::OkStatus();
    }
    const auto kind = KindsOf(columns[2], '+');
    if (!kind) return file.Error(line, "unknown kind of clitic: " + columns[2]);
    Affix affix{.spelling = spelling, .kind = *kind, .may_follow = 0, .meant = spelling};
    if (columns[0] == "behind") {
      clitics.behind_.push_back(std::move(affix));
      return absl::OkStatus();
    }
    if (columns[0] != "before") return file.Error(line, "want before, behind or joined, not " + columns[0]);
    if (columns.size() < 4) return file.Error(line, "want the kinds that may stand before it, or -");
    if (columns[3] != "-") {
      const auto may_follow = KindsOf(columns[3], ',');
      if (!may_follow) return file.Error(line, "unknown kind of clitic: " + columns[3]);
      affix.may_follow = *may_follow;
    }
    if (columns.size() > 4) affix.meant = text::FoldText(columns[4]);
    clitics.before_.push_back(std::move(affix));
    return absl::OkStatus();
  });
  if (!read.ok()) return read;
  return clitics;
}

void Clitics::Divide(std::string_view folded, std::vector<Division>& out) const {
  out.clear();
  Division whole;
  whole.stem_end = static_cast<uint16_t>(std::min<size_t>(folded.size(), UINT16_MAX));
  out.push_back(whole);
  if (folded.size() > UINT16_MAX) return;
  Strip(folded, whole, 0, out);
  const size_t without_enclitics = out.size();
  for (size_t i = 0; i < without_enclitics; ++i) {
    if (out[i].clitics & kArticle) continue;  // what has an article has no possessor
    for (const Affix& affix : behind_) {
      const std::string_view stem = StemOf(folded, out[i]);
      if (out.size() >= kMaxDivisions) break;
      if (!stem.ends_with(affix.spelling)) continue;
      if (!IsLongEnough(stem.substr(0, stem.size() - affix.spelling.size()))) continue;
      Division division = out[i];
      division.clitics |= affix.kind;
      division.pronoun = affix.spelling;
      division.stem_end = static_cast<uint16_t>(division.stem_end - affix.spelling.size());
      out.push_back(division);
    }
  }
  std::stable_sort(out.begin() + 1, out.end(), [](const Division& a, const Division& b) {
    return a.stem_end - a.stem_begin > b.stem_end - b.stem_begin;
  });
}

void Clitics::Strip(std::string_view folded, const Division& so_far, uint32_t last,
                    std::vector<Division>& out) const {
  const std::string_view stem = StemOf(folded, so_far);
  for (const Affix& affix : before_) {
    if (out.size() >= kMaxDivisions / 2) return;
    if (!stem.starts_with(affix.spelling) || (last != 0 && !(affix.may_follow & last))) continue;
    if (!IsLongEnough(stem.substr(affix.spelling.size()))) continue;
    Division division = so_far;
    division.clitics |= affix.kind;
    division.stem_begin = static_cast<uint16_t>(division.stem_begin + affix.spelling.size());
    if (affix.kind & kPreposition) division.preposition = affix.meant;
    if (affix.kind & (affix.kind - 1)) division.clitics |= kFused;
    out.push_back(division);
    Strip(folded, division, affix.kind, out);
  }
}

void Clitics::Unjoin(std::string_view stem, std::vector<std::string>& out) const {
  out.clear();
  for (const Joined& rule : joined_) {
    if (!stem.ends_with(rule.joined)) continue;
    out.push_back(std::string(stem.substr(0, stem.size() - rule.joined.size())) + rule.alone);
  }
}

}  // namespace isnad::core
