#include "server/store/sql/session.h"

namespace isnad::store::sql {

AliasIndex::AliasIndex(const entity::Aliases& aliases) : aliases_(aliases) {
  for (const Entry& entry : aliases.entries()) {
    for (const std::string& key : entry.keys) by_key_.emplace(key, &entry);
    if (!entry.keys.empty()) by_entity_.emplace(entity::EntityName(entry.keys.front()), &entry);
  }
}

const AliasIndex::Entry* AliasIndex::OfKey(std::string_view key) const {
  const auto found = by_key_.find(std::string(key));
  return found == by_key_.end() ? nullptr : found->second;
}

const AliasIndex::Entry* AliasIndex::OfEntity(std::string_view name) const {
  const auto found = by_entity_.find(std::string(name));
  return found == by_entity_.end() ? nullptr : found->second;
}

}  // namespace isnad::store::sql
