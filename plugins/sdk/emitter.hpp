// The emitter: where a plugin hands over what it finds, record by record, with types.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plugins/sdk/view.hpp"

namespace isnad::sdk {

class TimeRecord;
class QuantityRecord;
class MentionRecord;
class QuoteRecord;
class ClaimRecord;
class FindingRecord;
class TermRecord;
class MarkRecord;
class BoilerplateRecord;

// Begins records; what is required is asked for at once, the rest by the record's own setters (see
// records.hpp):
//
//   const uint32_t who = out.Mention(span, "Nadia Sabri").EntityKind(ISNAD_ENTITY_PERSON).Emit();
//   out.Quote(content, ISNAD_QUOTE_DIRECT, cue).Speaker(who).Confidence(0.9).Emit();
//
// One record at a time: beginning one drops another that was not emitted. Strings are borrowed until Emit().
// A record can name only records that were emitted before it. Nothing is allocated for a record once the
// buffers have grown.
//
// Emit() returns the record's id, or 0 once the host has said stop or a span was bad; from then on every
// Emit() does nothing, so that checking it is needed nowhere but in long loops (stopped()). Not thread-safe.
class Emitter {
 public:
  // Both must outlive the emitter.
  Emitter(const isnad_input& input, const isnad_sink& sink)
      : input_(input), sink_(sink), next_id_(input.first_id) {
    attributes_.reserve(16);
    refs_.reserve(16);
  }
  Emitter(const Emitter&) = delete;
  Emitter& operator=(const Emitter&) = delete;

  // START and END as ISO 8601; both ends of a month, year or decade as days. A time with an empty span is one
  // that no words tell: records may name it, but it is not listed among the article's times.
  TimeRecord Time(isnad_span span, int grain, std::string_view start, std::string_view end);
  QuantityRecord Quantity(isnad_span span);  // needs a value, a minimum or a maximum
  MentionRecord Mention(isnad_span span, std::string_view display_name);
  QuoteRecord Quote(isnad_span content, int kind, isnad_span cue);
  ClaimRecord Claim(isnad_span evidence, int polarity, int modality);
  FindingRecord Finding(isnad_span first_evidence, int kind, std::string_view reason);
  TermRecord Term(isnad_span span, std::string_view key, int role);
  MarkRecord Mark(isnad_span span, int kind);
  BoilerplateRecord Boilerplate(isnad_span span);

  // Whether the caller has gone away. Cheap; ask about once a sentence and return when it says so.
  bool Cancelled() {
    if (status_ == ISNAD_OK && sink_.cancelled(sink_.context) != 0) status_ = ISNAD_CANCELLED;
    return status_ == ISNAD_CANCELLED;
  }

  // Gives up on the article: all that was emitted for it is dropped and the message, one sentence, goes to
  // the caller.
  void Fail(isnad_code code, std::string_view message) {
    if (stopped()) return;
    status_ = code == ISNAD_OK ? ISNAD_INTERNAL : code;
    sink_.error(sink_.context, Str(message));
  }

  bool stopped() const { return status_ != ISNAD_OK; }
  isnad_code status() const { return status_; }

 private:
  friend class Record;

  void Begin(uint32_t kind, isnad_span span) {
    kind_ = kind;
    span_ = span;
    attributes_.clear();
    refs_.clear();
    CheckSpan(span);
  }

  void CheckSpan(isnad_span span) {
    const char* fault = SpanFault(input_, span);
    if (fault == nullptr || stopped()) return;
    Fail(ISNAD_INTERNAL, "a record of kind " + std::to_string(kind_) + ": its span " +
                             std::to_string(span.begin) + ".." + std::to_string(span.end) + " of part " +
                             std::to_string(span.part) + " " + fault);
  }

  isnad_attribute& Add(uint32_t key, uint32_t type) {
    isnad_attribute& attribute = attributes_.emplace_back();
    attribute.key = key;
    attribute.type = type;
    return attribute;
  }

  uint32_t Emit() {
    if (stopped()) return 0;
    const isnad_record record = {sizeof(isnad_record), next_id_,           kind_,        span_,
                                 attributes_.data(),   attributes_.size(), refs_.data(), refs_.size()};
    status_ = sink_.emit(sink_.context, &record);
    return stopped() ? 0 : next_id_++;
  }

  const isnad_input& input_;
  const isnad_sink& sink_;
  uint32_t next_id_;
  uint32_t kind_ = 0;
  isnad_span span_ = {};
  isnad_code status_ = ISNAD_OK;
  std::vector<isnad_attribute> attributes_;
  std::vector<isnad_ref> refs_;
};

}  // namespace isnad::sdk
