#include "server/plugin/record_rules.h"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <cmath>

#include "server/plugin/iso_time.h"
#include "server/text/fold.h"

namespace isnad::plugin {
namespace {

template <class... Numbers>
constexpr uint32_t Bits(Numbers... numbers) {
  return (0u | ... | (1u << numbers));
}

constexpr std::array<KindRule, 10> kRules = {{
    {},
    {.name = "time",
     .allowed = Bits(ISNAD_KEY_GRAIN, ISNAD_KEY_START, ISNAD_KEY_END, ISNAD_KEY_APPROXIMATE),
     .required = Bits(ISNAD_KEY_GRAIN, ISNAD_KEY_START, ISNAD_KEY_END)},
    {.name = "quantity",
     .allowed = Bits(ISNAD_KEY_VALUE, ISNAD_KEY_MIN, ISNAD_KEY_MAX, ISNAD_KEY_UNIT, ISNAD_KEY_UNIT_KEY,
                     ISNAD_KEY_APPROXIMATE),
     .one_of = Bits(ISNAD_KEY_VALUE, ISNAD_KEY_MIN, ISNAD_KEY_MAX)},
    {.name = "mention",
     .allowed = Bits(ISNAD_KEY_DISPLAY_NAME, ISNAD_KEY_ENTITY_KEY, ISNAD_KEY_ENTITY_KIND),
     .required = Bits(ISNAD_KEY_DISPLAY_NAME)},
    {.name = "quote",
     .allowed = Bits(ISNAD_KEY_QUOTE_KIND, ISNAD_KEY_CUE, ISNAD_KEY_CONFIDENCE),
     .required = Bits(ISNAD_KEY_QUOTE_KIND, ISNAD_KEY_CUE),
     .roles = Bits(ISNAD_ROLE_SPEAKER, ISNAD_ROLE_VIA, ISNAD_ROLE_TIME, ISNAD_ROLE_MARK),
     .repeatable_roles = Bits(ISNAD_ROLE_VIA, ISNAD_ROLE_MARK)},
    {.name = "claim",
     .allowed = Bits(ISNAD_KEY_POLARITY, ISNAD_KEY_MODALITY, ISNAD_KEY_CONFIDENCE),
     .required = Bits(ISNAD_KEY_POLARITY, ISNAD_KEY_MODALITY),
     .roles = Bits(ISNAD_ROLE_HOLDER, ISNAD_ROLE_QUANTITY, ISNAD_ROLE_TIME, ISNAD_ROLE_QUOTE, ISNAD_ROLE_TERM,
                   ISNAD_ROLE_MARK),
     .repeatable_roles = Bits(ISNAD_ROLE_QUANTITY, ISNAD_ROLE_TERM, ISNAD_ROLE_MARK)},
    {.name = "finding",
     .allowed = Bits(ISNAD_KEY_FINDING_KIND, ISNAD_KEY_EVIDENCE, ISNAD_KEY_REASON, ISNAD_KEY_ARGUMENT),
     .required = Bits(ISNAD_KEY_FINDING_KIND, ISNAD_KEY_REASON),
     .repeatable = Bits(ISNAD_KEY_EVIDENCE, ISNAD_KEY_ARGUMENT)},
    {.name = "term",
     .allowed = Bits(ISNAD_KEY_KEY, ISNAD_KEY_TERM_ROLE, ISNAD_KEY_OPPOSITE, ISNAD_KEY_HEAD),
     .required = Bits(ISNAD_KEY_KEY, ISNAD_KEY_TERM_ROLE),
     .repeatable = Bits(ISNAD_KEY_OPPOSITE)},
    {.name = "mark", .allowed = Bits(ISNAD_KEY_MARK_KIND), .required = Bits(ISNAD_KEY_MARK_KIND)},
    {.name = "boilerplate"},
}};

// The type of a key's value and, for integers, its range.
struct KeyRule {
  std::string_view name;
  uint32_t type = 0;
  int64_t low = 0;
  int64_t high = 0;
};

constexpr std::array<KeyRule, 27> kKeys = {{
    {},
    {"GRAIN", ISNAD_TYPE_INT, ISNAD_GRAIN_YEAR, ISNAD_GRAIN_DECADE},
    {"START", ISNAD_TYPE_STR},
    {"END", ISNAD_TYPE_STR},
    {"VALUE", ISNAD_TYPE_REAL},
    {"MIN", ISNAD_TYPE_REAL},
    {"MAX", ISNAD_TYPE_REAL},
    {"UNIT", ISNAD_TYPE_STR},
    {"UNIT_KEY", ISNAD_TYPE_STR},
    {"APPROXIMATE", ISNAD_TYPE_INT, 0, 1},
    {"DISPLAY_NAME", ISNAD_TYPE_STR},
    {"ENTITY_KEY", ISNAD_TYPE_STR},
    {"ENTITY_KIND", ISNAD_TYPE_INT, ISNAD_ENTITY_PERSON, ISNAD_ENTITY_ANONYMOUS},
    {"QUOTE_KIND", ISNAD_TYPE_INT, ISNAD_QUOTE_DIRECT, ISNAD_QUOTE_MIXED},
    {"CUE", ISNAD_TYPE_SPAN},
    {"CONFIDENCE", ISNAD_TYPE_REAL},
    {"POLARITY", ISNAD_TYPE_INT, ISNAD_POLARITY_POSITIVE, ISNAD_POLARITY_NEGATIVE},
    {"MODALITY", ISNAD_TYPE_INT, ISNAD_MODALITY_ASSERTED, ISNAD_MODALITY_REQUESTED},
    {"FINDING_KIND", ISNAD_TYPE_INT, ISNAD_FINDING_DATE_CONFLICT, ISNAD_FINDING_NUMBER_CONFLICT},
    {"EVIDENCE", ISNAD_TYPE_SPAN},
    {"REASON", ISNAD_TYPE_STR},
    {"ARGUMENT", ISNAD_TYPE_STR},
    {"KEY", ISNAD_TYPE_STR},
    {"TERM_ROLE", ISNAD_TYPE_INT, ISNAD_TERM_PREDICATE, ISNAD_TERM_TOPIC},
    {"OPPOSITE", ISNAD_TYPE_STR},
    {"HEAD", ISNAD_TYPE_INT, 0, 1},
    {"MARK_KIND", ISNAD_TYPE_INT, ISNAD_MARK_NEGATION, ISNAD_MARK_EXCLUSIVE},
}};

struct RoleRule {
  std::string_view name;
  uint32_t target = 0;
};

constexpr std::array<RoleRule, 9> kRoles = {{
    {},
    {"SPEAKER", ISNAD_RECORD_MENTION},
    {"VIA", ISNAD_RECORD_MENTION},
    {"TIME", ISNAD_RECORD_TIME},
    {"HOLDER", ISNAD_RECORD_MENTION},
    {"QUANTITY", ISNAD_RECORD_QUANTITY},
    {"QUOTE", ISNAD_RECORD_QUOTE},
    {"TERM", ISNAD_RECORD_TERM},
    {"MARK", ISNAD_RECORD_MARK},
}};

constexpr std::array<std::string_view, 5> kTypes = {"of no type", "an integer", "a real number", "a string",
                                                    "a span"};

template <class Table>
std::string NameIn(const Table& table, uint32_t number) {
  if (number == 0 || number >= table.size()) return fmt::format("number {}", number);
  return std::string(table[number].name);
}

std::string_view View(isnad_str s) {
  return s.size == 0 ? std::string_view() : std::string_view(s.data, s.size);
}

std::string RealFault(const isnad_attribute& attribute) {
  const double real = attribute.value.real;
  if (!std::isfinite(real)) return "is not a finite number";
  if (attribute.key != ISNAD_KEY_CONFIDENCE || (real >= 0 && real <= 1)) return "";
  return fmt::format("is {}, not 0 to 1", real);
}

std::string TextFault(const isnad_attribute& attribute) {
  if (attribute.value.str.size != 0 && attribute.value.str.data == nullptr) return "has a size but no bytes";
  const std::string_view text = View(attribute.value.str);
  if (attribute.key == ISNAD_KEY_START || attribute.key == ISNAD_KEY_END) {
    return IsIsoTime(text) ? ""
                           : "is not an ISO 8601 time such as 2019, 2019-02, 2019-02-18 or 2019-02-18T14:30";
  }
  return text::ValidateUtf8(text).ok() ? "" : "is not UTF-8";
}

}  // namespace

const KindRule* FindKindRule(uint32_t kind) {
  return kind == 0 || kind >= kRules.size() ? nullptr : &kRules[kind];
}

std::string KeyName(uint32_t key) { return NameIn(kKeys, key); }
std::string RoleName(uint32_t role) { return NameIn(kRoles, role); }

uint32_t TargetKind(uint32_t role) { return role < kRoles.size() ? kRoles[role].target : 0; }

std::string AttributeFault(const isnad_attribute& attribute) {
  if (attribute.key == 0 || attribute.key >= kKeys.size()) return "is no key of this ABI";
  const KeyRule& rule = kKeys[attribute.key];
  if (attribute.type != rule.type) {
    return fmt::format("is {} where it must be {}",
                       attribute.type < kTypes.size() ? kTypes[attribute.type] : kTypes[0],
                       kTypes[rule.type]);
  }
  if (rule.type == ISNAD_TYPE_REAL) return RealFault(attribute);
  if (rule.type == ISNAD_TYPE_STR) return TextFault(attribute);
  const int64_t integer = attribute.value.integer;
  if (rule.type != ISNAD_TYPE_INT || (integer >= rule.low && integer <= rule.high)) return "";
  return fmt::format("is {}, not one of {}..{}", integer, rule.low, rule.high);
}

std::string AttributesFault(const KindRule& rule, const isnad_attribute* attributes, uint64_t count) {
  uint32_t seen = 0;
  std::string_view start;
  std::string_view end;
  for (uint64_t i = 0; i < count; ++i) {
    const uint32_t key = attributes[i].key;
    const uint32_t bit = 1u << key;
    if ((rule.allowed & bit) == 0) return fmt::format("{} does not belong to it", KeyName(key));
    if ((seen & bit & ~rule.repeatable) != 0) return fmt::format("{} is given twice", KeyName(key));
    seen |= bit;
    if (key == ISNAD_KEY_START) start = View(attributes[i].value.str);
    if (key == ISNAD_KEY_END) end = View(attributes[i].value.str);
  }
  if (const uint32_t missing = rule.required & ~seen; missing != 0) {
    return fmt::format("{} is missing", KeyName(static_cast<uint32_t>(std::countr_zero(missing))));
  }
  if (rule.one_of != 0 && (rule.one_of & seen) == 0) return "VALUE, MIN and MAX are all missing";
  return EndsBeforeItBegins(start, end) ? fmt::format("END {} is before START {}", end, start) : "";
}

}  // namespace isnad::plugin
