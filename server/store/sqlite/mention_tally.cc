#include <fmt/format.h>

#include "server/store/sqlite/entities.h"
#include "server/store/sqlite/words.h"

namespace isnad::store::sqlite {

void MentionTally::Count(const v1::Quote& quote, int times) {
  if (quote.has_speaker()) {
    if (Change* change = Find(quote.speaker(), times)) change->quotes += times;
  }
  for (const v1::Mention& mention : quote.via()) Find(mention, times);
}

void MentionTally::Count(const v1::Claim& claim, int times) {
  if (!claim.has_holder()) return;
  if (Change* change = Find(claim.holder(), times)) change->claims += times;
}

MentionTally::Change* MentionTally::Find(const v1::Mention& mention, int times) {
  const std::string& key = mention.entity_key();
  if (key.empty()) return nullptr;
  const auto [at, is_new] = index_.emplace(key, changes_.size());
  if (is_new) changes_.emplace_back().key = key;
  Change& change = changes_[at->second];
  change.mentions += times;
  const std::string& text = mention.display_name().empty() ? mention.span().text() : mention.display_name();
  const auto [count, is_new_spelling] = change.counts.try_emplace({text, mention.kind()}, 0);
  if (is_new_spelling) change.spellings.push_back(count->first);
  count->second += times;
  return &change;
}

absl::StatusOr<std::unordered_map<std::string, int64_t>> MentionTally::Apply(const Session& session) const {
  std::unordered_map<std::string, int64_t> ids;
  for (const Change& change : changes_) {
    auto id = ApplyOne(session, change);
    if (!id.ok()) return id.status();
    ids.emplace(change.key, *id);
  }
  return ids;
}

absl::StatusOr<int64_t> MentionTally::ApplyOne(const Session& session, const Change& change) {
  absl::Status put = session.db.Run(
      "INSERT INTO name (key, entity, quotes, claims, mentions) VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO "
      "UPDATE SET "
      "quotes = quotes + excluded.quotes, claims = claims + excluded.claims, mentions = mentions + "
      "excluded.mentions",
      change.key, entity::EntityName(change.key), change.quotes, change.claims, change.mentions);
  if (!put.ok()) return put;
  Statement name = session.db.Prepare("SELECT id FROM name WHERE key = ?").Bind(change.key);
  const int64_t id = name.Step() ? name.Int(0) : 0;
  if (absl::Status status = name.Run(); !status.ok()) return status;
  bool shrinks = false;
  for (const auto& spelling : change.spellings) {
    const int count = change.counts.at(spelling);
    if (count == 0) continue;
    shrinks = shrinks || count < 0;
    absl::Status status = session.db.Run(
        "INSERT INTO surface (name, text, kind, words, mentions) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (name, text, kind) DO UPDATE SET mentions = mentions + excluded.mentions",
        id, spelling.first, spelling.second, WordsOf(spelling.first), count);
    if (!status.ok()) return status;
  }
  if (!shrinks) return id;
  absl::Status status = session.db.Run("DELETE FROM surface WHERE name = ? AND mentions = 0", id);
  if (status.ok()) status = session.db.Run("DELETE FROM name WHERE id = ? AND mentions = 0", id);
  if (!status.ok()) return status;
  return id;
}

}  // namespace isnad::store::sqlite
