#include "server/plugin/records.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "absl/container/flat_hash_map.h"

namespace isnad::plugin {
namespace {

// The enums of the ABI are those of the API, number for number.
static_assert(ISNAD_GRAIN_YEAR == v1::GRAIN_YEAR && ISNAD_GRAIN_DAY == v1::GRAIN_DAY &&
              ISNAD_GRAIN_DECADE == v1::GRAIN_DECADE);
static_assert(ISNAD_ENTITY_PERSON == v1::ENTITY_KIND_PERSON &&
              ISNAD_ENTITY_ANONYMOUS == v1::ENTITY_KIND_ANONYMOUS);
static_assert(ISNAD_QUOTE_DIRECT == v1::QUOTE_KIND_DIRECT && ISNAD_QUOTE_MIXED == v1::QUOTE_KIND_MIXED);
static_assert(ISNAD_POLARITY_NEGATIVE == v1::POLARITY_NEGATIVE);
static_assert(ISNAD_MODALITY_DENIED == v1::MODALITY_DENIED &&
              ISNAD_MODALITY_REQUESTED == v1::MODALITY_REQUESTED);
static_assert(ISNAD_FINDING_DATE_CONFLICT == v1::FINDING_KIND_DATE_CONFLICT &&
              ISNAD_FINDING_NUMBER_CONFLICT == v1::FINDING_KIND_NUMBER_CONFLICT);
static_assert(ISNAD_TERM_PREDICATE == v1::TERM_ROLE_PREDICATE && ISNAD_TERM_TOPIC == v1::TERM_ROLE_TOPIC);
static_assert(ISNAD_MARK_NEGATION == v1::MARK_KIND_NEGATION &&
              ISNAD_MARK_EXCLUSIVE == v1::MARK_KIND_EXCLUSIVE);

std::string Bytes(const isnad_attribute& attribute) {
  const isnad_str& s = attribute.value.str;
  return s.size == 0 ? std::string() : std::string(s.data, s.size);
}

template <class Enum>
Enum As(const isnad_attribute& attribute) {
  return static_cast<Enum>(attribute.value.integer);
}

class Writer {
 public:
  Writer(const RecordStore& store, const ArticleInput& input, const std::vector<std::string>& signatures,
         const std::string& article_name, v1::Analysis& analysis)
      : store_(store),
        input_(input),
        signatures_(signatures),
        article_name_(article_name),
        analysis_(analysis) {}

  void WriteAll() {
    SortByPlace();
    for (const uint32_t id : Of(ISNAD_RECORD_TIME)) WriteListed(id);
    for (const uint32_t id : Of(ISNAD_RECORD_QUANTITY)) Write(id, *analysis_.add_quantities());
    for (const uint32_t id : Of(ISNAD_RECORD_QUOTE)) Write(id, *analysis_.add_quotes());
    for (const uint32_t id : Of(ISNAD_RECORD_CLAIM)) Write(id, *analysis_.add_claims());
    for (const uint32_t id : Of(ISNAD_RECORD_FINDING)) Write(id, *analysis_.add_findings());
    for (const uint32_t id : Of(ISNAD_RECORD_BOILERPLATE)) Write(Get(id).span, *analysis_.add_boilerplate());
  }

 private:
  const isnad_record& Get(uint32_t id) const { return store_.record(id); }
  const std::vector<uint32_t>& Of(uint32_t kind) const { return by_kind_[kind]; }
  const std::string& Signature(uint32_t id) const { return signatures_[store_.note(id).owner]; }

  // Mentions, terms and marks are listed nowhere but with what names them.
  static bool IsListed(uint32_t kind) {
    return kind != ISNAD_RECORD_MENTION && kind != ISNAD_RECORD_TERM && kind != ISNAD_RECORD_MARK;
  }

