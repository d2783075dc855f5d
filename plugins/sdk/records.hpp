// Records: what each kind of record may carry. Begun by the Emitter; see there for the rules.
#pragma once

#include <string_view>

#include "plugins/sdk/emitter.hpp"

namespace isnad::sdk {

// What all kinds share. A record is a handle on the emitter's buffers, cheap to copy, dead after Emit().
class Record {
 public:
  // The record's id, for others to name; 0 where the emitter has stopped.
  uint32_t Emit() { return out_.Emit(); }

 protected:
  Record(Emitter& out, uint32_t kind, isnad_span span) : out_(out) { out.Begin(kind, span); }

  void Int(uint32_t key, int64_t value) { out_.Add(key, ISNAD_TYPE_INT).value.integer = value; }
  void Real(uint32_t key, double value) { out_.Add(key, ISNAD_TYPE_REAL).value.real = value; }
  void Text(uint32_t key, std::string_view value) { out_.Add(key, ISNAD_TYPE_STR).value.str = Str(value); }
  void Place(uint32_t key, isnad_span value) {
    out_.CheckSpan(value);
    out_.Add(key, ISNAD_TYPE_SPAN).value.span = value;
  }
  void Ref(uint32_t role, uint32_t id) { out_.refs_.push_back({role, id}); }

