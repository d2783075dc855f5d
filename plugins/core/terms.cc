#include "plugins/core/terms.h"

#include <algorithm>
#include <utility>

#include "server/text/fold.h"

namespace isnad::core {
namespace {

constexpr size_t kLeastLetters = 3;

std::vector<std::string> Split(std::string_view s, char separator) {
  std::vector<std::string> parts;
  while (!s.empty()) {
    const size_t end = std::min(s.find(separator), s.size());
    if (end > 0) parts.emplace_back(s.substr(0, end));
    s.remove_prefix(std::min(end + 1, s.size()));
  }
  return parts;
}

std::string FoldedAffix(const std::string& written) {
  return written == "-" ? std::string() : text::FoldText(written);
}

size_t Letters(std::string_view word) {
  return static_cast<size_t>(
      std::count_if(word.begin(), word.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// Whether `word` is before + stem + behind with a stem left over.
bool Strip(std::string_view word, std::string_view before, std::string_view behind, std::string_view& stem) {
  if (word.size() <= before.size() + behind.size()) return false;
  if (!word.starts_with(before) || !word.ends_with(behind)) return false;
  stem = word.substr(before.size(), word.size() - before.size() - behind.size());
  return true;
}

}  // namespace

absl::StatusOr<Vocabulary> Vocabulary::From(const DataFile& words, const DataFile& affixes,
                                            const DataFile& stop, const Concepts& concepts) {
  Vocabulary vocabulary;
  const absl::Status added = Joined(vocabulary.AddAffixes(affixes), vocabulary.AddWords(words, concepts));
  if (!added.ok()) return added;
  for (const DataLine& line : stop.lines) {
    for (const std::string& column : line.columns) {
      for (const std::string& word : Split(text::FoldText(column), ' ')) vocabulary.stop_.emplace(word, true);
    }
  }
  return vocabulary;
}

absl::Status Vocabulary::AddAffixes(const DataFile& file) {
  const absl::Status read = file.EachLine([&](const DataLine& line) -> absl::Status {
    if (line.columns.size() != 3) return file.Error(line, "want kind, what stands before and what behind");
    const std::string& name = line.columns[0];
    const int kind = name == "perfect"           ? kPerfectForm
                     : name == "imperfect"       ? kImperfectForm
                     : name == "participle"      ? kParticipleForm
                     : name == "other"           ? kOtherForm
                     : name == "perfect-short"   ? kShortPerfectForm
                     : name == "imperfect-short" ? kShortImperfectForm
                     : name == "unknown"         ? kUnknownForm
                                                 : -1;
    if (kind < 0)
      return file.Error(
          line,
          "want perfect, imperfect, participle, other, perfect-short, imperfect-short or unknown, not " +
              name);
    for (const std::string& before : Split(line.columns[1], ',')) {
      for (const std::string& behind : Split(line.columns[2], ',')) {
        affixes_[kind].push_back({FoldedAffix(before), FoldedAffix(behind)});
      }
    }
    return absl::OkStatus();
  });
  for (auto& affixes : affixes_) {
    std::stable_sort(affixes.begin(), affixes.end(), [](const Affix& a, const Affix& b) {
      return a.before.size() + a.behind.size() < b.before.size() + b.behind.size();
    });
  }
  return read;
}

absl::Status Vocabulary::AddWords(const DataFile& file, const Concepts& concepts) {
  const bool shortened = !affixes_[kShortPerfectForm].empty();
  return file.EachLine([&](const DataLine& line) -> absl::Status {
    if (line.columns.size() != 3)
      return file.Error(line, "want concepts, verbs and other words, with - for none");
    Lexeme lexeme;
    for (const std::string& name : Split(line.columns[0], ',')) {
      if (name == "-") continue;
      const int index = concepts.Find(name);
      if (index < 0) return file.Error(line, "no such concept: " + name);
      lexeme.concepts.push_back(index);
    }
    const int index = static_cast<int>(lexemes_.size());
    std::string first;
    const auto add = [&](const std::string& stems, Kind kind) {
      for (const std::string& stem : Split(text::FoldText(stems), '|')) {
        const bool alternative = shortened && stem != Split(text::FoldText(stems), '|').front();
        if (first.empty()) first = stem;
        AddStem(stem, index, alternative && Letters(stem) < kLeastLetters ? ShortOf(kind) : kind);
      }
    };
    for (const std::string& verb : Split(line.columns[1], ' ')) {
      if (verb == "-") continue;
      const size_t slash = verb.find('/');
      const std::string imperfect = slash == std::string::npos ? verb : verb.substr(slash + 1);
      add(verb.substr(0, slash), kPerfectForm);
      add(imperfect, kImperfectForm);
      add(imperfect, kParticipleForm);
    }
    for (const std::string& word : Split(line.columns[2], ' ')) {
      if (word != "-") add(word, kOtherForm);
    }
    lexeme.key = lexeme.concepts.empty() ? "s:" + first : concepts.at(lexeme.concepts.front()).key;
    lexemes_.push_back(std::move(lexeme));
    return absl::OkStatus();
  });
}

void Vocabulary::AddStem(std::string_view stem, int lexeme, Kind kind) {
  std::vector<Form>& forms = forms_[std::string(stem)];
  const bool known = std::any_of(forms.begin(), forms.end(), [&](const Form& form) {
    return form.lexeme == lexeme && form.kind == kind;
  });
  if (!known) forms.push_back({lexeme, kind});
}

Vocabulary::Kind Vocabulary::ShortOf(Kind kind) {
  if (kind == kPerfectForm) return kShortPerfectForm;
  return kind == kImperfectForm ? kShortImperfectForm : kUnknownForm;
}

// A finite verb has no article and no preposition before it, and only it has a future.
bool Vocabulary::Fits(Kind kind, uint32_t clitics) const {
  if (kind == kPerfectForm || kind == kShortPerfectForm)
    return !(clitics & (kArticle | kPreposition | kFuture));
  if (kind == kImperfectForm || kind == kShortImperfectForm) return !(clitics & kArticle);
  return !(clitics & kFuture);
}

// Of several readings the one with the fewest letters of inflection names the word, a noun before a verb:
// أسيرا is a prisoner, not a form of سار.
bool Vocabulary::ReadStem(std::string_view stem, uint32_t clitics, std::span<const Kind> kinds,
                          Sense& sense) const {
  size_t least = stem.size();
  for (const Kind kind : kinds) {
    if (!Fits(kind, clitics)) continue;
    for (const Affix& affix : affixes_[kind]) {
      std::string_view bare;
      if (!Strip(stem, affix.before, affix.behind, bare)) continue;
      const auto found = forms_.find(bare);
      if (found == forms_.end()) continue;
      const auto form = std::find_if(found->second.begin(), found->second.end(),
                                     [&](const Form& f) { return f.kind == kind; });
      if (form == found->second.end()) continue;
      const size_t inflection = stem.size() - bare.size();
      if (!sense.lexeme || inflection < least) {
        least = inflection;
        sense.lexeme = &lexemes_[form->lexeme];
        sense.stem = bare;
      }
      sense.perfect |= kind == kPerfectForm || kind == kShortPerfectForm;
      sense.imperfect |= kind == kImperfectForm || kind == kShortImperfectForm;
      sense.nominal |= kind == kParticipleForm || kind == kOtherForm;
      break;
    }
  }
  return sense.lexeme != nullptr;
}

std::string Vocabulary::LightStem(std::string_view folded) const {
  std::string_view stem = folded;
  for (int round = 0; round < 2; ++round) {
    std::string_view longest_cut = stem;
    for (const Affix& affix : affixes_[kOtherForm]) {
      std::string_view bare;
      if (affix.behind.empty() || !Strip(stem, affix.before, affix.behind, bare)) continue;
      if (Letters(bare) >= kLeastLetters && bare.size() < longest_cut.size()) longest_cut = bare;
    }
    stem = longest_cut;
  }
  return std::string(stem);
}

bool Vocabulary::IsShapedAsVerb(std::string_view folded) const {
  return std::any_of(affixes_[kUnknownForm].begin(), affixes_[kUnknownForm].end(), [&](const Affix& affix) {
    std::string_view bare;
    return Strip(folded, affix.before, affix.behind, bare) && Letters(bare) >= kLeastLetters;
  });
}

Sense Vocabulary::ReadImperfect(std::string_view folded, std::span<const Division> divisions) const {
  static constexpr Kind kImperfectForms[] = {kImperfectForm, kShortImperfectForm};
  Sense sense;
  for (const Division& division : divisions) {
    const std::string_view stem = folded.substr(division.stem_begin, division.stem_end - division.stem_begin);
    if (!ReadStem(stem, division.clitics, kImperfectForms, sense)) continue;
    sense.clitics = division.clitics;
    break;
  }
  return sense;
}

Sense Vocabulary::Read(std::string_view folded, std::span<const Division> divisions,
                       const Clitics& clitics) const {
  static constexpr Kind kAnyForm[] = {kOtherForm,      kPerfectForm,      kImperfectForm,
                                      kParticipleForm, kShortPerfectForm, kShortImperfectForm};
  Sense sense;
  std::vector<std::string> alone;
  const Division* unknown = &divisions.front();
  for (const Division& division : divisions) {
    const std::string_view stem = folded.substr(division.stem_begin, division.stem_end - division.stem_begin);
    // Of an unknown word only an article, with what stands before it, can be told from the word's own
    // letters.
    if ((division.clitics & kArticle) && !(unknown->clitics & kArticle)) unknown = &division;
    bool known = ReadStem(stem, division.clitics, kAnyForm, sense);
    if (!known && (division.clitics & kPronoun)) {
      clitics.Unjoin(stem, alone);
      for (const std::string& word : alone)
        known = known || ReadStem(word, division.clitics, kAnyForm, sense);
    }
    if (!known) continue;
    sense.clitics = division.clitics;
    break;
  }
  if (!sense.lexeme) {
    sense.clitics = unknown->clitics;
    sense.imperfect = IsShapedAsVerb(folded);
    sense.nominal = !sense.imperfect;
    sense.stem = LightStem(folded.substr(unknown->stem_begin, unknown->stem_end - unknown->stem_begin));
  }
  if (sense.clitics & kConjunction) {
    for (const Division& division : divisions) {
      if (division.clitics == kConjunction && division.stem_end == folded.size())
        sense.conjunction_bytes = division.stem_begin;
    }
  }
  return sense;
}

}  // namespace isnad::core
