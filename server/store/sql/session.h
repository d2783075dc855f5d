// What all reading and writing works with.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "server/entity/aliases.h"
#include "server/store/sql/database.h"

namespace isnad::store::sql {

class LookupCache;
class PostingBuffer;

// The operator's aliases, found by key and by entity. Immutable; `aliases` must outlive it.
class AliasIndex {
 public:
  using Entry = entity::Aliases::Entry;

  explicit AliasIndex(const entity::Aliases& aliases);

  // The entity that a name's key means.
  std::string EntityOf(std::string_view key) const { return entity::EntityName(aliases_.Canonical(key)); }

  // The operator's entry with this key, or of this entity; null where there is none.
  const Entry* OfKey(std::string_view key) const;
  const Entry* OfEntity(std::string_view name) const;

  const std::vector<Entry>& entries() const { return aliases_.entries(); }

 private:
  const entity::Aliases& aliases_;
  std::unordered_map<std::string, const Entry*> by_key_;
  std::unordered_map<std::string, const Entry*> by_entity_;
};

// A connection within a transaction, and what belongs to it. Borrowed; copied freely.
struct Session {
  Database& db;
  const AliasIndex& aliases;
  const PostingBuffer* pending = nullptr;  // postings that are not in the file yet; null for a reader
  LookupCache* lookups = nullptr;          // null for a reader, which asks once
};

}  // namespace isnad::store::sql
