#include "plugins/core/findings.h"

#include <algorithm>
#include <map>
#include <string>

namespace isnad::core {
namespace {

constexpr uint32_t kMinLoneWords = 4;
constexpr uint32_t kShownWords = 8;
constexpr size_t kMaxCompared = 64;  // numbers of a headline, and of one unit those that each is held against

class Finder {
 public:
  explicit Finder(Reading& reading) : reading_(reading) {}

  void Find() {
    Dates();
    for (uint32_t part = 0; part < ISNAD_PART_COUNT; ++part) Quotations(part);
    Numbers();
  }

 private:
  void Add(int kind, const char* reason, const std::vector<Range>& evidence,
           std::vector<std::string> arguments) {
    FindingReading finding;
    finding.kind = kind;
    finding.reason = reason;
    for (const Range& range : evidence) finding.evidence.push_back(reading_.Span(range));
    finding.arguments = std::move(arguments);
    reading_.findings.push_back(std::move(finding));
  }

  std::string Written(const Range& range) const { return std::string(reading_.Text(range)); }
  const std::vector<Word>& Words(uint32_t part) const { return reading_.parts[part].words; }

  // Two times that are alike but for their weekday contradict each other; a lone weekday may contradict its
  // date.
  void Dates() {
    std::map<std::string_view, const TimeMention*> by_word;  // 'yesterday' with its first weekday
    std::vector<bool> told(reading_.times.size(), false);
    for (size_t i = 0; i < reading_.times.size(); ++i) {
      const TimeMention& time = reading_.times[i];
      if (!time.relative || time.written_weekday == 0 || time.range.empty()) continue;
      const std::string_view word = Words(time.range.part)[time.range.first].folded;
      const auto [first, fresh] = by_word.emplace(word, &time);
      if (fresh || first->second->written_weekday == time.written_weekday) continue;
      if (first->second->weekday_matches && time.weekday_matches) continue;  // two days, each right
      Add(ISNAD_FINDING_DATE_CONFLICT, "date_conflict", {first->second->range, time.range},
          {Written(first->second->range), Written(time.range)});
      told[i] = told[static_cast<size_t>(first->second - reading_.times.data())] = true;
    }
    for (size_t i = 0; i < reading_.times.size(); ++i) {
      const TimeMention& time = reading_.times[i];
      if (told[i] || time.written_weekday == 0 || time.weekday_matches) continue;
      Add(ISNAD_FINDING_WEEKDAY_MISMATCH, "weekday_mismatch", {time.range},
          {Written(time.range), time.start});
    }
  }

  void Quotations(uint32_t part) {
    const isnad_part* input = reading_.parts[part].input;
    if (input == nullptr) return;
    const auto& words = Words(part);
    std::vector<bool> quoted(words.size(), false);
    for (const QuoteReading& quote : reading_.quotes) {
      if (quote.content.part != part) continue;
      for (uint32_t t = quote.content.first; t < quote.content.end; ++t) quoted[t] = true;
    }
    bool open = false;  // the quotation before goes on
    for (uint64_t q = 0; q < input->n_quotations; ++q) {
      const isnad_quotation& quotation = input->quotations[q];
      if (quotation.depth != 0 || words[quotation.open_token].boilerplate) continue;
      if (quotation.close_token == ISNAD_UNCLOSED) {
        const bool goes_on =
            q + 1 < input->n_quotations &&
            BeginsNextParagraph(words, quotation.open_token, input->quotations[q + 1].open_token);
        if (!goes_on) Unbalanced(part, quotation.open_token);
        open = goes_on;
        continue;
      }
      if (part == ISNAD_PART_TEXT && !open) Unattributed(quotation, quoted);
      open = false;
    }
  }

  // Whether the next quotation begins the paragraph right behind this one's.
  static bool BeginsNextParagraph(const std::vector<Word>& words, uint32_t open, uint32_t next) {
    uint32_t t = open;
    while (t < next && words[t].kind != ISNAD_TOKEN_LINE_BREAK) ++t;
    if (t == next) return false;
    while (t < next && words[t].kind == ISNAD_TOKEN_LINE_BREAK) ++t;
    return t == next;
  }

  Range FirstWords(uint32_t part, uint32_t open) const {
    const auto& words = Words(part);
    uint32_t end = open + 1;
    while (end < words.size() && end <= open + kShownWords && words[end].kind != ISNAD_TOKEN_LINE_BREAK)
      ++end;
    return {part, open, end};
  }

  void Unbalanced(uint32_t part, uint32_t open) {
    const Range range = FirstWords(part, open);
    if (range.end - range.first < 2) return;
    Add(ISNAD_FINDING_UNBALANCED_QUOTATION, "unbalanced_quotation", {range}, {Written(range)});
  }

  // A quotation that is a paragraph of its own, and of which nobody is said to be the speaker.
  void Unattributed(const isnad_quotation& quotation, const std::vector<bool>& quoted) {
    const auto& words = Words(ISNAD_PART_TEXT);
    const uint32_t open = quotation.open_token;
    const uint32_t close = quotation.close_token;
    if (open > 0 && words[open - 1].kind != ISNAD_TOKEN_LINE_BREAK) return;
    uint32_t end = close + 1;
    while (end < words.size() && words[end].kind == ISNAD_TOKEN_PUNCTUATION) ++end;
    if (end < words.size() && words[end].kind != ISNAD_TOKEN_LINE_BREAK) return;
    uint32_t count = 0;
    for (uint32_t t = open; t < close; ++t) {
      if (quoted[t]) return;
      count += words[t].kind == ISNAD_TOKEN_WORD;
    }
    if (count < kMinLoneWords) return;
    Add(ISNAD_FINDING_UNATTRIBUTED_QUOTATION, "unattributed_quotation", {{ISNAD_PART_TEXT, open, close + 1}},
        {Written(FirstWords(ISNAD_PART_TEXT, open))});
  }

  // Things that are counted: of what is measured (per cent, money, hours) an article tells several amounts.
  static bool IsCounted(std::string_view unit_key) {
    return unit_key.starts_with("s:") || unit_key == "person" || unit_key == "house";
  }

  // The headline counts something otherwise than the body, which knows but one number of it. A number of the
  // headline that stands anywhere in the body fits.
  void Numbers() {
    size_t looked_at = 0;
    for (const QuantityMention& headline : reading_.quantities) {
      if (headline.range.part != ISNAD_PART_TITLE || !headline.value || headline.approximate) continue;
      if (!IsCounted(headline.unit_key) || ++looked_at > kMaxCompared) continue;
      const QuantityMention* other = nullptr;
      size_t compared = 0;
      bool fits = false;
      for (const QuantityMention& body : reading_.quantities) {
        if (body.range.part != ISNAD_PART_TEXT) continue;
        const bool same_value =
            body.value == headline.value || body.min == headline.value || body.max == headline.value;
        fits |= same_value;
        if (body.unit_key != headline.unit_key || ++compared > kMaxCompared) continue;
        if (!body.value) {
          fits = true;  // 'more than 300' bounds what the headline says
          continue;
        }
        fits |= body.approximate || (other != nullptr && other->value != body.value);
        if (other == nullptr) other = &body;
      }
      if (fits || other == nullptr) continue;
      Add(ISNAD_FINDING_NUMBER_CONFLICT, "number_conflict", {headline.range, other->range},
          {Written(headline.range), Written(other->range)});
    }
  }

  Reading& reading_;
};

}  // namespace

void FindFaults(Reading& reading) { Finder(reading).Find(); }

}  // namespace isnad::core
