// What the steps of claim finding share: the rules in full, and the words of a part as the rules see them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plugins/core/claims.h"
#include "plugins/core/claims_phrases.h"
#include "plugins/core/concepts.h"
#include "plugins/core/terms.h"

namespace isnad::core {

struct ClaimRules::Data {
  Concepts concepts;
  Vocabulary vocabulary;
  PhraseTable marks;    // meanings: a kind of mark, or none for a phrase that only looks like one
  PhraseTable clauses;  // meanings: see claims_clauses.h
};

// A word as claim finding sees it.
struct ClaimWord {
  Sense sense;
  bool stop = false;
  bool cue = false;              // reports somebody's words
  const Phrase* mark = nullptr;  // the mark that begins here
  int mark_length = 0;
  const Phrase* clause = nullptr;  // the clause word that begins here
  int clause_length = 0;
  int quantity = kNone;    // the quantity that it belongs to
  int time = kNone;        // the time that it belongs to
  int content_of = kNone;  // the innermost quote whose content it belongs to
  int cue_of = kNone;      // the quote whose cue it is

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
  bool IsComma(int i) const { return word(i).folded == "," || word(i).folded == "،"; }
  // A mark that parts statements: . ; : ! ? in any script, dashes, bars; a line break too.
  bool IsStop(int i) const;
};

ClaimText ReadClaimText(const ClaimRules& rules, const Lexicon& lexicon, const Reading& reading,
                        uint32_t part);

}  // namespace isnad::core
