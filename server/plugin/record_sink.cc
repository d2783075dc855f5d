#include "server/plugin/record_sink.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <iterator>

#include "server/text/fold.h"

namespace isnad::plugin {
namespace {

constexpr size_t kMaxMessageBytes = 1024;
constexpr uint64_t kRecordsBetweenCancelChecks = 1024;

template <class T>
T* CopyAll(std::pmr::memory_resource& memory, const T* from, uint64_t count) {
  if (count == 0) return nullptr;
  T* to = static_cast<T*>(memory.allocate(count * sizeof(T), alignof(T)));
  std::copy_n(from, count, to);
  return to;
}

uint64_t Length(isnad_span span) { return span.end - span.begin; }

}  // namespace

RecordSink::RecordSink(RecordStore& store, const ArticleInput& article, const Limits& limits,
                       const std::function<bool()>& cancelled, uint32_t owner)
    : store_(store),
      article_(article),
      limits_(limits),
      is_cancelled_(cancelled),
      owner_(owner),
      first_id_(static_cast<uint32_t>(store.records_.size()) + 1),
      abi_{sizeof(isnad_sink), this, &EmitThunk, &ErrorThunk, &CancelledThunk} {}

RecordSink::~RecordSink() {
  if (kept_) return;
  store_.records_.resize(first_id_ - 1);
  store_.notes_.resize(first_id_ - 1);
}

isnad_code RecordSink::EmitThunk(void* context, const isnad_record* record) noexcept {
  auto& sink = *static_cast<RecordSink*>(context);
  if (sink.code_ != ISNAD_OK) return sink.code_;
  try {
    sink.code_ = sink.Emit(record);
  } catch (const std::exception&) {
    sink.code_ = ISNAD_RESOURCE_EXHAUSTED;
  }
  return sink.code_;
}

void RecordSink::ErrorThunk(void* context, isnad_str message) noexcept {
  auto& sink = *static_cast<RecordSink*>(context);
  if (message.data == nullptr || !sink.message_.empty()) return;
  try {
    sink.message_ = OneLine({message.data, std::min<size_t>(message.size, kMaxMessageBytes)});
  } catch (const std::exception&) {
    sink.code_ = ISNAD_RESOURCE_EXHAUSTED;
  }
}

int32_t RecordSink::CancelledThunk(void* context) noexcept {
  auto& sink = *static_cast<RecordSink*>(context);
  try {
    return sink.IsCancelled() ? 1 : 0;
  } catch (const std::exception&) {
    return 1;
  }
}

bool RecordSink::IsCancelled() {
  if (!cancelled_ && is_cancelled_ && is_cancelled_()) {
    cancelled_ = true;
    code_ = ISNAD_CANCELLED;
  }
  return cancelled_;
}

absl::Status RecordSink::Finish(isnad_code code) {
  if (cancelled_) return absl::CancelledError("the caller has gone");
  if (!fault_.empty()) return absl::InternalError(fault_);
  if (code_ == ISNAD_OK && code == ISNAD_OK) {
    kept_ = true;
    return absl::OkStatus();
  }
  if (!message_.empty()) return absl::InternalError(message_);
  if (code_ != ISNAD_OK) return absl::InternalError("out of memory while its records were kept");
  return absl::InternalError(fmt::format("returned code {} without saying why", code));
}

isnad_code RecordSink::Reject(const isnad_record& record, std::string_view what) {
  const KindRule* rule = FindKindRule(record.kind);
  fault_ = fmt::format("record {} ({}): {}", record.id, rule == nullptr ? "no kind" : rule->name, what);
  return ISNAD_INVALID_ARGUMENT;
}

isnad_code RecordSink::Emit(const isnad_record* record) {
  if (record == nullptr || record->size < sizeof(isnad_record)) {
    fault_ = fmt::format("emitted a record of {} bytes where {} are needed",
                         record == nullptr ? 0 : record->size, sizeof(isnad_record));
    return ISNAD_INVALID_ARGUMENT;
  }
  const uint64_t emitted = plugin_ids_.size() + skipped_;
  if (emitted % kRecordsBetweenCancelChecks == 0 && IsCancelled()) return ISNAD_CANCELLED;
  if (emitted >= limits_.max_records) {
    fault_ = fmt::format("emitted more than {} records", limits_.max_records);
    return ISNAD_RESOURCE_EXHAUSTED;
  }
  if (newer_ && record->kind > kLastKind) return ++skipped_, ISNAD_OK;
  const KindRule* rule = FindKindRule(record->kind);
  if (rule == nullptr) return Reject(*record, fmt::format("{} is no kind of record", record->kind));
  const uint64_t most = limits_.max_bytes / sizeof(isnad_attribute);
  if (record->n_attributes > most || record->n_refs > most) {
    return Reject(*record, "it has too many attributes or refs");
  }
  const isnad_record known = newer_ ? WithoutLater(*record) : *record;
  if (const std::string fault = Check(known, *rule); !fault.empty()) return Reject(known, fault);
  if (bytes_ > limits_.max_bytes) {
    fault_ = fmt::format("emitted more than {} bytes of records", limits_.max_bytes);
    return ISNAD_RESOURCE_EXHAUSTED;
  }
  Keep(known);
  return ISNAD_OK;
}

// The record without the keys and roles that only a later minor has; good until the next call.
isnad_record RecordSink::WithoutLater(isnad_record record) {
  attributes_.clear();
  refs_.clear();
  std::copy_if(record.attributes, record.attributes + record.n_attributes, std::back_inserter(attributes_),
               [](const isnad_attribute& a) { return a.key <= kLastKey; });
  std::copy_if(record.refs, record.refs + record.n_refs, std::back_inserter(refs_),
               [](const isnad_ref& r) { return r.role <= kLastRole; });
  record.attributes = attributes_.data();
  record.n_attributes = attributes_.size();
  record.refs = refs_.data();
  record.n_refs = refs_.size();
  return record;
}

std::string RecordSink::Check(const isnad_record& record, const KindRule& rule) {
  if (record.id < first_id_) return fmt::format("its id is below {}, the first that is free", first_id_);
  if (Resolve(record.id) != 0) return "its id was given before";
  if (const char* fault = article_.SpanFault(record.span)) {
    return fmt::format("its span {}..{} of part {} {}", record.span.begin, record.span.end, record.span.part,
                       fault);
  }
  bytes_ += sizeof(isnad_record) + record.n_attributes * sizeof(isnad_attribute) +
            record.n_refs * sizeof(isnad_ref);
  repeats_ = Length(record.span);
  if (std::string fault = CheckAttributes(record, rule); !fault.empty()) return fault;
  bytes_ += repeats_;
  return CheckRefs(record, rule);
}

std::string RecordSink::CheckAttributes(const isnad_record& record, const KindRule& rule) {
  for (uint64_t i = 0; i < record.n_attributes; ++i) {
    const isnad_attribute& attribute = record.attributes[i];
    std::string fault = AttributeFault(attribute);
    if (fault.empty() && attribute.type == ISNAD_TYPE_SPAN) {
      if (const char* wrong = article_.SpanFault(attribute.value.span)) fault = wrong;
    }
    if (!fault.empty()) return fmt::format("attribute {} {}", KeyName(attribute.key), fault);
    if (attribute.type == ISNAD_TYPE_SPAN) repeats_ += Length(attribute.value.span);
    if (attribute.type == ISNAD_TYPE_STR) repeats_ += attribute.value.str.size;
  }
  const std::string fault = AttributesFault(rule, record.attributes, record.n_attributes);
  return fault.empty() ? "" : "attribute " + fault;
}

std::string RecordSink::CheckRefs(const isnad_record& record, const KindRule& rule) {
  uint32_t seen = 0;
  for (uint64_t i = 0; i < record.n_refs; ++i) {
    const isnad_ref& ref = record.refs[i];
    const uint32_t bit = ref.role < 32 ? 1u << ref.role : 0;
    if ((rule.roles & bit) == 0) return fmt::format("ref {} does not belong to it", RoleName(ref.role));
    if ((seen & bit & ~rule.repeatable_roles) != 0)
      return fmt::format("ref {} is given twice", RoleName(ref.role));
    seen |= bit;
    const uint32_t id = Resolve(ref.id);
    if (id == 0)
      return fmt::format("ref {} names record {}, which was not emitted", RoleName(ref.role), ref.id);
    const uint32_t kind = store_.record(id).kind;
    if (kind != TargetKind(ref.role)) {
      return fmt::format("ref {} names record {}, a {}", RoleName(ref.role), ref.id,
                         FindKindRule(kind)->name);
    }
    if (ref.role != ISNAD_ROLE_QUOTE) bytes_ += store_.note(id).repeats;  // a quote is only named
  }
  return "";
}

// Our id for what a plugin calls `plugin_id`; 0 where there is no such record.
uint32_t RecordSink::Resolve(uint32_t plugin_id) const {
  if (plugin_id < first_id_) return plugin_id;
  const uint32_t place = plugin_id - first_id_;
  if (place < plugin_ids_.size() && plugin_ids_[place] == plugin_id) return plugin_id;
  const auto found = renumbered_.find(plugin_id);
  return found == renumbered_.end() ? 0 : found->second;
}

isnad_str RecordSink::Copy(isnad_str text) {
  return {CopyAll(store_.memory_, text.data, text.size), text.size};
}

void RecordSink::Keep(const isnad_record& record) {
  const uint32_t id = first_id_ + static_cast<uint32_t>(plugin_ids_.size());
  isnad_attribute* attributes = CopyAll(store_.memory_, record.attributes, record.n_attributes);
  for (uint64_t i = 0; i < record.n_attributes; ++i) {
    if (attributes[i].type == ISNAD_TYPE_STR) attributes[i].value.str = Copy(attributes[i].value.str);
  }
  isnad_ref* refs = CopyAll(store_.memory_, record.refs, record.n_refs);
  for (uint64_t i = 0; i < record.n_refs; ++i) refs[i].id = Resolve(refs[i].id);
  store_.records_.push_back({sizeof(isnad_record), id, record.kind, record.span, attributes,
                             record.n_attributes, refs, record.n_refs});
  store_.notes_.push_back({owner_, repeats_});
  plugin_ids_.push_back(record.id);
  if (record.id != id) renumbered_.emplace(record.id, id);
}

std::string OneLine(std::string_view message) {
  size_t size = std::min(message.size(), kMaxMessageBytes);
  while (size > 0 && size < message.size() && (static_cast<unsigned char>(message[size]) & 0xC0u) == 0x80u)
    --size;
  std::string line(message.substr(0, size));
  if (!text::ValidateUtf8(line).ok()) {
    for (char& c : line) c = static_cast<unsigned char>(c) < 0x80 ? c : '?';
  }
  for (char& c : line) c = static_cast<unsigned char>(c) < ' ' || c == 0x7F ? ' ' : c;
  return line;
}

}  // namespace isnad::plugin
