// What the steps of claim finding share: the rules in full, and the words of a part as the rules see them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/core/claims.h"
#include "plugins/core/claims_phrases.h"
#include "plugins/core/concepts.h"
#include "plugins/core/form_memo.h"
#include "plugins/core/terms.h"

namespace isnad::core {

struct ClaimRules::Data {
  Concepts concepts;
  Vocabulary vocabulary;
  PhraseTable marks;    // meanings: a kind of mark, or none for a phrase that only looks like one
  PhraseTable clauses;  // meanings: see claims_clauses.h
};

// What a mark of punctuation does to a statement.
enum class Stop : uint8_t { kNever, kFullStop, kAlways };

// What the rules say of a written word, number or mark, wherever it stands.
struct ClaimForm {
  Sense sense;
  Sense as_imperfect;    // where only an imperfect can stand; without a lexeme where the word is none
  std::string own_key;   // s: and its stem; of a number s: and its digits
  std::string_view key;  // its lexeme's, else its own
  uint32_t key_id = 0;   // numbers the keys of the memo
  bool topical = false;  // may tell what an article is about
  bool stop = false;
  bool cue = false;  // reports somebody's words
  bool comma = false;
  Stop ends = Stop::kNever;
  PhraseTable::Starts marks, clauses;
};

struct ClaimMemo::Table {
  FormMemo<ClaimForm> forms;
  WordMap<uint32_t> key_ids;
};

// A word as claim finding sees it.
struct ClaimWord {
  const ClaimForm* form = nullptr;  // never null in a text
  bool stop() const { return form->stop; }
  bool cue() const { return form->cue; }
  const Sense& sense() const { return imperfect ? form->as_imperfect : form->sense; }
  const Phrase* mark = nullptr;  // the mark that begins here
  int mark_length = 0;
  uint32_t mark_clitic_bytes = 0;  // of the conjunction that clings to it
  const Phrase* clause = nullptr;  // the clause word that begins here
  int clause_length = 0;
  int quantity = kNone;    // the quantity that it belongs to
  int time = kNone;        // the time that it belongs to
  int content_of = kNone;  // the innermost quote whose content it belongs to
  int cue_of = kNone;      // the quote whose cue it is
  bool place = false;      // belongs to the name of a place
  bool person = false;     // to that of a person
  bool imperfect = false;  // nothing but an imperfect verb can stand here
  // A noun that nothing defines can't stand here: الوزير نقل, the minister moved.
  bool behind_definite = false;

  // As the verb of a statement, and not as a noun of the same letters.
  bool Verb() const { return sense().finite() && (!sense().nominal || behind_definite); }
  bool Clause(std::string_view meaning) const { return clause && clause->meaning == meaning; }
  bool Mark(std::string_view meaning) const { return mark && mark->meaning == meaning; }
};

// The words of one part with what claim finding knows of them.
struct ClaimText {
  uint32_t part = 0;
  const std::vector<Word>* words = nullptr;
  const isnad_part* input = nullptr;
  std::vector<ClaimWord> info;

  const Word& word(int i) const { return (*words)[i]; }
  // The original byte at which word i begins behind `folded_bytes` of its folded letters.
  uint32_t ByteBehind(int i, uint32_t folded_bytes) const {
    return folded_bytes == 0 ? word(i).begin
                             : input->folded_map[input->tokens[i].folded_begin + folded_bytes];
  }
  int size() const { return static_cast<int>(info.size()); }
  bool IsWord(int i) const { return word(i).kind == ISNAD_TOKEN_WORD; }
  bool IsNumber(int i) const { return word(i).kind == ISNAD_TOKEN_NUMBER; }
  bool IsQuoteMark(int i) const { return word(i).kind == ISNAD_TOKEN_QUOTE_MARK; }
  // A comma, in any script.
  bool IsComma(int i) const { return info[i].form->comma; }
  // A mark that parts statements: . ; : ! ? in any script, dashes, bars; a line break too.
  bool IsStop(int i) const {
    const Stop ends = info[i].form->ends;
    if (ends != Stop::kFullStop) return ends == Stop::kAlways;
    // Behind an abbreviation the sentence goes on.
    return i + 1 == size() || word(i + 1).sentence != word(i).sentence;
  }
};

// The text lives as long as rules, memo and reading do.
ClaimText ReadClaimText(const ClaimRules& rules, const Lexicon& lexicon, ClaimMemo& memo,
                        const Reading& reading, uint32_t part);

// The marks of a range, as indexes, once they were found.
std::vector<int> MarksIn(const Reading& reading, const Range& range);

// The marks of FindClaims.
void FindMarks(const std::vector<ClaimText>& texts, Reading& reading);

}  // namespace isnad::core
