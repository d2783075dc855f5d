#include "plugins/core/emit.h"

#include <string>
#include <vector>

#include "plugins/sdk/records.hpp"

namespace isnad::core {
namespace {

using Ids = std::vector<uint32_t>;

class Writer {
 public:
  Writer(const Reading& reading, sdk::Emitter& out) : reading_(reading), out_(out) {}

  void Write() {
    for (const Range& line : reading_.boilerplate) out_.Boilerplate(reading_.Span(line)).Emit();
    for (const TimeMention& time : reading_.times) times_.push_back(Time(reading_.Span(time.range), time));
    for (const QuantityMention& quantity : reading_.quantities) quantities_.push_back(Quantity(quantity));
    for (const MentionReading& mention : reading_.mentions) mentions_.push_back(Mention(mention));
    for (const MarkReading& mark : reading_.marks) {
      marks_.push_back(out_.Mark(reading_.SpanOf(mark), mark.kind).Emit());
    }
    for (const QuoteReading& quote : reading_.quotes) {
      if (out_.Cancelled() || out_.stopped()) return;
      quotes_.push_back(Quote(quote));
    }
    for (const ClaimReading& claim : reading_.claims) {
      if (out_.Cancelled() || out_.stopped()) return;
      Claim(claim);
    }
    for (const FindingReading& finding : reading_.findings) Finding(finding);
  }

 private:
  uint32_t Time(isnad_span span, const TimeMention& time) {
    sdk::TimeRecord record = out_.Time(span, time.grain, time.start, time.end);
    if (time.approximate) record.Approximate();
    return record.Emit();
  }

  uint32_t Quantity(const QuantityMention& quantity) {
    sdk::QuantityRecord record = out_.Quantity(reading_.Span(quantity.range));
    if (quantity.value) record.Value(*quantity.value);
    if (quantity.min) record.Min(*quantity.min);
    if (quantity.max) record.Max(*quantity.max);
    if (!quantity.unit.empty()) record.Unit(quantity.unit);
    if (!quantity.unit_key.empty()) record.UnitKey(quantity.unit_key);
    if (quantity.approximate) record.Approximate();
    return record.Emit();
  }

  uint32_t Mention(const MentionReading& mention) {
    sdk::MentionRecord record = out_.Mention(reading_.SpanOf(mention), mention.display_name);
    if (!mention.entity_key.empty()) record.EntityKey(mention.entity_key);
    if (mention.kind != 0) record.EntityKind(mention.kind);
    return record.Emit();
  }

  uint32_t Quote(const QuoteReading& quote) {
    const isnad_span content = {quote.content.part, quote.begin, quote.end};
    sdk::QuoteRecord record = out_.Quote(content, quote.kind, reading_.Span(quote.cue));
    record.Confidence(quote.confidence);
    if (quote.speaker != kNone) record.Speaker(mentions_[quote.speaker]);
    for (const int via : quote.via) record.Via(mentions_[via]);
    if (quote.time != kNone) record.Time(times_[quote.time]);
    for (const int mark : quote.marks) record.Mark(marks_[mark]);
    return record.Emit();
  }

  uint32_t Term(const TermReading& term) {
    sdk::TermRecord record = out_.Term(reading_.Span(term.range), term.key, term.role);
    for (const std::string& opposite : term.opposites) record.Opposite(opposite);
    if (term.head) record.Head();
    return record.Emit();
  }

  void Claim(const ClaimReading& claim) {
    const isnad_span evidence = {claim.evidence.part, claim.begin, claim.end};
    Ids terms;
    for (const TermReading& term : claim.terms) terms.push_back(Term(term));
    if (topic_.empty()) {
      for (const TermReading& term : reading_.topic) topic_.push_back(Term(term));
    }
    uint32_t time = claim.time != kNone ? times_[claim.time] : 0;
    if (claim.time == kNone && claim.derived_time) {
      time = Time({evidence.part, evidence.begin, evidence.begin}, *claim.derived_time);
    }
    sdk::ClaimRecord record = out_.Claim(evidence, claim.polarity, claim.modality);
    record.Confidence(claim.confidence);
    if (claim.holder != kNone) record.Holder(mentions_[claim.holder]);
    for (const int quantity : claim.quantities) record.Quantity(quantities_[quantity]);
    if (claim.time != kNone || claim.derived_time) record.Time(time);
    if (claim.quote != kNone) record.Quote(quotes_[claim.quote]);
    for (const Ids* ids : {&terms, &topic_}) {
      for (const uint32_t term : *ids) record.Term(term);
    }
    for (const int mark : claim.marks) record.Mark(marks_[mark]);
    record.Emit();
  }

  void Finding(const FindingReading& finding) {
    sdk::FindingRecord record = out_.Finding(finding.evidence.front(), finding.kind, finding.reason);
    for (size_t i = 1; i < finding.evidence.size(); ++i) record.Evidence(finding.evidence[i]);
    for (const std::string& argument : finding.arguments) record.Argument(argument);
    record.Emit();
  }

  const Reading& reading_;
  sdk::Emitter& out_;
  Ids times_, quantities_, mentions_, marks_, quotes_;
  Ids topic_;  // once there is a claim
};

}  // namespace

void EmitReading(const Reading& reading, sdk::Emitter& out) { Writer(reading, out).Write(); }

}  // namespace isnad::core
