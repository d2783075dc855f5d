#include "plugins/core/claims_rules.h"

#include <algorithm>
#include <utility>

#include "plugins/core/data_file.h"

namespace isnad::core {
namespace {

absl::StatusOr<DataFile> ReadInventory(const std::string& pack_directory,
                                       const std::string& engine_directory) {
  for (const std::string& directory : {pack_directory, engine_directory, pack_directory + "/../core"}) {
    absl::StatusOr<DataFile> file = ReadDataFile(directory + "/concepts.tsv");
    if (!absl::IsNotFound(file.status())) return file;
  }
  return DataFile{.path = pack_directory + "/concepts.tsv", .lines = {}};
}

// Tells every word of a range which one of a list it belongs to; of nested ranges the inner, which is
// shorter.
template <typename Assign>
void Cover(const Range& range, const ClaimText& text, Assign assign) {
  if (range.part != text.part) return;
  const int end = std::min(static_cast<int>(range.end), text.size());
  for (int i = static_cast<int>(range.first); i < end; ++i) assign(i);
}

// A definite noun is done: what stands bare behind it is its verb, where it can be one.
void FindVerbsBehindNouns(ClaimText& text) {
  for (int i = 1; i < text.size(); ++i) {
    ClaimWord& here = text.info[i];
    const ClaimWord& before = text.info[i - 1];
    if (!here.sense().perfect || !here.sense().nominal || here.sense().clitics != 0 || here.quantity != kNone)
      continue;
    if (!text.IsWord(i - 1) || before.stop() || before.mark || before.clause || before.cue()) continue;
    here.behind_definite = (before.sense().clitics & kArticle) || before.person;
  }
}

// The bytes of a conjunction that a stop word carries: "and all", "and about".
uint16_t ConjunctionBytes(const Word& word, const Vocabulary& vocabulary) {
  if (vocabulary.IsStop(word.folded)) return 0;
  for (const Division& division : word.divisions) {
    if (division.clitics == kConjunction && division.stem_end == word.folded.size() &&
        vocabulary.IsStop(word.folded.substr(division.stem_begin)))
      return division.stem_begin;
  }
  return 0;
}

void ReadWord(const ClaimRules::Data& data, const Lexicon& lexicon, const Word& word, ClaimForm& form) {
  Sense& sense = form.sense;
  sense = data.vocabulary.Read(word.folded, word.divisions, lexicon.clitics());
  form.as_imperfect = data.vocabulary.ReadImperfect(word.folded, word.divisions);
  if (!sense.lexeme) sense.conjunction_bytes = ConjunctionBytes(word, data.vocabulary);
  form.stop = data.vocabulary.IsStop(word.folded) || (!sense.lexeme && sense.conjunction_bytes > 0);
  form.cue = word.As("cue") != nullptr;
  form.marks = data.marks.StartsOf(word.folded, word.divisions);
  form.clauses = data.clauses.StartsOf(word.folded, word.divisions);
  form.own_key = "s:" + sense.stem;
  form.key = sense.lexeme ? std::string_view(sense.lexeme->key) : form.own_key;
  const bool means = sense.lexeme && !sense.lexeme->concepts.empty();
  form.topical = !means || data.concepts.at(sense.lexeme->concepts.front()).kind < ConceptClass::kCommon;
}

Stop StopOf(const Word& word) {
  if (word.kind == ISNAD_TOKEN_LINE_BREAK) return Stop::kAlways;
  if (word.kind != ISNAD_TOKEN_PUNCTUATION && word.kind != ISNAD_TOKEN_SYMBOL) return Stop::kNever;
  if (word.folded == ".") return Stop::kFullStop;
  if (word.folded.front() == '.') return Stop::kAlways;
  static constexpr std::string_view kStops[] = {";", ":", "!", "?", "؛", "؟", "…", "—", "–", "|"};
  const bool known = std::find(std::begin(kStops), std::end(kStops), word.folded) != std::end(kStops);
  return known ? Stop::kAlways : Stop::kNever;
}

const ClaimForm& FormOf(const ClaimRules::Data& data, const Lexicon& lexicon, ClaimMemo& memo,
                        const Word& word) {
  ClaimMemo::Table& table = memo.table();
  return table.forms.Of(word.form, [&](ClaimForm& form) {
    form.comma = word.folded == "," || word.folded == "،";
    form.ends = StopOf(word);
    if (word.kind == ISNAD_TOKEN_WORD) ReadWord(data, lexicon, word, form);
    if (word.kind == ISNAD_TOKEN_NUMBER) form.key = form.own_key = "s:" + std::string(word.folded);
    form.key_id = table.key_ids.emplace(form.key, table.key_ids.size()).first->second;
  });
}

}  // namespace

ClaimRules::ClaimRules() : data_(std::make_unique<Data>()) {}
ClaimRules::~ClaimRules() = default;

absl::StatusOr<std::unique_ptr<ClaimRules>> ClaimRules::Load(const std::string& pack_directory,
                                                             const std::string& engine_directory) {
  std::unique_ptr<ClaimRules> rules(new ClaimRules());
  Data& data = *rules->data_;

  absl::StatusOr<DataFile> inventory = ReadInventory(pack_directory, engine_directory);
  if (!inventory.ok()) return inventory.status();
  absl::StatusOr<Concepts> concepts = Concepts::From(*inventory);
  if (!concepts.ok()) return concepts.status();
  data.concepts = std::move(*concepts);

  DataFile files[5];
  const char* names[5] = {"words", "affixes", "stop", "marks", "clauses"};
  absl::Status faults;
  for (int i = 0; i < 5; ++i) {
    absl::StatusOr<DataFile> file = ReadIfThere(pack_directory + "/claims/" + names[i] + ".tsv");
    faults = Joined(faults, file.status());
    if (file.ok()) files[i] = std::move(*file);
  }
  absl::StatusOr<Vocabulary> vocabulary = Vocabulary::From(files[0], files[1], files[2], data.concepts);
  absl::StatusOr<PhraseTable> marks = PhraseTable::From(files[3]);
  absl::StatusOr<PhraseTable> clauses = PhraseTable::From(files[4]);
  for (const absl::Status& status : {vocabulary.status(), marks.status(), clauses.status()}) {
    faults = Joined(faults, status);
  }
  if (!faults.ok()) return faults;
  data.vocabulary = std::move(*vocabulary);
  data.marks = std::move(*marks);
  data.clauses = std::move(*clauses);
  return rules;
}

ClaimMemo::ClaimMemo() : table_(std::make_unique<Table>()) {}
ClaimMemo::~ClaimMemo() = default;
void ClaimMemo::Clear() { *table_ = Table(); }

ClaimText ReadClaimText(const ClaimRules& rules, const Lexicon& lexicon, ClaimMemo& memo,
                        const Reading& reading, uint32_t part) {
  ClaimText text;
  text.part = part;
  text.words = &reading.parts[part].words;
  text.input = reading.parts[part].input;
  text.info.resize(text.words->size());
  for (int i = 0; i < text.size(); ++i) {
    ClaimWord& info = text.info[i];
    info.form = &FormOf(rules.data(), lexicon, memo, text.word(i));
    if (!info.form->marks.empty()) {
      const PhraseMatch mark = PhraseTable::Match(info.form->marks, *text.words, i, text.size());
      info.mark = mark.phrase;
      info.mark_length = mark.length;
      info.mark_clitic_bytes = mark.clitic_bytes;
    }
    if (!info.form->clauses.empty()) {
      const PhraseMatch clause = PhraseTable::Match(info.form->clauses, *text.words, i, text.size());
      info.clause = clause.phrase;
      info.clause_length = clause.length;
    }
  }
  for (int i = 1; i < text.size(); ++i) {
    text.info[i].imperfect = text.info[i - 1].Clause("verb-next") && text.info[i].form->as_imperfect.lexeme;
  }
  for (size_t q = 0; q < reading.quantities.size(); ++q) {
    Cover(reading.quantities[q].range, text, [&](int i) { text.info[i].quantity = static_cast<int>(q); });
  }
  for (size_t t = 0; t < reading.times.size(); ++t) {
    Cover(reading.times[t].range, text, [&](int i) {
      text.info[i].time = static_cast<int>(t);
      text.info[i].mark = nullptr;  // May is no hedge in a date
      if (!text.info[i].Clause("scope")) text.info[i].clause = nullptr;
    });
  }
  for (const MentionReading& mention : reading.mentions) {
    if (mention.kind == ISNAD_ENTITY_PLACE)
      Cover(mention.range, text, [&](int i) { text.info[i].place = true; });
    if (mention.kind == ISNAD_ENTITY_PERSON)
      Cover(mention.range, text, [&](int i) { text.info[i].person = true; });
  }
  for (size_t q = 0; q < reading.quotes.size(); ++q) {
    const Range& content = reading.quotes[q].content;
    Cover(content, text, [&](int i) {
      int& owner = text.info[i].content_of;
      const auto length = [&](int quote) {
        return reading.quotes[quote].content.end - reading.quotes[quote].content.first;
      };
      if (owner == kNone || length(owner) > content.end - content.first) owner = static_cast<int>(q);
    });
    Cover(reading.quotes[q].cue, text, [&](int i) { text.info[i].cue_of = static_cast<int>(q); });
  }
  FindVerbsBehindNouns(text);
  return text;
}

}  // namespace isnad::core
