#include "server/store/sql/curation.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "server/store/sql/entities.h"
#include "server/store/sql/select.h"

namespace isnad::store::sql {
namespace {

using Keys = std::vector<std::string>;

constexpr char kBetweenKeys = '\n';  // which no key has

std::string Join(const Keys& keys) {
  std::string joined;
  for (const std::string& key : keys) {
    if (!joined.empty()) joined += kBetweenKeys;
    joined += key;
  }
  return joined;
}

Keys Split(std::string_view joined) {
  Keys keys;
  while (true) {
    const size_t end = joined.find(kBetweenKeys);
    keys.emplace_back(joined.substr(0, end));
    if (end == std::string_view::npos) return keys;
    joined.remove_prefix(end + 1);
  }
}

absl::StatusOr<std::vector<entity::Aliases::Move>> MovesIn(Database& db) {
  std::vector<entity::Aliases::Move> moves;
  Statement row = db.Prepare("SELECT keys, target_key FROM entity_change ORDER BY id");
  while (row.Step()) moves.push_back({Split(row.Bytes(0)), std::string(row.Bytes(1))});
  if (!row.ok()) return row.status();
  return moves;
}

// The id of the change that was kept.
absl::StatusOr<int64_t> Insert(const Session& session, v1::EntityChangeKind kind, const Keys& keys,
                               std::string_view target_key, const v1::EntityChange& change) {
  Statement row = session.db.Prepare(
      "INSERT INTO entity_change (kind, entity, target, target_key, keys, author, reason, time) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id");
  row.Bind(static_cast<int>(kind), change.entity(), change.target(), target_key, Join(keys),
           change.decision().author(), change.decision().reason(), change.decision().create_time());
  const int64_t id = row.Step() ? row.Int(0) : 0;
  if (absl::Status status = row.Run(); !status.ok()) return status;
  return id;
}

absl::StatusOr<v1::EntityChange> Keep(const Session& session, v1::EntityChangeKind kind,
                                      std::string_view entity, const Keys& keys, std::string_view target_key,
                                      const v1::Decision& decision) {
  v1::EntityChange change;
  change.set_kind(kind);
  change.set_entity(std::string(entity));
  change.set_target(entity::EntityName(target_key));
  for (const std::string& key : keys) change.add_aliases(key);
  *change.mutable_decision() = decision;
  auto id = Insert(session, kind, keys, target_key, change);
  if (!id.ok()) return id.status();
  change.set_name(fmt::format("entityChanges/{}", *id));
  return change;
}

// All keys of an entity, the one that it is called by first. NOT_FOUND where there is none of that name.
absl::StatusOr<Keys> KeysOf(const Session& session, std::string_view entity) {
  if (const AliasIndex::Entry* entry = session.aliases.OfEntity(entity); entry != nullptr) return entry->keys;
  Statement row = session.db.Prepare("SELECT key FROM name WHERE entity = ?");
  row.Bind(entity);
  if (row.Step()) {
    std::string key(row.Bytes(0));
    if (session.aliases.OfKey(key) == nullptr) return Keys{std::move(key)};
  }
  if (!row.ok()) return row.status();
  return absl::NotFoundError(fmt::format("no such entity: {}", entity));
}

// The keys that have this spelling, of those given.
absl::StatusOr<Keys> KeysSpelled(const Session& session, const Keys& keys, const std::string& spelling) {
  const std::string key = entity::NameKey(spelling);
  Keys found;
  for (const std::string& candidate : keys) {
    if (candidate == key) {
      found.push_back(candidate);
      continue;
    }
    Statement row = session.db.Prepare(
        "SELECT s.text FROM surface s JOIN name n ON n.id = s.name WHERE n.key = ? ORDER BY s.id");
    row.Bind(candidate);
    bool spelled = false;
    while (row.Step()) spelled = spelled || entity::NameKey(row.Bytes(0)) == key;
    if (!row.ok()) return row.status();
    if (spelled) found.push_back(candidate);
  }
  return found;
}

}  // namespace

absl::StatusOr<std::shared_ptr<const CuratedAliases>> Curator::At(Database& db) {
  auto last = db.Integer("SELECT coalesce(max(id), 0) FROM entity_change");
  if (!last.ok()) return last.status();
  {
    const std::lock_guard lock(mutex_);
    if (last_ != nullptr && last_->change == *last) return last_;
  }
  auto moves = MovesIn(db);
  if (!moves.ok()) return moves.status();
  auto made = std::make_shared<const CuratedAliases>(file_.After(*moves), *last);
  const std::lock_guard lock(mutex_);
  if (last_ == nullptr || last_->change < *last) last_ = made;
  return made;
}

absl::StatusOr<std::optional<v1::EntityChange>> MergeEntities(const Session& session, std::string_view entity,
                                                              std::string_view target,
                                                              const v1::Decision& decision) {
  auto taking = KeysOf(session, target);
  if (!taking.ok()) return taking.status();
  if (entity == target) return std::nullopt;
  auto keys = KeysOf(session, entity);
  if (!keys.ok()) {
    // Merged before: its name is one of the target's.
    const auto is_it = [&](const std::string& key) { return entity::EntityName(key) == entity; };
    if (std::any_of(taking->begin(), taking->end(), is_it)) return std::nullopt;
    return keys.status();
  }
  auto change = Keep(session, v1::ENTITY_CHANGE_KIND_MERGE, entity, *keys, taking->front(), decision);
  if (!change.ok()) return change.status();
  return *std::move(change);
}

absl::StatusOr<v1::EntityChange> SplitEntity(const Session& session, std::string_view entity,
                                             std::span<const std::string> aliases,
                                             const v1::Decision& decision) {
  auto keys = KeysOf(session, entity);
  if (!keys.ok()) return keys.status();
  Keys going;
  for (const std::string& alias : aliases) {
    auto spelled = KeysSpelled(session, *keys, alias);
    if (!spelled.ok()) return spelled.status();
    if (spelled->empty()) {
      return absl::InvalidArgumentError(
          fmt::format("{} has no name “{}”; `isnad entities` shows those that it has", entity, alias));
    }
    for (std::string& key : *spelled) {
      if (key == keys->front()) {
        return absl::InvalidArgumentError(
            fmt::format("{} is called by its name “{}”, which stays; split off the others", entity, alias));
      }
      if (std::find(going.begin(), going.end(), key) == going.end()) going.push_back(std::move(key));
    }
  }
  if (going.empty()) return absl::InvalidArgumentError("no names to split off were given");
  const std::string target_key = going.front();
  return Keep(session, v1::ENTITY_CHANGE_KIND_SPLIT, entity, going, target_key, decision);
}

absl::StatusOr<Page<v1::EntityChange>> ListEntityChanges(const Session& session, std::string_view entity,
                                                         const PageRequest& page) {
  if (absl::Status status = CheckPage(page); !status.ok()) return status;
  auto after = ParsePosition(page.after);
  if (!after.ok()) return after.status();
  Conditions conditions;
  conditions.Add("id > ?", *after);
  if (!entity.empty()) conditions.Add("(entity = ? OR target = ?)", std::string(entity), std::string(entity));
  Statement ids = session.db.PrepareMany("SELECT id FROM entity_change" + conditions.sql() + " ORDER BY id");
  ids.Bind(conditions.values());
  return PageOf<v1::EntityChange>(
      std::move(ids), page.size, [&](int64_t id) -> absl::StatusOr<std::optional<v1::EntityChange>> {
        Statement row = session.db.Prepare(
            "SELECT kind, entity, target, keys, author, reason, time FROM entity_change WHERE id = ?");
        row.Bind(id);
        v1::EntityChange change;
        if (row.Step()) {
          change.set_name(fmt::format("entityChanges/{}", id));
          change.set_kind(static_cast<v1::EntityChangeKind>(row.Int(0)));
          change.set_entity(std::string(row.Bytes(1)));
          change.set_target(std::string(row.Bytes(2)));
          for (std::string& key : Split(row.Bytes(3))) change.add_aliases(std::move(key));
          change.mutable_decision()->set_author(std::string(row.Bytes(4)));
          change.mutable_decision()->set_reason(std::string(row.Bytes(5)));
          change.mutable_decision()->set_create_time(std::string(row.Bytes(6)));
        }
        if (!row.ok()) return row.status();
        return change;
      });
}

}  // namespace isnad::store::sql
