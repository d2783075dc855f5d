#include "server/plugin/claim_input.h"

#include <string_view>
#include <utility>

namespace isnad::plugin {
namespace {

isnad_str Str(std::string_view s) { return {s.data(), s.size()}; }

isnad_attribute Int(uint32_t key, int64_t value) {
  isnad_attribute attribute = {};
  attribute.key = key;
  attribute.type = ISNAD_TYPE_INT;
  attribute.value.integer = value;
  return attribute;
}

isnad_attribute Real(uint32_t key, double value) {
  isnad_attribute attribute = {};
  attribute.key = key;
  attribute.type = ISNAD_TYPE_REAL;
  attribute.value.real = value;
  return attribute;
}

isnad_attribute Text(uint32_t key, std::string_view value) {
  isnad_attribute attribute = {};
  attribute.key = key;
  attribute.type = ISNAD_TYPE_STR;
  attribute.value.str = Str(value);
  return attribute;
}

isnad_span SpanOf(const v1::Span& span) {
  return {span.part() == v1::PART_TITLE ? ISNAD_PART_TITLE : ISNAD_PART_TEXT,
          static_cast<uint32_t>(span.start()), static_cast<uint32_t>(span.end())};
}

std::vector<isnad_attribute> AttributesOf(const v1::Quantity& quantity) {
  std::vector<isnad_attribute> attributes;
  if (quantity.has_value()) attributes.push_back(Real(ISNAD_KEY_VALUE, quantity.value()));
  if (quantity.has_min()) attributes.push_back(Real(ISNAD_KEY_MIN, quantity.min()));
  if (quantity.has_max()) attributes.push_back(Real(ISNAD_KEY_MAX, quantity.max()));
  if (!quantity.unit().empty()) attributes.push_back(Text(ISNAD_KEY_UNIT, quantity.unit()));
  if (!quantity.unit_key().empty()) attributes.push_back(Text(ISNAD_KEY_UNIT_KEY, quantity.unit_key()));
  if (quantity.approximate()) attributes.push_back(Int(ISNAD_KEY_APPROXIMATE, 1));
  return attributes;
}

std::vector<isnad_attribute> AttributesOf(const v1::Mention& mention) {
  std::vector<isnad_attribute> attributes = {Text(ISNAD_KEY_DISPLAY_NAME, mention.display_name())};
  if (!mention.entity_key().empty()) attributes.push_back(Text(ISNAD_KEY_ENTITY_KEY, mention.entity_key()));
  if (!mention.entity().empty()) attributes.push_back(Text(ISNAD_KEY_ENTITY, mention.entity()));
  if (mention.kind() != v1::ENTITY_KIND_UNSPECIFIED)
    attributes.push_back(Int(ISNAD_KEY_ENTITY_KIND, mention.kind()));
  return attributes;
}

std::vector<isnad_attribute> AttributesOf(const v1::Term& term) {
  std::vector<isnad_attribute> attributes = {Text(ISNAD_KEY_KEY, term.key()),
                                             Int(ISNAD_KEY_TERM_ROLE, term.role())};
  for (const std::string& opposite : term.opposites())
    attributes.push_back(Text(ISNAD_KEY_OPPOSITE, opposite));
  if (term.head()) attributes.push_back(Int(ISNAD_KEY_HEAD, 1));
  return attributes;
}

std::vector<isnad_attribute> AttributesOf(const v1::Time& time) {
  std::vector<isnad_attribute> attributes = {Int(ISNAD_KEY_GRAIN, time.grain()),
                                             Text(ISNAD_KEY_START, time.start()),
                                             Text(ISNAD_KEY_END, time.end())};
  if (time.approximate()) attributes.push_back(Int(ISNAD_KEY_APPROXIMATE, 1));
  return attributes;
}

}  // namespace

void ClaimInput::Add(uint32_t kind, uint32_t role, const v1::Span& span,
                     std::vector<isnad_attribute> attributes) {
  const auto& kept = attributes_.emplace_back(std::move(attributes));
  isnad_record record = {};
  record.size = sizeof(isnad_record);
  record.id = static_cast<uint32_t>(records_.size() + 1);
  record.kind = kind;
  record.span = SpanOf(span);
  record.attributes = kept.data();
  record.n_attributes = kept.size();
  records_.push_back(record);
  words_.push_back(Str(span.text()));
  if (role != 0) refs_.push_back({role, record.id});
}

void ClaimInput::AddAll(const v1::Claim& claim) {
  static const v1::Span* const kNowhere = new v1::Span();
  if (claim.has_time()) Add(ISNAD_RECORD_TIME, ISNAD_ROLE_TIME, *kNowhere, AttributesOf(claim.time()));
  for (const v1::Quantity& quantity : claim.quantities())
    Add(ISNAD_RECORD_QUANTITY, ISNAD_ROLE_QUANTITY, quantity.span(), AttributesOf(quantity));
  if (claim.has_holder())
    Add(ISNAD_RECORD_MENTION, ISNAD_ROLE_HOLDER, claim.holder().span(), AttributesOf(claim.holder()));
  for (const v1::Term& term : claim.terms())
    Add(ISNAD_RECORD_TERM, ISNAD_ROLE_TERM, term.span(), AttributesOf(term));
  for (const v1::Mark& mark : claim.marks())
    Add(ISNAD_RECORD_MARK, ISNAD_ROLE_MARK, mark.span(), {Int(ISNAD_KEY_MARK_KIND, mark.kind())});
  Add(ISNAD_RECORD_CLAIM, 0, claim.evidence(),
      {Int(ISNAD_KEY_POLARITY, claim.polarity()), Int(ISNAD_KEY_MODALITY, claim.modality()),
       Real(ISNAD_KEY_CONFIDENCE, claim.confidence())});
}

ClaimInput::ClaimInput(const v1::Claim& claim) {
  AddAll(claim);
  records_.back().refs = refs_.data();
  records_.back().n_refs = refs_.size();
  claim_.size = sizeof(isnad_claim);
  claim_.claim_id = records_.back().id;
  claim_.records = records_.data();
  claim_.words = words_.data();
  claim_.n_records = records_.size();
  claim_.claim = Str(claim.name());
  claim_.article = Str(claim.article());
  claim_.outlet = Str(claim.outlet());
  claim_.publish_time = Str(claim.publish_time());
}

}  // namespace isnad::plugin
