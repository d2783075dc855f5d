#include "server/rpc/offsets.h"

#include "server/rpc/errors.h"

namespace isnad::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

text::OffsetUnit UnitOf(v1::OffsetUnit unit) {
  return unit == v1::OFFSET_UNIT_UTF16 ? text::OffsetUnit::kUtf16 : text::OffsetUnit::kUtf32;
}

// The article that `message` says it belongs to, else `outer`.
std::string ArticleOf(const Message& message, const std::string& outer) {
  const auto* field = message.GetDescriptor()->FindFieldByName("article");
  if (field == nullptr || field->is_repeated()) return outer;
  const auto* reflection = message.GetReflection();
  if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    const std::string name = reflection->GetString(message, field);
    return name.empty() ? outer : name;
  }
  if (field->message_type() == v1::Article::descriptor() && reflection->HasField(message, field)) {
    return static_cast<const v1::Article&>(reflection->GetMessage(message, field)).name();
  }
  return outer;
}

}  // namespace

OffsetRewriter::OffsetRewriter(v1::OffsetUnit unit, Source source)
    : unit_(unit), source_(std::move(source)) {}

void OffsetRewriter::Add(const v1::Article& article) {
  auto texts = std::make_unique<Texts>();
  texts->article = article;
  texts->text = std::make_unique<text::OffsetConverter>(texts->article.text());
  texts->title = std::make_unique<text::OffsetConverter>(texts->article.title());
  texts_[article.name()] = std::move(texts);
}

absl::StatusOr<const OffsetRewriter::Texts*> OffsetRewriter::TextsOf(const std::string& article) {
  if (!texts_.contains(article)) {
    auto found = source_(article);
    if (!found.ok()) return found.status();
    Add(*found);
  }
  return texts_[article].get();
}

absl::Status OffsetRewriter::RewriteSpan(v1::Span& span, const std::string& article) {
  if (!span.has_start() || !span.has_end()) return absl::OkStatus();
  auto texts = TextsOf(article);
  if (!texts.ok()) return texts.status();
  const auto& converter = span.part() == v1::PART_TITLE ? *(*texts)->title : *(*texts)->text;
  auto start = converter.FromBytes(static_cast<uint32_t>(span.start()), UnitOf(unit_));
  if (!start.ok()) return start.status();
  auto end = converter.FromBytes(static_cast<uint32_t>(span.end()), UnitOf(unit_));
  if (!end.ok()) return end.status();
  span.set_start(static_cast<int32_t>(*start));
  span.set_end(static_cast<int32_t>(*end));
  return absl::OkStatus();
}

absl::Status OffsetRewriter::Rewrite(Message& message, const std::string& article) {
  if (!v1::OffsetUnit_IsValid(unit_)) {
    return InvalidField("offset_unit", "is unknown; choose OFFSET_UNIT_UTF8, _UTF16 or _UTF32");
  }
  if (unit_ == v1::OFFSET_UNIT_UNSPECIFIED || unit_ == v1::OFFSET_UNIT_UTF8) return absl::OkStatus();
  if (message.GetDescriptor() == v1::Span::descriptor())
    return RewriteSpan(static_cast<v1::Span&>(message), article);
  const std::string inner = ArticleOf(message, article);
  const auto* reflection = message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const auto* field : fields) {
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    const int n = field->is_repeated() ? reflection->FieldSize(message, field) : 1;
    for (int i = 0; i < n; ++i) {
      Message* child = field->is_repeated() ? reflection->MutableRepeatedMessage(&message, field, i)
                                            : reflection->MutableMessage(&message, field);
      if (absl::Status status = Rewrite(*child, inner); !status.ok()) return status;
    }
  }
  return absl::OkStatus();
}

}  // namespace isnad::rpc
