#include "plugins/core/reading.h"

#include <algorithm>

namespace isnad::core {
namespace {

void ReadPart(const isnad_part& whole, const Lexicon& lexicon, Lexicon::Memo& memo, Part& part) {
  part.input = &whole;
  if (!lexicon.elisions().empty()) {
    part.split = std::make_unique<SplitPart>();
    lexicon.elisions().Split(whole, *part.split);
    part.input = &part.split->part;
  }
  const isnad_part& input = *part.input;
  part.words.resize(input.n_tokens);
  for (uint64_t s = 0; s < input.n_sentences; ++s) {
    const isnad_sentence& sentence = input.sentences[s];
    for (uint32_t t = sentence.first_token; t < sentence.end_token; ++t) {
      part.words[t].sentence = static_cast<uint32_t>(s);
    }
  }
  for (uint64_t t = 0; t < input.n_tokens; ++t) {
    const isnad_token& token = input.tokens[t];
    Word& word = part.words[t];
    word.folded = {input.folded.data + token.folded_begin, token.folded_end - token.folded_begin};
    word.begin = token.begin;
    word.end = token.end;
    word.kind = token.kind;
    const Lexicon::Found known = lexicon.Look(word.folded, token.kind == ISNAD_TOKEN_WORD, memo);
    word.form = known.form;
    word.analyses = known.analyses;
    word.divisions = known.divisions;
  }
}

}  // namespace

const WordAnalysis* Word::As(std::string_view category) const {
  for (const WordAnalysis& analysis : analyses) {
    if (analysis.entry->Is(category)) return &analysis;
  }
  return nullptr;
}

Reading ReadingOf(const isnad_input& input, const Lexicon& lexicon, Lexicon::Memo& memo) {
  memo.Begin();
  Reading reading;
  reading.input = &input;
  reading.publish_time = {input.publish_time.data, input.publish_time.size};
  for (uint64_t p = 0; p < input.n_parts && p < ISNAD_PART_COUNT; ++p) {
    ReadPart(input.parts[p], lexicon, memo, reading.parts[p]);
  }
  return reading;
}

isnad_span Reading::Span(const Range& range) const {
  const auto& words = parts[range.part].words;
  if (range.empty()) {
    const uint32_t at = range.first < words.size() ? words[range.first].begin : 0;
    return {range.part, at, at};
  }
  return {range.part, words[range.first].begin, words[range.end - 1].end};
}

isnad_span Reading::SpanBehind(const Range& range, uint32_t clitic_bytes) const {
  isnad_span span = Span(range);
  if (clitic_bytes == 0 || range.empty()) return span;
  const isnad_part& part_input = *parts[range.part].input;
  const isnad_token& token = part_input.tokens[range.first];
  span.begin = part_input.folded_map[std::min(token.folded_begin + clitic_bytes, token.folded_end)];
  return span;
}

isnad_span Reading::SpanOf(const MentionReading& mention) const {
  return SpanBehind(mention.range, mention.clitic_bytes);
}

isnad_span Reading::SpanOf(const MarkReading& mark) const {
  return SpanBehind(mark.range, mark.clitic_bytes);
}

std::string_view Reading::Text(const Range& range) const {
  const isnad_span span = Span(range);
  return {parts[range.part].input->original.data + span.begin, span.end - span.begin};
}

}  // namespace isnad::core
