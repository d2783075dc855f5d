// Record rules: which attributes and refs each kind of record may and must have.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "plugins/abi/isnad_plugin.h"

namespace isnad::plugin {

// The attributes of a kind, as bits of (1 << key), and its refs, as bits of (1 << role).
struct KindRule {
  std::string_view name;  // for messages: "quote"
  uint32_t allowed = 0;
  uint32_t required = 0;
  uint32_t one_of = 0;  // at least one of these, where not 0
  uint32_t repeatable = 0;
  uint32_t roles = 0;
  uint32_t repeatable_roles = 0;
};

// The last numbers of this ABI; what is beyond them a later one may have.
inline constexpr uint32_t kLastKind = ISNAD_RECORD_JUDGEMENT;
inline constexpr uint32_t kLastKey = ISNAD_KEY_CONTRADICTION_KIND;
inline constexpr uint32_t kLastRole = ISNAD_ROLE_MARK;

// nullptr where there is no such kind, or extractors do not emit it.
const KindRule* FindKindRule(uint32_t kind);

// For messages: "START"; "number 99" where there is no such key or role.
std::string KeyName(uint32_t key);
std::string RoleName(uint32_t role);

// The kind of record that a role must name; 0 where there is no such role.
uint32_t TargetKind(uint32_t role);

// What is wrong with an attribute by itself, such as "is 9, not one of 1..7"; empty where nothing is. Its
// type is checked first, then its value: enums in range, real numbers finite, confidence 0 to 1, strings
// UTF-8, times ISO 8601. Spans are for who knows the article.
std::string AttributeFault(const isnad_attribute& attribute);

// What is wrong with a record's attributes together (required, repeated, START behind END); empty where
// nothing is. Requires that each is good by itself.
std::string AttributesFault(const KindRule& rule, const isnad_attribute* attributes, uint64_t count);

}  // namespace isnad::plugin
