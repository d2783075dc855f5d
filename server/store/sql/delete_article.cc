#include "server/store/sql/delete_article.h"

#include <fmt/format.h>

#include <string>

#include "server/store/sql/counters.h"
#include "server/store/sql/features.h"
#include "server/store/sql/units.h"

namespace isnad::store::sql {
namespace {

// Counts what the units of a range mention against the tally.
absl::Status UncountMentions(const Session& session, UnitKind kind, UnitRange range, MentionTally& tally) {
  for (int64_t id = range.first; id < range.end; ++id) {
    auto row = LoadUnit(session, kind, id);
    if (!row.ok()) return row.status();
    if (kind == UnitKind::kQuote) {
      auto quote = ToQuote(session, *row);
      if (!quote.ok()) return quote.status();
      tally.Count(*quote, -1);
    } else {
      auto claim = ToClaim(session, *row);
      if (!claim.ok()) return claim.status();
      tally.Count(*claim, -1);
    }
  }
  return absl::OkStatus();
}

absl::Status RemoveFeatures(const Session& session, PostingBuffer& postings, const CurrentRevision& former) {
  const auto remove = [&](PostingKind kind, int64_t unit) {
    return ReadFeatures(session, kind, former.seq, [&, unit](std::span<const uint64_t> features) mutable {
      postings.TakeBack(kind, unit++, features);
    });
  };
  absl::Status status = remove(PostingKind::kQuote, former.quotes.first);
  if (status.ok()) status = remove(PostingKind::kClaim, former.claims.first);
  if (status.ok()) status = remove(PostingKind::kTopic, former.seq);
  return status.ok() ? DeleteFeatures(session, former.seq) : status;
}

absl::Status RemoveUnits(const Session& session, UnitKind kind, UnitRange range, MentionTally& tally) {
  absl::Status status = UncountMentions(session, kind, range, tally);
  if (status.ok()) status = DeleteUnits(session, kind, range);
  if (!status.ok()) return status;
  return AddToCounter(session.db, TableOf(kind).live, range.first - range.end).status();
}

}  // namespace

absl::Status RemoveRevision(const Session& session, PostingBuffer& postings, const CurrentRevision& former,
                            MentionTally& tally) {
  absl::Status status = RemoveFeatures(session, postings, former);
  if (status.ok()) status = RemoveUnits(session, UnitKind::kQuote, former.quotes, tally);
  if (status.ok()) status = RemoveUnits(session, UnitKind::kClaim, former.claims, tally);
  return status.ok() ? AddToCounter(session.db, kLiveArticles, -1).status() : status;
}

absl::Status DeleteArticle(const Session& session, PostingBuffer& postings, std::string_view name) {
  auto current = FindArticle(session, name);
  if (!current.ok()) return current.status();
  if (!current->has_value()) return absl::NotFoundError(fmt::format("{}: there is no such article", name));
  MentionTally tally;
  absl::Status status = RemoveRevision(session, postings, **current, tally);
  if (status.ok()) status = tally.Apply(session).status();
  if (status.ok()) status = session.db.Run("DELETE FROM article WHERE name = ?", name);
  for (const char* table : {"revision_text", "former_units"}) {
    if (!status.ok()) break;
    status = session.db.Run(
        fmt::format("DELETE FROM {} WHERE seq IN (SELECT seq FROM revision WHERE article = ?)", table), name);
  }
  if (status.ok()) status = session.db.Run("DELETE FROM revision WHERE article = ?", name);
  return status;
}

}  // namespace isnad::store::sql
