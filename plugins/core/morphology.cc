#include "plugins/core/morphology.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>

#include "plugins/core/paradigms.h"
#include "server/text/fold.h"

namespace isnad::core {
namespace {

constexpr size_t kMaxMemo = 200'000;

std::vector<std::string> SplitWords(std::string_view folded) {
  std::vector<std::string> words;
  while (!folded.empty()) {
    const size_t end = folded.find(' ');
    if (end != 0) words.emplace_back(folded.substr(0, end));
    folded.remove_prefix(end == std::string_view::npos ? folded.size() : end + 1);
  }
  return words;
}

std::vector<std::string> TablesIn(const std::string& directory) {
  std::vector<std::string> paths;
  std::error_code error;
  for (const auto& file : std::filesystem::directory_iterator(directory, error)) {
    if (file.path().extension() == ".tsv") paths.push_back(file.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

// What no language allows: an article or a preposition on a finite verb (but ل before an imperfect), a future
// on anything else.
bool Fits(uint32_t features, const Division& division) {
  const bool finite = features & (kPerfect | kImperfect | kImperative);
  if (division.clitics & kArticle) return !finite;
  if (division.clitics & kFuture) return features & kImperfect;
  if (division.clitics & kPreposition) return !(features & (kPerfect | kImperative));
  return true;
}

}  // namespace

bool Entry::Is(std::string_view prefix) const {
  const std::string_view own = category;
  return own.starts_with(prefix) && (own.size() == prefix.size() || own[prefix.size()] == '.');
}

std::string_view Entry::Note(std::string_view key) const {
  for (const auto& [name, value] : notes) {
    if (name == key) return value;
  }
  return {};
}

absl::StatusOr<std::unique_ptr<Lexicon>> Lexicon::Load(const std::string& directory) {
  auto lexicon = std::make_unique<Lexicon>();
  const absl::StatusOr<DataFile> clitics_file = ReadIfThere(directory + "/clitics.tsv");
  absl::Status faults = clitics_file.status();
  if (clitics_file.ok()) {
    absl::StatusOr<Clitics> clitics = Clitics::From(*clitics_file);
    faults = clitics.status();
    if (clitics.ok()) lexicon->clitics_ = std::move(*clitics);
  }
  const absl::StatusOr<DataFile> elisions_file = ReadIfThere(directory + "/elisions.tsv");
  faults = Joined(faults, elisions_file.status());
  if (elisions_file.ok()) {
    absl::StatusOr<Elisions> elisions = Elisions::From(*elisions_file);
    faults = Joined(faults, elisions.status());
    if (elisions.ok()) lexicon->elisions_ = std::move(*elisions);
  }
  const absl::StatusOr<DataFile> paradigms_file = ReadIfThere(directory + "/paradigms.tsv");
  if (!paradigms_file.ok()) return Joined(faults, paradigms_file.status());
  const absl::StatusOr<Paradigms> paradigms = Paradigms::From(*paradigms_file);
  if (!paradigms.ok()) return Joined(faults, paradigms.status());

  for (const std::string& path : TablesIn(directory + "/lexicon")) {
    const absl::StatusOr<DataFile> file = ReadDataFile(path);
    faults = Joined(faults, file.ok() ? lexicon->AddFile(*file, *paradigms) : file.status());
  }
  if (!faults.ok()) return faults;
  return lexicon;
}

absl::Status Lexicon::AddFile(const DataFile& file, const Paradigms& paradigms) {
  WordMap<int> seen;
  return file.EachLine([&](const DataLine& line) -> absl::Status {
    if (line.columns.size() < 4) return file.Error(line, "want lemma, paradigm, root and category");
    auto entry = std::make_unique<Entry>();
    entry->index = static_cast<uint32_t>(entries_.size());
    entry->lemma = line.columns[0];
    entry->category = line.columns[3];
    if (entry->category.find(' ') != std::string::npos)
      return file.Error(line, "columns are parted by two blanks or a tab: " + entry->category);
    for (size_t i = 4; i < line.columns.size(); ++i) {
      const std::string& note = line.columns[i];
      const size_t equals = note.find('=');
      if (equals == std::string::npos) return file.Error(line, "a note wants key=value: " + note);
      entry->notes.emplace_back(note.substr(0, equals), note.substr(equals + 1));
    }
    const std::string key =
        entry->lemma + '\t' + line.columns[1] + '\t' + line.columns[2] + '\t' + entry->category;
    if (!seen.emplace(key, line.number).second) return file.Error(line, "entered twice: " + entry->lemma);

    const std::string folded = text::FoldText(entry->lemma);
    const Entry* added = entry.get();
    if (folded.find(' ') != std::string::npos) {
      const auto words = SplitWords(folded);
      WordAnalysis as_word;
      as_word.entry = added;
      if (added->Is("cue")) as_word.features = kImperfect | kThirdPerson;
      phrases_[words.front()].push_back({words, added, as_word});
      if (const auto plain = SplitWords(WithPlainApostrophes(folded)); !plain.empty())
        phrases_[plain.front()].push_back({plain, added, as_word});
    } else if (line.columns[1] == "-") {
      forms_[folded].push_back({added, 0});
      if (const std::string plain = WithPlainApostrophes(folded); !plain.empty())
        forms_[plain].push_back({added, 0});
    } else {
      const std::string& root = line.columns[2] == "-" ? entry->lemma : line.columns[2];
      const absl::Status made =
          paradigms.Inflect(line.columns[1], root, [&](const std::string& form, uint32_t features) {
            forms_[text::FoldText(form)].push_back({added, features});
          });
      if (!made.ok()) return file.Error(line, std::string(made.message()));
    }
    entries_.push_back(std::move(entry));
    return absl::OkStatus();
  });
}

struct Lexicon::Memo::Table {
  struct Word {
    uint32_t form = 0;
    uint32_t article = 0;  // the last one that has it
    std::vector<WordAnalysis> analyses;
    std::vector<Division> divisions;
  };
  WordMap<Word> words;
  uint32_t article = 0;
  std::vector<std::string> unjoined;
};

Lexicon::Memo::Memo() : table_(std::make_unique<Table>()) {}
Lexicon::Memo::~Memo() = default;

bool Lexicon::Memo::Trim() {
  if (table_->words.size() <= kMaxMemo) return false;
  table_->words.clear();
  return true;
}

void Lexicon::Memo::Begin() { ++table_->article; }

uint32_t Lexicon::Memo::FormHere(std::string_view folded) const {
  const auto found = table_->words.find(folded);
  return found == table_->words.end() || found->second.article != table_->article ? kNoForm
                                                                                  : found->second.form;
}

void Lexicon::AddForms(std::string_view stem, const Division& division,
                       std::vector<WordAnalysis>& out) const {
  const auto found = forms_.find(stem);
  if (found == forms_.end()) return;
  for (const Form& form : found->second) {
    if (Fits(form.features, division)) out.push_back({form.entry, form.features, division});
  }
}

Lexicon::Found Lexicon::Look(std::string_view folded, bool is_word, Memo& memo) const {
  Memo::Table& table = *memo.table_;
  const auto known = table.words.find(folded);
  if (known != table.words.end()) {
    known->second.article = table.article;
    return {known->second.form, known->second.analyses, known->second.divisions};
  }
  const auto form = static_cast<uint32_t>(table.words.size());
  Memo::Table::Word& word = table.words.emplace(std::string(folded), Memo::Table::Word{}).first->second;
  word.form = form;
  word.article = table.article;
  if (!is_word) return {form, {}, {}};
  clitics_.Divide(folded, word.divisions);
  word.divisions.shrink_to_fit();
  for (const Division& division : word.divisions) {
    const std::string_view stem = folded.substr(division.stem_begin, division.stem_end - division.stem_begin);
    AddForms(stem, division, word.analyses);
    if (!(division.clitics & kPronoun)) continue;
    clitics_.Unjoin(stem, table.unjoined);
    for (const std::string& alone : table.unjoined) AddForms(alone, division, word.analyses);
  }
  return {form, word.analyses, word.divisions};
}

std::span<const Lexicon::Phrase> Lexicon::PhrasesFrom(std::string_view folded_first_word) const {
  const auto found = phrases_.find(folded_first_word);
  if (found == phrases_.end()) return {};
  return found->second;
}

}  // namespace isnad::core
