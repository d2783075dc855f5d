// A reading: all that the engine knows of one article while it reads it. Each step adds to it; emit.h writes
// it out.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/abi/isnad_plugin.h"
#include "plugins/core/morphology.h"

namespace isnad::core {

inline constexpr int kNone = -1;

// A run of tokens [first, end) in one part.
struct Range {
  uint32_t part = 0;
  uint32_t first = 0;
  uint32_t end = 0;
  bool empty() const { return first >= end; }
};

// A token with its analyses. Bytes are of the part's original text.
struct Word {
  std::string_view folded;
  uint32_t begin = 0, end = 0;
  uint32_t kind = 0;      // ISNAD_TOKEN_*
  uint32_t sentence = 0;  // index into the part's sentences
  uint32_t form = 0;      // see Lexicon::Found
  bool boilerplate = false;
  std::span<const WordAnalysis> analyses;
  std::span<const Division> divisions;  // all ways to take it apart, the whole first

  // The first analysis whose category has this prefix; nullptr where none has.
  const WordAnalysis* As(std::string_view category) const;
};

// One part of the article.
struct Part {
  const isnad_part* input = nullptr;
  std::unique_ptr<SplitPart> split;  // what `input` points at, where the language has elisions
  std::vector<Word> words;
};

struct TimeMention {
  Range range;
  std::string start, end;  // ISO 8601; ISNAD_KEY_START and _END
  int grain = 0;           // ISNAD_GRAIN_*
  // For the findings: the weekday that is written (1 Monday … 7 Sunday), 0 where none is, and whether the
  // date beside it falls on it; whether the time was counted from the publication ('yesterday').
  int written_weekday = 0;
  bool weekday_matches = true;
  bool relative = false;
  bool approximate = false;  // perhaps a day off: see calendar.h
  bool lasting = false;      // tells how long it has been so, not when: for three years
};

struct QuantityMention {
  Range range;  // number and unit, with 'more than', 'about'
  std::optional<double> value, min, max;
  std::string unit, unit_key;  // see ISNAD_KEY_UNIT, _UNIT_KEY
  bool approximate = false;
};

struct MentionReading {
  Range range;
  uint32_t clitic_bytes = 0;  // of the first word, before the mention: the و of والوزير
  std::string display_name;
  std::string entity_key;  // see ISNAD_KEY_ENTITY_KEY
  int kind = 0;            // ISNAD_ENTITY_*
};

struct MarkReading {
  Range range;
  int kind = 0;               // ISNAD_MARK_*
  uint32_t clitic_bytes = 0;  // of the first word, before the mark: the و of ولن
};

// Indexes are into the reading's vectors, kNone where there is none. Content is given in tokens; its bytes
// run from the first token's begin to the last one's end unless begin/end say otherwise (a clitic conjunction
// cut off: بأن).
struct QuoteReading {
  Range content;
  uint32_t begin = 0, end = 0;  // bytes of the content in its part
  int kind = 0;                 // ISNAD_QUOTE_*
  Range cue;
  std::string
      cue_class;  // the cue's category: cue.say, cue.deny, cue.ask, cue.warn, cue.promise, cue.accuse, …
  int speaker = kNone;   // index into mentions
  std::vector<int> via;  // innermost first
  int time = kNone;      // index into times
  double confidence = 0;
  std::vector<int> marks;
  bool required_outer = false;  // the outer of two layers of speech
};

// Its words are the rules' or the memo's.
struct TermReading {
  Range range;
  std::string_view key;
  int role = 0;  // ISNAD_TERM_*
  std::span<const std::string> opposites;
  bool head = false;
};

struct ClaimReading {
  Range evidence;
  uint32_t begin = 0, end = 0;  // bytes in its part
  int polarity = ISNAD_POLARITY_POSITIVE;
  int modality = ISNAD_MODALITY_ASSERTED;
  int holder = kNone;
  std::vector<int> quantities;
  std::optional<TimeMention> derived_time;  // where no mention of its own tells it
  int time = kNone;
  int quote = kNone;
  std::vector<TermReading> terms;
  std::vector<int> marks;
  double confidence = 0;
};

struct FindingReading {
  int kind = 0;                      // ISNAD_FINDING_*
  std::vector<isnad_span> evidence;  // the first is the record's span
  std::string reason;                // code of the message catalogue
  std::vector<std::string> arguments;
};

struct Reading {
  const isnad_input* input = nullptr;
  std::string publish_time;  // as in the input
  Part parts[ISNAD_PART_COUNT];

  std::vector<Range> boilerplate;
  std::vector<TimeMention> times;
  std::vector<QuantityMention> quantities;
  std::vector<MentionReading> mentions;
  std::vector<MarkReading> marks;
  std::vector<QuoteReading> quotes;
  std::vector<ClaimReading> claims;
  std::vector<TermReading> topic;  // what the article is about: terms of every claim, beside its own
  std::vector<FindingReading> findings;

  // The original words of a range, from the first token's begin to the last one's end.
  std::string_view Text(const Range& range) const;
  isnad_span Span(const Range& range) const;
  isnad_span SpanOf(const MentionReading& mention) const;  // without the clitics before it
  isnad_span SpanOf(const MarkReading& mark) const;        // likewise

 private:
  isnad_span SpanBehind(const Range& range, uint32_t clitic_bytes) const;
};

// The reading that every step starts from: all words with their analyses. `input` and `memo` must outlive it,
// and the memo is of no other article meanwhile.
Reading ReadingOf(const isnad_input& input, const Lexicon& lexicon, Lexicon::Memo& memo);

}  // namespace isnad::core
