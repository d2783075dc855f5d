#include "server/store/sql/entities.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "server/store/sql/select.h"
#include "server/store/sql/words.h"

namespace isnad::store::sql {
namespace {

constexpr std::string_view kPrefix = "entities/";

struct NameRow {
  int64_t id = 0;
  std::string key;
  int64_t quotes = 0;
  int64_t claims = 0;
};

// An entity: all its names, in the order of first appearance, and what the operator says of it, if anything.
struct Known {
  std::vector<NameRow> names;
  const AliasIndex::Entry* entry = nullptr;
};

absl::Status AddRow(Statement row, std::vector<NameRow>& rows) {
  if (row.Step()) rows.push_back({row.Int(0), std::string(row.Bytes(1)), row.Int(2), row.Int(3)});
  return row.status();
}

absl::StatusOr<std::vector<NameRow>> RowsOfEntry(const Session& session, const AliasIndex::Entry& entry) {
  std::vector<NameRow> rows;
  for (const std::string& key : entry.keys) {
    Statement row = session.db.Prepare("SELECT id, key, quotes, claims FROM name WHERE key = ?");
    row.Bind(key);
    if (absl::Status status = AddRow(std::move(row), rows); !status.ok()) return status;
  }
  std::sort(rows.begin(), rows.end(), [](const NameRow& a, const NameRow& b) { return a.id < b.id; });
  return rows;
}

// The entity called `name`; without names where no article has it.
absl::StatusOr<Known> Find(const Session& session, std::string_view name) {
  Known known;
  known.entry = session.aliases.OfEntity(name);
  if (known.entry != nullptr) {
    auto rows = RowsOfEntry(session, *known.entry);
    if (!rows.ok()) return rows.status();
    known.names = *std::move(rows);
    return known;
  }
  Statement row = session.db.Prepare("SELECT id, key, quotes, claims FROM name WHERE entity = ?");
  row.Bind(name);
  if (absl::Status status = AddRow(std::move(row), known.names); !status.ok()) return status;
  // A name that the operator gave to another entity is no entity of its own.
  if (!known.names.empty() && session.aliases.OfKey(known.names.front().key) != nullptr) known.names.clear();
  return known;
}

std::vector<int64_t> IdsOf(const Known& known) {
  std::vector<int64_t> ids;
  for (const NameRow& name : known.names) ids.push_back(name.id);
  return ids;
}

void AddAlias(v1::Entity& entity, std::string_view alias) {
  const auto& aliases = entity.aliases();
  if (std::find(aliases.begin(), aliases.end(), alias) == aliases.end())
    entity.add_aliases(std::string(alias));
}

// Fills in the spellings: the one met most often gives the name it goes by, the kind met most often the kind;
// the earlier, or smaller, where they tie.
absl::Status AddSurfaces(const Session& session, const Known& known, v1::Entity& entity) {
  std::map<std::string, int64_t> spellings;
  std::map<int64_t, int64_t> kinds;
  Statement row = session.db.Prepare(
      "SELECT text, kind, mentions FROM surface WHERE name IN (SELECT value FROM json_each(?)) ORDER BY id");
  row.Bind(JsonArray(IdsOf(known)));
  while (row.Step()) {
    AddAlias(entity, row.Bytes(0));
    spellings[std::string(row.Bytes(0))] += row.Int(2);
    kinds[row.Int(1)] += row.Int(2);
  }
  int64_t most = 0;
  for (const std::string& alias : entity.aliases()) {
    if (spellings[alias] > most) entity.set_display_name(alias);
    most = std::max(most, spellings[alias]);
  }
  most = 0;
  for (const auto& [kind, mentions] : kinds) {
    if (mentions > most) entity.set_kind(static_cast<v1::EntityKind>(kind));
    most = std::max(most, mentions);
  }
  return row.status();
}

// Fills in what the operator says: its names come behind those that were met, as far as they weren't.
void AddEntry(const Known& known, v1::Entity& entity) {
  if (!known.entry->display_name.empty()) {
    entity.set_display_name(known.entry->display_name);
    AddAlias(entity, known.entry->display_name);
  }
  for (const std::string& key : known.entry->keys) {
    const auto same = [&key](const std::string& alias) { return entity::NameKey(alias) == key; };
    if (std::none_of(entity.aliases().begin(), entity.aliases().end(), same)) entity.add_aliases(key);
  }
}

absl::StatusOr<v1::Entity> Build(const Session& session, const Known& known) {
  v1::Entity entity;
  entity.set_name(session.aliases.EntityOf(known.names.front().key));
  if (absl::Status status = AddSurfaces(session, known, entity); !status.ok()) return status;
  if (known.entry != nullptr) AddEntry(known, entity);
  for (const NameRow& name : known.names) {
    entity.set_quote_count(entity.quote_count() + name.quotes);
    entity.set_claim_count(entity.claim_count() + name.claims);
  }
  return entity;
}

bool Fits(const v1::Entity& entity, const EntityQuery& query) {
  // Who is not named is listed where he is asked for: there is one in every other article.
  if (query.kind == v1::ENTITY_KIND_UNSPECIFIED && entity.kind() == v1::ENTITY_KIND_ANONYMOUS) return false;
  if (query.kind != v1::ENTITY_KIND_UNSPECIFIED && entity.kind() != query.kind) return false;
  return query.words.empty() ||
         std::any_of(entity.aliases().begin(), entity.aliases().end(),
                     [&query](const std::string& alias) { return HoldsAll(WordsOf(alias), query.words); });
}

// The entity that the name in this row is the first one of; nothing where it is a further name of one.
absl::StatusOr<std::optional<v1::Entity>> FirstOfEntity(const Session& session, const EntityQuery& query,
                                                        int64_t id) {
  Statement row = session.db.Prepare("SELECT id, key, quotes, claims FROM name WHERE id = ?");
  row.Bind(id);
  Known known;
  if (absl::Status status = AddRow(std::move(row), known.names); !status.ok()) return status;
  known.entry = session.aliases.OfKey(known.names.front().key);
  if (known.entry != nullptr) {
    auto rows = RowsOfEntry(session, *known.entry);
    if (!rows.ok()) return rows.status();
    if (rows->front().id != id) return std::nullopt;
    known.names = *std::move(rows);
  }
  auto entity = Build(session, known);
  if (!entity.ok()) return entity.status();
  if (!Fits(*entity, query)) return std::nullopt;
  return *std::move(entity);
}

// Of folded words between spaces the longest, which is likely the rarest.
std::string_view LongestWord(std::string_view words) {
  std::string_view longest;
  for (size_t begin = 0; begin < words.size();) {
    const size_t end = std::min(words.find(' ', begin), words.size());
    if (end - begin > longest.size()) longest = words.substr(begin, end - begin);
    begin = end + 1;
  }
  return longest;
}

// The keys that hold `run` (folded words between spaces): of names that were met, and of the operator's
// entries.
absl::StatusOr<std::set<std::string>> KeysWith(const Session& session, const std::string& run) {
  std::set<std::string> keys;
  Statement row = session.db.Prepare(
      "SELECT n.key FROM name_word w JOIN name n ON n.id = w.name WHERE w.word = ?2 AND "
      "(instr(' ' || n.key || ' ', ?1) > 0 "
      "OR EXISTS (SELECT 1 FROM surface s WHERE s.name = n.id AND instr(s.words, ?1) > 0))");
  row.Bind(run, LongestWord(run));
  while (row.Step()) keys.emplace(row.Bytes(0));
  if (!row.ok()) return row.status();
  for (const AliasIndex::Entry& entry : session.aliases.entries()) {
    for (const std::string& key : entry.keys) {
      if ((' ' + key + ' ').find(run) != std::string::npos) keys.insert(key);
    }
  }
  return keys;
}

}  // namespace

absl::StatusOr<std::vector<int64_t>> NameIdsOf(const Session& session,
                                               const std::vector<std::string>& entities) {
  std::vector<int64_t> ids;
  for (const std::string& name : entities) {
    auto known = Find(session, name);
    if (!known.ok()) return known.status();
    for (const NameRow& row : known->names) ids.push_back(row.id);
  }
  return ids;
}

absl::StatusOr<v1::Entity> GetEntity(const Session& session, std::string_view name) {
  auto known = Find(session, name);
  if (!known.ok()) return known.status();
  if (known->names.empty()) return absl::NotFoundError(fmt::format("no such entity: {}", name));
  return Build(session, *known);
}

absl::StatusOr<Page<v1::Entity>> ListEntities(const Session& session, const EntityQuery& query,
                                              const PageRequest& page) {
  if (absl::Status status = CheckPage(page); !status.ok()) return status;
  auto after = ParsePosition(page.after);
  if (!after.ok()) return after.status();
  Statement ids = session.db.PrepareMany("SELECT id FROM name WHERE id > ? ORDER BY id");
  ids.Bind(*after);
  return PageOf<v1::Entity>(std::move(ids), page.size,
                            [&](int64_t id) { return FirstOfEntity(session, query, id); });
}

absl::StatusOr<std::vector<std::string>> FindEntities(const Session& session, std::string_view name) {
  std::set<std::string> entities;
  if (name.starts_with(kPrefix)) {
    entities.emplace(name);
  } else if (const std::string run = WordsOf(name); run != " ") {
    auto keys = KeysWith(session, run);
    if (!keys.ok()) return keys.status();
    for (const std::string& key : *keys) entities.insert(session.aliases.EntityOf(key));
  }
  std::map<int64_t, std::string> by_appearance;
  for (const std::string& entity : entities) {
    auto known = Find(session, entity);
    if (!known.ok()) return known.status();
    if (!known->names.empty()) by_appearance.emplace(known->names.front().id, entity);
  }
  std::vector<std::string> found;
  found.reserve(by_appearance.size());
  for (auto& [id, entity] : by_appearance) found.push_back(std::move(entity));
  return found;
}

}  // namespace isnad::store::sql
