#include <fmt/format.h>

#include "absl/strings/str_split.h"
#include "server/store/sql/entities.h"
#include "server/store/sql/words.h"

namespace isnad::store::sql {

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

absl::Status MentionTally::AddWords(const Session& session, int64_t name, std::string_view words) {
  for (const absl::string_view word :
       absl::StrSplit(absl::string_view(words.data(), words.size()), ' ', absl::SkipEmpty())) {
    absl::Status status =
        session.db.Run("INSERT INTO name_word (word, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
                       std::string_view(word.data(), word.size()), name);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::StatusOr<int64_t> MentionTally::ApplyOne(const Session& session, const Change& change) {
  Statement name = session.db.Prepare(
      "INSERT INTO name (key, entity, quotes, claims, mentions) VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO "
      "UPDATE SET quotes = name.quotes + excluded.quotes, claims = name.claims + excluded.claims, "
      "mentions = name.mentions + excluded.mentions RETURNING id, mentions");
  name.Bind(change.key, entity::EntityName(change.key), change.quotes, change.claims, change.mentions);
  const int64_t id = name.Step() ? name.Int(0) : 0;
  const bool is_new = name.ok() && name.Int(1) == change.mentions;
  if (absl::Status status = name.Run(); !status.ok()) return status;
  if (is_new) {
    if (absl::Status status = AddWords(session, id, change.key); !status.ok()) return status;
  }
  bool shrinks = false;
  for (const auto& spelling : change.spellings) {
    const int count = change.counts.at(spelling);
    if (count == 0) continue;
    shrinks = shrinks || count < 0;
    Statement surface = session.db.Prepare(
        "INSERT INTO surface (name, text, kind, words, mentions) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (name, text, kind) DO UPDATE SET mentions = surface.mentions + excluded.mentions "
        "RETURNING "
        "mentions");
    const std::string words = WordsOf(spelling.first);
    surface.Bind(id, spelling.first, spelling.second, words, count);
    const bool is_new_spelling = surface.Step() && surface.Int(0) == count;
    if (absl::Status status = surface.Run(); !status.ok()) return status;
    if (!is_new_spelling) continue;
    if (absl::Status status = AddWords(session, id, words); !status.ok()) return status;
  }
  if (!shrinks) return id;
  absl::Status status = session.db.Run("DELETE FROM surface WHERE name = ? AND mentions = 0", id);
  if (status.ok()) status = session.db.Run("DELETE FROM name WHERE id = ? AND mentions = 0", id);
  if (!status.ok()) return status;
  return id;
}

}  // namespace isnad::store::sql