 private:
  Emitter& out_;
};

class TimeRecord : public Record {
 public:
  TimeRecord(Emitter& out, isnad_span span, int grain, std::string_view start, std::string_view end)
      : Record(out, ISNAD_RECORD_TIME, span) {
    Int(ISNAD_KEY_GRAIN, grain);
    Text(ISNAD_KEY_START, start);
    Text(ISNAD_KEY_END, end);
  }
  TimeRecord& Approximate() { return Int(ISNAD_KEY_APPROXIMATE, 1), *this; }
};

class QuantityRecord : public Record {
 public:
  QuantityRecord(Emitter& out, isnad_span span) : Record(out, ISNAD_RECORD_QUANTITY, span) {}
  QuantityRecord& Value(double v) { return Real(ISNAD_KEY_VALUE, v), *this; }
  QuantityRecord& Min(double v) { return Real(ISNAD_KEY_MIN, v), *this; }
  QuantityRecord& Max(double v) { return Real(ISNAD_KEY_MAX, v), *this; }
  QuantityRecord& Unit(std::string_view v) { return Text(ISNAD_KEY_UNIT, v), *this; }
  QuantityRecord& UnitKey(std::string_view v) { return Text(ISNAD_KEY_UNIT_KEY, v), *this; }
  QuantityRecord& Approximate() { return Int(ISNAD_KEY_APPROXIMATE, 1), *this; }
};

class MentionRecord : public Record {
 public:
  MentionRecord(Emitter& out, isnad_span span, std::string_view display_name)
      : Record(out, ISNAD_RECORD_MENTION, span) {
    Text(ISNAD_KEY_DISPLAY_NAME, display_name);
  }
  MentionRecord& EntityKey(std::string_view v) { return Text(ISNAD_KEY_ENTITY_KEY, v), *this; }
  MentionRecord& EntityKind(int v) { return Int(ISNAD_KEY_ENTITY_KIND, v), *this; }
};

class QuoteRecord : public Record {
 public:
  QuoteRecord(Emitter& out, isnad_span content, int kind, isnad_span cue)
      : Record(out, ISNAD_RECORD_QUOTE, content) {
    Int(ISNAD_KEY_QUOTE_KIND, kind);
    Place(ISNAD_KEY_CUE, cue);
  }
  QuoteRecord& Confidence(double v) { return Real(ISNAD_KEY_CONFIDENCE, v), *this; }
  QuoteRecord& Speaker(uint32_t mention) { return Ref(ISNAD_ROLE_SPEAKER, mention), *this; }
  QuoteRecord& Via(uint32_t mention) { return Ref(ISNAD_ROLE_VIA, mention), *this; }  // innermost first
  QuoteRecord& Time(uint32_t time) { return Ref(ISNAD_ROLE_TIME, time), *this; }
  QuoteRecord& Mark(uint32_t mark) { return Ref(ISNAD_ROLE_MARK, mark), *this; }
};

class ClaimRecord : public Record {
 public:
  ClaimRecord(Emitter& out, isnad_span evidence, int polarity, int modality)
      : Record(out, ISNAD_RECORD_CLAIM, evidence) {
    Int(ISNAD_KEY_POLARITY, polarity);
    Int(ISNAD_KEY_MODALITY, modality);
  }
  ClaimRecord& Confidence(double v) { return Real(ISNAD_KEY_CONFIDENCE, v), *this; }
  ClaimRecord& Holder(uint32_t mention) { return Ref(ISNAD_ROLE_HOLDER, mention), *this; }
  ClaimRecord& Quantity(uint32_t quantity) { return Ref(ISNAD_ROLE_QUANTITY, quantity), *this; }
  ClaimRecord& Time(uint32_t time) { return Ref(ISNAD_ROLE_TIME, time), *this; }
  ClaimRecord& Quote(uint32_t quote) { return Ref(ISNAD_ROLE_QUOTE, quote), *this; }
  ClaimRecord& Term(uint32_t term) { return Ref(ISNAD_ROLE_TERM, term), *this; }
  ClaimRecord& Mark(uint32_t mark) { return Ref(ISNAD_ROLE_MARK, mark), *this; }
};

class FindingRecord : public Record {
 public:
  FindingRecord(Emitter& out, isnad_span first_evidence, int kind, std::string_view reason)
      : Record(out, ISNAD_RECORD_FINDING, first_evidence) {
    Int(ISNAD_KEY_FINDING_KIND, kind);
    Text(ISNAD_KEY_REASON, reason);
  }
  FindingRecord& Evidence(isnad_span further) { return Place(ISNAD_KEY_EVIDENCE, further), *this; }
  FindingRecord& Argument(std::string_view v) { return Text(ISNAD_KEY_ARGUMENT, v), *this; }
};

class TermRecord : public Record {
 public:
  TermRecord(Emitter& out, isnad_span span, std::string_view key, int role)
      : Record(out, ISNAD_RECORD_TERM, span) {
    Text(ISNAD_KEY_KEY, key);
    Int(ISNAD_KEY_TERM_ROLE, role);
  }
  TermRecord& Opposite(std::string_view key) { return Text(ISNAD_KEY_OPPOSITE, key), *this; }
  TermRecord& Head() { return Int(ISNAD_KEY_HEAD, 1), *this; }
};

class MarkRecord : public Record {
 public:
  MarkRecord(Emitter& out, isnad_span span, int kind) : Record(out, ISNAD_RECORD_MARK, span) {
    Int(ISNAD_KEY_MARK_KIND, kind);
  }
};

class BoilerplateRecord : public Record {
 public:
  BoilerplateRecord(Emitter& out, isnad_span span) : Record(out, ISNAD_RECORD_BOILERPLATE, span) {}
};

inline TimeRecord Emitter::Time(isnad_span span, int grain, std::string_view start, std::string_view end) {
  return {*this, span, grain, start, end};
}
inline QuantityRecord Emitter::Quantity(isnad_span span) { return {*this, span}; }
inline MentionRecord Emitter::Mention(isnad_span span, std::string_view display_name) {
  return {*this, span, display_name};
}
inline QuoteRecord Emitter::Quote(isnad_span content, int kind, isnad_span cue) {
  return {*this, content, kind, cue};
}
inline ClaimRecord Emitter::Claim(isnad_span evidence, int polarity, int modality) {
  return {*this, evidence, polarity, modality};
}
inline FindingRecord Emitter::Finding(isnad_span first_evidence, int kind, std::string_view reason) {
  return {*this, first_evidence, kind, reason};
}
inline TermRecord Emitter::Term(isnad_span span, std::string_view key, int role) {
  return {*this, span, key, role};
}
inline MarkRecord Emitter::Mark(isnad_span span, int kind) { return {*this, span, kind}; }
inline BoilerplateRecord Emitter::Boilerplate(isnad_span span) { return {*this, span}; }

}  // namespace isnad::sdk