  void SortByPlace() {
    for (const isnad_record& record : store_.records()) {
      if (IsListed(record.kind)) by_kind_[record.kind].push_back(record.id);
    }
    const auto place = [this](uint32_t id) {
      const isnad_span& span = Get(id).span;
      return std::tuple(span.part != ISNAD_PART_TITLE, span.begin, UINT32_MAX - span.end);
    };
    const auto before = [&](uint32_t a, uint32_t b) { return place(a) < place(b); };
    for (std::vector<uint32_t>& ids : by_kind_) {
      if (!std::is_sorted(ids.begin(), ids.end(), before)) std::stable_sort(ids.begin(), ids.end(), before);
    }
    const std::vector<uint32_t>& quotes = Of(ISNAD_RECORD_QUOTE);
    for (size_t i = 0; i < quotes.size(); ++i) number_of_quote_[quotes[i]] = i + 1;
  }

  void Write(isnad_span from, v1::Span& to) const {
    to.set_start(static_cast<int32_t>(from.begin));
    to.set_end(static_cast<int32_t>(from.end));
    to.set_text(std::string(input_.Words(from)));
    if (from.part == ISNAD_PART_TITLE) to.set_part(v1::PART_TITLE);
  }

  void WriteListed(uint32_t id) {
    const isnad_span& span = Get(id).span;
    if (span.begin == span.end) return;
    v1::TimeMention& mention = *analysis_.add_times();
    Write(span, *mention.mutable_span());
    Write(id, *mention.mutable_time());
  }

  template <class Each>
  void ForAttributes(uint32_t id, Each each) const {
    const isnad_record& record = Get(id);
    for (uint64_t i = 0; i < record.n_attributes; ++i) each(record.attributes[i]);
  }

  template <class Each>
  void ForRefs(uint32_t id, Each each) const {
    const isnad_record& record = Get(id);
    for (uint64_t i = 0; i < record.n_refs; ++i) each(record.refs[i].role, record.refs[i].id);
  }

  void Write(uint32_t id, v1::Time& to) const {
    ForAttributes(id, [&](const isnad_attribute& a) {
      if (a.key == ISNAD_KEY_START) to.set_start(Bytes(a));
      if (a.key == ISNAD_KEY_END) to.set_end(Bytes(a));
      if (a.key == ISNAD_KEY_GRAIN) to.set_grain(As<v1::Grain>(a));
      if (a.key == ISNAD_KEY_APPROXIMATE) to.set_approximate(a.value.integer != 0);
    });
  }

  void Write(uint32_t id, v1::Quantity& to) const {
    Write(Get(id).span, *to.mutable_span());
    ForAttributes(id, [&](const isnad_attribute& a) {
      if (a.key == ISNAD_KEY_VALUE) to.set_value(a.value.real);
      if (a.key == ISNAD_KEY_MIN) to.set_min(a.value.real);
      if (a.key == ISNAD_KEY_MAX) to.set_max(a.value.real);
      if (a.key == ISNAD_KEY_UNIT) to.set_unit(Bytes(a));
      if (a.key == ISNAD_KEY_UNIT_KEY) to.set_unit_key(Bytes(a));
      if (a.key == ISNAD_KEY_APPROXIMATE) to.set_approximate(a.value.integer != 0);
    });
  }

  void Write(uint32_t id, v1::Mention& to) const {
    Write(Get(id).span, *to.mutable_span());
    ForAttributes(id, [&](const isnad_attribute& a) {
      if (a.key == ISNAD_KEY_DISPLAY_NAME) to.set_display_name(Bytes(a));
      if (a.key == ISNAD_KEY_ENTITY_KEY) to.set_entity_key(Bytes(a));
      if (a.key == ISNAD_KEY_ENTITY_KIND) to.set_kind(As<v1::EntityKind>(a));
    });
  }

  void Write(uint32_t id, v1::Term& to) const {
    ForAttributes(id, [&](const isnad_attribute& a) {
      if (a.key == ISNAD_KEY_KEY) to.set_key(Bytes(a));
      if (a.key == ISNAD_KEY_TERM_ROLE) to.set_role(As<v1::TermRole>(a));
      if (a.key == ISNAD_KEY_OPPOSITE) to.add_opposites(Bytes(a));
      if (a.key == ISNAD_KEY_HEAD) to.set_head(a.value.integer != 0);
    });
    // A topic is the whole article's; where it happens to stand first is nothing worth a place in every
    // claim.
    if (to.role() != v1::TERM_ROLE_TOPIC) Write(Get(id).span, *to.mutable_span());
  }

