#include "tests/server/compare/engine_claims.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <utility>

#include "plugins/core/claims.h"
#include "plugins/core/memo.h"
#include "plugins/core/numbers.h"
#include "plugins/core/times.h"
#include "tests/plugins/core/article_input.h"
#include "tests/plugins/core/pack_of.h"

namespace isnad::compare {
namespace {

// Turns the engine's claims into those of the API.
class Converter {
 public:
  Converter(const Statement& statement, const core::Reading& reading)
      : statement_(statement), reading_(reading) {}

  v1::Claim Convert(const core::ClaimReading& claim, int number) const {
    v1::Claim made;
    made.set_article(statement_.name);
    made.set_name(statement_.name + "/claims/" + std::to_string(number));
    made.set_publish_time(reading_.publish_time);
    FillBytes(claim.evidence.part, claim.begin, claim.end, *made.mutable_evidence());
    made.set_polarity(static_cast<v1::Polarity>(claim.polarity));
    made.set_modality(static_cast<v1::Modality>(claim.modality));
    made.set_quote(statement_.name + "/quotes/0");
    made.mutable_holder()->set_display_name(statement_.holder);
    for (const int index : claim.quantities) AddQuantity(reading_.quantities[index], made);
    AddTime(claim, made);
    for (const int index : claim.marks) AddMark(reading_.marks[index], made);
    for (const core::TermReading& term : claim.terms) AddTerm(term, made);
    for (const core::TermReading& term : reading_.topic) AddTerm(term, made);
    return made;
  }

 private:
  void FillBytes(uint32_t part, uint32_t begin, uint32_t end, v1::Span& span) const {
    const std::string& text = part == ISNAD_PART_TITLE ? statement_.title : statement_.text;
    span.set_start(static_cast<int32_t>(begin));
    span.set_end(static_cast<int32_t>(end));
    span.set_text(text.substr(begin, end - begin));
    span.set_part(part == ISNAD_PART_TITLE ? v1::PART_TITLE : v1::PART_TEXT);
  }

  void Fill(const core::Range& range, v1::Span& span) const {
    const auto& words = reading_.parts[range.part].words;
    FillBytes(range.part, words[range.first].begin, words[range.end - 1].end, span);
  }

  void AddQuantity(const core::QuantityMention& quantity, v1::Claim& claim) const {
    v1::Quantity& made = *claim.add_quantities();
    if (quantity.value) made.set_value(*quantity.value);
    if (quantity.min) made.set_min(*quantity.min);
    if (quantity.max) made.set_max(*quantity.max);
    made.set_unit(quantity.unit);
    made.set_unit_key(quantity.unit_key);
    made.set_approximate(quantity.approximate);
    Fill(quantity.range, *made.mutable_span());
  }

  void AddTime(const core::ClaimReading& claim, v1::Claim& made) const {
    const core::TimeMention* time = claim.derived_time ? &*claim.derived_time : nullptr;
    if (claim.time != core::kNone) time = &reading_.times[claim.time];
    if (!time) return;
    made.mutable_time()->set_start(time->start);
    made.mutable_time()->set_end(time->end);
  }

  void AddMark(const core::MarkReading& mark, v1::Claim& claim) const {
    v1::Mark& made = *claim.add_marks();
    made.set_kind(static_cast<v1::MarkKind>(mark.kind));
    const isnad_span span = reading_.SpanOf(mark);
    FillBytes(span.part, span.begin, span.end, *made.mutable_span());
  }

  void AddTerm(const core::TermReading& term, v1::Claim& claim) const {
    v1::Term& made = *claim.add_terms();
    made.set_key(std::string(term.key));
    made.set_role(static_cast<v1::TermRole>(term.role));
    made.set_head(term.head);
    for (const std::string& opposite : term.opposites) made.add_opposites(opposite);
    Fill(term.range, *made.mutable_span());
  }

  const Statement& statement_;
  const core::Reading& reading_;
};

}  // namespace

std::vector<v1::Claim> ClaimsOf(const Statement& statement) {
  const core::Pack* rules = core::PackOf(statement.language);
  if (!rules) return {};
  const core::ArticleInput article(statement.text, statement.date, statement.language, statement.title);
  core::Memo memo;
  core::Reading reading = core::ReadingOf(article.input(), *rules->lexicon, memo.words);
  core::FindQuantities(*rules->numbers, memo, reading);
  core::FindTimes(*rules->times, *rules->numbers, memo, reading);
  core::QuoteReading quote;
  quote.content.end = static_cast<uint32_t>(reading.parts[ISNAD_PART_TEXT].words.size());
  quote.kind = ISNAD_QUOTE_INDIRECT;
  quote.cue_class = statement.cue;
  reading.quotes.push_back(quote);
  core::FindClaims(*rules->claims, *rules->lexicon, memo.claims, reading);
  std::vector<v1::Claim> claims;
  const Converter converter(statement, reading);
  for (const core::ClaimReading& claim : reading.claims) {
    claims.push_back(converter.Convert(claim, static_cast<int>(claims.size())));
  }
  return claims;
}

}  // namespace isnad::compare
