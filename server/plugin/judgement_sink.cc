#include "server/plugin/judgement_sink.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "server/plugin/record_sink.h"
#include "server/text/fold.h"

namespace isnad::plugin {
namespace {

static_assert(ISNAD_VERDICT_CHANGED_OVER_TIME == v1::RELATION_VERDICT_CHANGED_OVER_TIME &&
              ISNAD_VERDICT_SUPPORTS == v1::RELATION_VERDICT_SUPPORTS);
static_assert(ISNAD_CONTRADICTION_EXCLUSIVE == v1::CONTRADICTION_KIND_EXCLUSIVE &&
              ISNAD_CONTRADICTION_NEGATION == v1::CONTRADICTION_KIND_NEGATION);

constexpr size_t kMaxText = 4096;  // bytes of a reason or an argument
constexpr int kMaxArguments = 16;
constexpr uint64_t kMaxAttributes = 64;

bool InRange(const isnad_attribute& attribute, int64_t low, int64_t high) {
  return attribute.type == ISNAD_TYPE_INT && attribute.value.integer >= low &&
         attribute.value.integer <= high;
}

bool IsText(const isnad_attribute& attribute) {
  const isnad_str& text = attribute.value.str;
  return attribute.type == ISNAD_TYPE_STR && text.size <= kMaxText &&
         (text.size == 0 || text.data != nullptr) &&
         text::ValidateUtf8(std::string_view(text.size == 0 ? "" : text.data, text.size)).ok();
}

std::string TextOf(const isnad_attribute& attribute) {
  const isnad_str& text = attribute.value.str;
  return text.size == 0 ? std::string() : std::string(text.data, text.size);
}

}  // namespace

JudgementSink::JudgementSink(std::chrono::steady_clock::time_point deadline)
    : deadline_(deadline), abi_{sizeof(isnad_sink), this, &EmitThunk, &ErrorThunk, &CancelledThunk} {}

isnad_code JudgementSink::EmitThunk(void* context, const isnad_record* record) noexcept {
  auto& sink = *static_cast<JudgementSink*>(context);
  if (!sink.fault_.empty()) return ISNAD_INVALID_ARGUMENT;
  if (sink.TooLate()) return ISNAD_DEADLINE_EXCEEDED;
  sink.fault_ = record == nullptr ? "emitted no record" : sink.Take(*record);
  return sink.fault_.empty() ? ISNAD_OK : ISNAD_INVALID_ARGUMENT;
}

void JudgementSink::ErrorThunk(void* context, isnad_str message) noexcept {
  auto& sink = *static_cast<JudgementSink*>(context);
  if (message.data != nullptr && sink.message_.empty())
    sink.message_ = OneLine({message.data, std::min<size_t>(message.size, kMaxText)});
}

int32_t JudgementSink::CancelledThunk(void* context) noexcept {
  return static_cast<JudgementSink*>(context)->TooLate() ? 1 : 0;
}

std::string JudgementSink::Take(const isnad_record& record) {
  if (record.size != sizeof(isnad_record)) return fmt::format("emitted a record of {} bytes", record.size);
  if (record.kind != ISNAD_RECORD_JUDGEMENT)
    return fmt::format("emitted a record of kind {}; a judge emits judgements alone", record.kind);
  if (said_) return "emitted two judgements of one pair";
  said_ = true;
  if (record.n_attributes > kMaxAttributes || (record.n_attributes > 0 && record.attributes == nullptr))
    return fmt::format("emitted a judgement of {} attributes", record.n_attributes);
  for (uint64_t i = 0; i < record.n_attributes; ++i) {
    if (std::string fault = TakeAttribute(record.attributes[i]); !fault.empty()) return fault;
  }
  if (judgement_.verdict == v1::RELATION_VERDICT_UNSPECIFIED) return "emitted a judgement without VERDICT";
  if (!sure_) return "emitted a judgement without CONFIDENCE";
  if (judgement_.reason.code().empty()) return "emitted a judgement without REASON";
  const bool contradicts = judgement_.verdict == v1::RELATION_VERDICT_CONTRADICTION;
  if (!contradicts && judgement_.kind != v1::CONTRADICTION_KIND_UNSPECIFIED)
    return "emitted CONTRADICTION_KIND for what is no contradiction";
  return "";
}

std::string JudgementSink::TakeAttribute(const isnad_attribute& attribute) {
  switch (attribute.key) {
    case ISNAD_KEY_VERDICT:
      if (!InRange(attribute, ISNAD_VERDICT_SUPPORTS, ISNAD_VERDICT_CHANGED_OVER_TIME)) break;
      judgement_.verdict = static_cast<v1::RelationVerdict>(attribute.value.integer);
      return "";
    case ISNAD_KEY_CONTRADICTION_KIND:
      if (!InRange(attribute, ISNAD_CONTRADICTION_NEGATION, ISNAD_CONTRADICTION_EXCLUSIVE)) break;
      judgement_.kind = static_cast<v1::ContradictionKind>(attribute.value.integer);
      return "";
    case ISNAD_KEY_CONFIDENCE:
      if (attribute.type != ISNAD_TYPE_REAL || !(attribute.value.real >= 0 && attribute.value.real <= 1))
        break;
      judgement_.score = std::round(attribute.value.real * 100) / 100;
      sure_ = true;
      return "";
    case ISNAD_KEY_REASON:
      if (!IsText(attribute) || attribute.value.str.size == 0) break;
      judgement_.reason.set_code(TextOf(attribute));
      return "";
    case ISNAD_KEY_ARGUMENT:
      if (!IsText(attribute) || judgement_.reason.arguments_size() == kMaxArguments) break;
      judgement_.reason.add_arguments(TextOf(attribute));
      return "";
    default:
      return fmt::format("emitted a judgement with attribute {}, which judgements have not", attribute.key);
  }
  return fmt::format("emitted a judgement whose attribute {} is of the wrong type or out of range",
                     attribute.key);
}

absl::StatusOr<compare::Judgement> JudgementSink::Finish(isnad_code code) const {
  if (!fault_.empty()) return absl::InternalError(fault_);
  if (TooLate()) return absl::DeadlineExceededError("took too long over one pair");
  if (code == ISNAD_OK) return judgement_;
  return absl::InternalError(
      message_.empty() ? fmt::format("judge() returned code {} without saying why", code) : message_);
}

}  // namespace isnad::plugin