  void Write(uint32_t id, v1::Mark& to) const {
    Write(Get(id).span, *to.mutable_span());
    ForAttributes(id, [&](const isnad_attribute& a) { to.set_kind(As<v1::MarkKind>(a)); });
  }

  void Write(uint32_t id, v1::Quote& to) const {
    Write(Get(id).span, *to.mutable_content());
    to.set_extractor(Signature(id));
    ForAttributes(id, [&](const isnad_attribute& a) {
      if (a.key == ISNAD_KEY_QUOTE_KIND) to.set_kind(As<v1::QuoteKind>(a));
      if (a.key == ISNAD_KEY_CUE) Write(a.value.span, *to.mutable_cue());
      if (a.key == ISNAD_KEY_CONFIDENCE) to.set_confidence(a.value.real);
    });
    ForRefs(id, [&](uint32_t role, uint32_t target) {
      if (role == ISNAD_ROLE_SPEAKER) Write(target, *to.mutable_speaker());
      if (role == ISNAD_ROLE_VIA) Write(target, *to.add_via());
      if (role == ISNAD_ROLE_TIME) Write(target, *to.mutable_statement_time());
      if (role == ISNAD_ROLE_MARK) Write(target, *to.add_marks());
    });
  }

  void Write(uint32_t id, v1::Claim& to) const {
    Write(Get(id).span, *to.mutable_evidence());
    to.mutable_terms()->Reserve(static_cast<int>(Get(id).n_refs));  // most of them are terms
    to.set_extractor(Signature(id));
    ForAttributes(id, [&](const isnad_attribute& a) {
      if (a.key == ISNAD_KEY_POLARITY) to.set_polarity(As<v1::Polarity>(a));
      if (a.key == ISNAD_KEY_MODALITY) to.set_modality(As<v1::Modality>(a));
      if (a.key == ISNAD_KEY_CONFIDENCE) to.set_confidence(a.value.real);
    });
    ForRefs(id, [&](uint32_t role, uint32_t target) {
      if (role == ISNAD_ROLE_HOLDER) Write(target, *to.mutable_holder());
      if (role == ISNAD_ROLE_QUANTITY) Write(target, *to.add_quantities());
      if (role == ISNAD_ROLE_TIME) Write(target, *to.mutable_time());
      if (role == ISNAD_ROLE_TERM) Write(target, *to.add_terms());
      if (role == ISNAD_ROLE_MARK) Write(target, *to.add_marks());
      if (role == ISNAD_ROLE_QUOTE) {
        to.set_quote(article_name_ + "/quotes/" + std::to_string(number_of_quote_.at(target)));
      }
    });
  }

  void Write(uint32_t id, v1::Finding& to) const {
    Write(Get(id).span, *to.add_evidence());
    to.set_extractor(Signature(id));
    ForAttributes(id, [&](const isnad_attribute& a) {
      if (a.key == ISNAD_KEY_FINDING_KIND) to.set_kind(As<v1::FindingKind>(a));
      if (a.key == ISNAD_KEY_EVIDENCE) Write(a.value.span, *to.add_evidence());
      if (a.key == ISNAD_KEY_REASON) to.mutable_reason()->set_code(Bytes(a));
      if (a.key == ISNAD_KEY_ARGUMENT) to.mutable_reason()->add_arguments(Bytes(a));
    });
  }

  const RecordStore& store_;
  const ArticleInput& input_;
  const std::vector<std::string>& signatures_;
  const std::string& article_name_;
  v1::Analysis& analysis_;
  std::array<std::vector<uint32_t>, ISNAD_RECORD_BOILERPLATE + 1> by_kind_;
  absl::flat_hash_map<uint32_t, size_t> number_of_quote_;
};

}  // namespace

void AddRecords(const RecordStore& store, const ArticleInput& input,
                const std::vector<std::string>& signatures, const std::string& article_name,
                v1::Analysis& analysis) {
  Writer(store, input, signatures, article_name, analysis).WriteAll();
}

}  // namespace isnad::plugin
