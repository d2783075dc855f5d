#include <algorithm>

#include "plugins/core/part_reader.h"

namespace isnad::core {

uint32_t PartReader::EmitClauseBefore(const Report& report, uint32_t first, uint32_t end) {
  const uint32_t begin = std::max(first, clause_.free_from);
  if (scene_.Opens(begin) && scene_.closing[begin] >= end) {  // the closing mark is missing
    return EmitBefore(report, begin + 1, VerbOfPronoun(report), ISNAD_QUOTE_DIRECT, end);
  }
  const bool within = scene_.IsComma(report.cue.end);
  const uint32_t stop = within ? end : VerbOfPronoun(report);
  return EmitBefore(report, begin, stop, HoldsSpeech(begin, stop) ? ISNAD_QUOTE_MIXED : ISNAD_QUOTE_INDIRECT,
                    end);
}

uint32_t PartReader::Emit(Reports& reports, const Report& report, const Speaker& speaker, bool nested,
                          uint32_t end) {
  QuoteReading quote;
  const Gender gender = speaker.gender != Gender::kUnknown ? speaker.gender : VerbGender(report);
  uint32_t begin = report.content;
  uint32_t stop = end;
  quote.kind = ISNAD_QUOTE_INDIRECT;
  if (report.opening == Opening::kQuotation) {
    quote.kind = ISNAD_QUOTE_DIRECT;
    const uint32_t close = scene_.closing[begin];
    ++begin;
    stop = close < end ? close : EndOfContent(scene_, reports, begin, end, gender);
    last_unclosed_ = close >= scene_.size();
  } else {
    stop = EndOfContent(scene_, reports, begin, report.aside ? BehindAside(begin, end) : end, gender);
    if (nested) stop = std::min(stop, clause_.free_from);
    const uint32_t trimmed = Trimmed(scene_, begin, stop);
    if (scene_.Opens(begin) && scene_.closing[begin] + 1 == trimmed) {
      quote.kind = ISNAD_QUOTE_DIRECT;
      ++begin;
      stop = trimmed - 1;
    } else if (scene_.Opens(begin) && GoesOnElsewhere(scene_.closing[begin], end)) {
      quote.kind = ISNAD_QUOTE_DIRECT;
      stop = scene_.closing[begin++];
    } else if (scene_.Opens(begin) && scene_.closing[begin] >= end) {
      quote.kind = ISNAD_QUOTE_DIRECT;
      ++begin;
    } else if (HoldsSpeech(begin, trimmed)) {
      quote.kind = ISNAD_QUOTE_MIXED;
    }
  }
  while (begin < stop && (scene_.IsComma(begin) || IsBareThat(begin))) ++begin;
  stop = Trimmed(scene_, begin, stop);
  if (stop <= begin) return report.cue.end;
  quote.content = {scene_.part, begin, stop};
  quote.begin =
      begin == report.content ? scene_.ByteAfter(begin, report.content_bytes) : scene_.words[begin].begin;
  quote.end = scene_.words[stop - 1].end;
  quote.cue = report.cue;
  quote.cue_class = report.verb != nullptr ? report.verb->entry->category : "cue.say";
  quote.speaker = speaker.mention;
  quote.via = nested ? speaker.via : clause_.via;
  std::erase_if(quote.via, [&](int via) { return speakers_.IsSame(via, quote.speaker); });
  quote.time = nested ? report.time : speakers_.TimeOf(report, speaker, clause_.time);
  quote.confidence = Confidence(report, speaker);
  Keep(std::move(quote));
  if (!nested) {
    speakers_.Spoke(speaker, reading_.quotes.back().time);
    clause_.free_from = stop;
    clause_.nested = 0;
  }
  return report.opening == Opening::kQuotation ? stop + 1 : begin;
}

// إن «...»، فضجت القاعة: behind a whole quotation, a comma and a conjunction the outlet tells on.
bool PartReader::GoesOnElsewhere(uint32_t close, uint32_t end) const {
  if (close + 2 >= end || !scene_.IsComma(close + 1) || !scene_.IsWord(close + 2)) return false;
  const Sight& next = scene_.sights[close + 2];
  return (next.joined || next.perhaps_joined) && !scene_.IsThat(close + 2) && !next.definite && !next.bound;
}

// The comma that ends a clause about somebody: , who said it was late,
uint32_t PartReader::BehindAside(uint32_t begin, uint32_t end) const {
  for (uint32_t t = begin; t < end; ++t) {
    if (scene_.Opens(t) && scene_.closing[t] < end) t = scene_.closing[t];
    if (scene_.IsComma(t)) return t;
  }
  return end;
}

// «إن ...»: a conjunction within the quotation is no content, one that carries a pronoun is.
bool PartReader::IsBareThat(uint32_t at) const {
  return scene_.IsThat(at) && scene_.words[at].As("that.not") == nullptr && !scene_.sights[at].possessed &&
         !scene_.sights[at].joined && !scene_.sights[at].bound;
}

double PartReader::Confidence(const Report& report, const Speaker& speaker) {
  const double opening = report.opening == Opening::kQuotation ? 0.98
                         : report.opening == Opening::kObject  ? 0.75
                                                               : 0.95;
  return speaker.mention == kNone ? opening * 0.5 : opening * speaker.certainty;
}

bool PartReader::HoldsSpeech(uint32_t first, uint32_t end) const {
  for (uint32_t t = first; t < end; ++t) {
    if (!scene_.Opens(t)) continue;
    if (!scene_.IsNameLike(t) || scene_.IsQuotedWord(t)) return true;
    t = std::min(scene_.closing[t], end);
  }
  return false;
}

void PartReader::Keep(QuoteReading quote) {
  if (quote.kind == ISNAD_QUOTE_DIRECT) {
    last_direct_ = static_cast<int>(reading_.quotes.size());
    last_sentence_ = sentence_;
  }
  reading_.quotes.push_back(std::move(quote));
}

// Emits a content that stands before its cue.
uint32_t PartReader::EmitBefore(const Report& report, uint32_t first, uint32_t stop, int kind, uint32_t end) {
  const Speaker speaker = speakers_.Of(report, false, false);
  stop = Trimmed(scene_, first, stop);
  const bool somebody = speaker.mention != kNone || report.subject.pronoun;
  if (stop <= first || !somebody) return std::min(end, report.end + 1);
  QuoteReading quote;
  quote.content = {scene_.part, first, stop};
  quote.begin = kind == ISNAD_QUOTE_DIRECT ? scene_.words[first].begin
                                           : scene_.ByteAfter(first, ConjunctionBytes(first));
  quote.end = scene_.words[stop - 1].end;
  quote.kind = kind;
  quote.cue = report.cue;
  quote.cue_class = report.verb != nullptr ? report.verb->entry->category : "source";
  quote.speaker = speaker.mention;
  quote.via = speaker.via;
  quote.time = scene_.rules->subject_first() ? TimeBehind(report) : report.time;
  quote.confidence = kind == ISNAD_QUOTE_DIRECT ? 0.97 : 0.85;
  Keep(std::move(quote));
  clause_.speaker = speaker.mention;
  speakers_.SetClauseSpeaker(speaker);
  speakers_.Spoke(speaker, report.time);
  clause_.free_from = report.end;
  return std::max(report.cue.end, report.end);
}

// “...,” she said in the video: when a content that stands before its cue was said.
int PartReader::TimeBehind(const Report& report) const {
  return report.time != kNone ? report.time : occasions_.TimeOf(report.cue.first, report.end);
}

// The folded bytes of a conjunction that a sentence begins with: وبلغت.
uint32_t PartReader::ConjunctionBytes(uint32_t at) const {
  const Sight& sight = scene_.sights[at];
  if (!sight.joined && (sight.known || !sight.perhaps_joined)) return 0;
  for (const Division& division : scene_.words[at].divisions) {
    if (division.clitics == kConjunction) return division.stem_begin;
  }
  return 0;
}

uint32_t PartReader::EmitBehind(Reports& reports, const Report& source, uint32_t begin, uint32_t end) {
  const Speaker speaker = speakers_.Of(source, false, false);
  const uint32_t stop = Trimmed(scene_, begin, EndOfContent(scene_, reports, begin, end, speaker.gender));
  if (stop <= begin) return source.end;
  QuoteReading quote;
  quote.content = {scene_.part, begin, stop};
  quote.begin = scene_.words[begin].begin;
  quote.end = scene_.words[stop - 1].end;
  quote.kind = HoldsSpeech(begin, stop) ? ISNAD_QUOTE_MIXED : ISNAD_QUOTE_INDIRECT;
  quote.cue = source.cue;
  quote.cue_class = "source";
  quote.speaker = speaker.mention;
  quote.via = speaker.via;
  quote.time = source.time;
  quote.confidence = 0.9;
  Keep(std::move(quote));
  speakers_.SetClauseSpeaker(speaker);
  speakers_.Spoke(speaker, source.time);
  clause_.free_from = stop;
  return begin;
}

}  // namespace isnad::core
