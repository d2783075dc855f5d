#include <algorithm>

#include "plugins/core/part_reader.h"

namespace isnad::core {
namespace {

constexpr uint32_t kLeastSpeech = 3;  // words of a quotation behind a colon that nothing reports
constexpr uint32_t kMinSpeech = 4;    // tokens before a closing mark that has no opening one

}  // namespace

// A quotation that no cue before it has taken: speech if somebody is named behind it, or if it goes on with
// the one before.
uint32_t PartReader::NextQuotation(Reports& reports, uint32_t open, uint32_t first, uint32_t end) {
  const uint32_t close = scene_.closing[open];
  if (close >= end) return MarkAlone(reports, open, first, end);
  if (open < clause_.free_from) return close + 1;
  uint32_t next = close + 1;
  // Some close the quotation behind the comma.
  const bool comma = scene_.IsComma(next) || scene_.IsComma(close - 1);
  const bool outlet = open > 0 && scene_.Is(open - 1, kOutlet | kBody);
  if ((!comma || outlet) && scene_.IsNameLike(open)) return next;
  if (scene_.IsComma(next)) ++next;
  if (const std::optional<Report> report = ReportBehind(reports, next, end)) {
    return EmitBefore(*report, open + 1, close, ISNAD_QUOTE_DIRECT, end);
  }
  if (open > first + 1 && scene_.IsColon(open - 1) && scene_.WordsBetween(open + 1, close) >= kLeastSpeech)
    return EmitUnderColon(open, close, end);
  if (GoesOn(open, first) || GoesOnFromClause(open, first)) GoOn(open + 1, close);
  return close + 1;
}

// ولم يخف فلان امتعاضه: «...» and a quotation that goes on with what was reported before its colon: whoever
// the sentence is about says it, whatever the words before it are.
uint32_t PartReader::EmitUnderColon(uint32_t open, uint32_t close, uint32_t end) {
  Report report;
  report.cue = {scene_.part, open - 2, open - 1};
  report.end = close + 1;
  if (reading_.quotes.size() > clause_.first_quote && open - 1 <= clause_.free_from) {
    const QuoteReading& before = reading_.quotes.back();
    report.cue = before.cue;
    report.time = before.time;
  }
  return EmitBefore(report, open + 1, close, ISNAD_QUOTE_DIRECT, end);
}

// `..., said X` and `..., X said`: the report whose cue stands behind its content.
std::optional<Report> PartReader::ReportBehind(Reports& reports, uint32_t next, uint32_t end) {
  if (scene_.rules->subject_first()) return ReportBehindSubjectFirst(reports, next, end);
  if (next < end && scene_.IsFinite(next) && !scene_.sights[next].joined && !scene_.IsNegated(next)) {
    Report report = ReadSource(scene_, cast_, next + 1, end);
    if (report.subject.empty() && clause_.speaker == kNone) return std::nullopt;
    report.cue = {scene_.part, next, next + 1};
    report.verb = scene_.sights[next].cue;
    return report;
  }
  return std::nullopt;
}

std::optional<Report> PartReader::ReportBehindSubjectFirst(Reports& reports, uint32_t next,
                                                           uint32_t end) const {
  uint32_t verb = next;  // a ajouté le maire
  while (verb < end && (scene_.IsAuxiliary(verb) || scene_.Is(verb, kAdverb))) ++verb;
  for (uint32_t t = next; t < end && t < next + kMaxLead; ++t) {
    if (scene_.Opens(t) || scene_.IsStop(t) || scene_.words[t].kind == ISNAD_TOKEN_LINE_BREAK) break;
    if (!scene_.IsFinite(t) || scene_.IsNegated(t) || scene_.IsCapital(t)) continue;
    if (t > verb) {
      const Report& own = reports.At(t);
      if (own.subject.empty() || own.subject.first < next) break;
      if (own.opening == Opening::kThat || own.opening == Opening::kObject) break;
    }
    Report report = ReadReportBehind(scene_, phrases_, t, verb, end);
    if (report.subject.empty()) break;
    return report;
  }
  return std::nullopt;
}

// It has two doors,” she said: the mark that closes speech, whose opening one is missing. “It has two doors,
// she said: the opening one, and the last cue of the sentence tells where it should close.
uint32_t PartReader::MarkAlone(Reports& reports, uint32_t mark, uint32_t first, uint32_t end) {
  const uint32_t begin = std::max(first, clause_.free_from);
  if (!scene_.rules->subject_first()) return mark + 1;
  for (uint32_t t = end; mark == first && t-- > mark + kMinSpeech;) {
    if (!scene_.IsFinite(t) || scene_.IsNegated(t)) continue;
    const Report& report = reports.At(t);
    if (!StandsBehind(report, first)) break;
    return EmitBefore(report, mark + 1, report.subject.first, ISNAD_QUOTE_DIRECT, end);
  }
  if (mark < begin + kMinSpeech || !scene_.IsComma(mark - 1)) return mark + 1;
  const std::optional<Report> report = ReportBehind(reports, mark + 1, end);
  return report ? EmitBefore(*report, begin, mark, ISNAD_QUOTE_DIRECT, end) : mark + 1;
}

// Whether a quotation goes on with the direct speech before it: in the same sentence, or right behind it.
bool PartReader::GoesOn(uint32_t open, uint32_t first) const {
  if (last_direct_ == kNone) return false;
  if (static_cast<size_t>(last_direct_) + 1 != reading_.quotes.size()) return false;
  if (static_cast<size_t>(last_direct_) >= clause_.first_quote) return scene_.IsComma(open - 1);
  const auto* sentences = reading_.parts[scene_.part].input->sentences;
  return open == first && sentence_ == last_sentence_ + 1 &&
         (last_unclosed_ || sentences[sentence_].paragraph == sentences[last_sentence_].paragraph);
}

// The pump broke, she said. “We prayed.”: speech that is a sentence of its own, right behind what its speaker
// said in other words.
bool PartReader::GoesOnFromClause(uint32_t open, uint32_t first) const {
  if (!scene_.rules->subject_first() || open != first || reading_.quotes.empty() || sentence_ == 0)
    return false;
  const QuoteReading& last = reading_.quotes.back();
  if (last.content.part != scene_.part || last.speaker == kNone || last.cue_class != "cue.say") return false;
  const uint32_t before =
      std::max(scene_.words[last.cue.first].sentence, scene_.words[last.content.end - 1].sentence);
  const auto* sentences = reading_.parts[scene_.part].input->sentences;
  return before + 1 == sentence_ && sentences[sentence_].paragraph == sentences[before].paragraph &&
         scene_.WordsBetween(open, scene_.closing[open]) >= kLeastSpeech;
}

void PartReader::GoOn(uint32_t first, uint32_t stop) {
  stop = Trimmed(scene_, first, stop);
  if (stop <= first) return;
  QuoteReading quote = reading_.quotes.back();
  quote.kind = ISNAD_QUOTE_DIRECT;
  quote.content = {scene_.part, first, stop};
  quote.begin = scene_.words[first].begin;
  quote.end = scene_.words[stop - 1].end;
  quote.confidence *= 0.95;
  Keep(std::move(quote));
  clause_.free_from = stop;
}

}  // namespace isnad::core
