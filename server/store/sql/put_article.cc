#include "server/store/sql/put_article.h"

#include <fmt/format.h>

#include <string>

#include "server/store/sql/articles.h"
#include "server/store/sql/counters.h"
#include "server/store/sql/delete_article.h"
#include "server/store/sql/entities.h"
#include "server/store/sql/features.h"
#include "server/store/sql/units.h"

namespace isnad::store::sql {
namespace {

using Features = std::vector<std::vector<uint64_t>>;

template <typename Messages>
absl::Status CheckUnits(const std::string& article, UnitKind kind, const Messages& units,
                        const Features& features) {
  const UnitTable& table = TableOf(kind);
  if (features.size() != static_cast<size_t>(units.size())) {
    return absl::InvalidArgumentError(
        fmt::format("{}: {} {}, but features of {}", article, units.size(), table.segment, features.size()));
  }
  for (int i = 0; i < units.size(); ++i) {
    const std::string expected = fmt::format("{}/{}/{}", article, table.segment, i + 1);
    if (units[i].name() != expected) {
      return absl::InvalidArgumentError(
          fmt::format("{} {} is called '{}', must be '{}'", table.table, i + 1, units[i].name(), expected));
    }
  }
  return absl::OkStatus();
}

absl::Status Check(const AnalyzedArticle& article) {
  const v1::Analysis& analysis = article.analysis;
  const std::string& name = analysis.article().name();
  if (name.empty()) return absl::InvalidArgumentError("an article without a name");
  if (analysis.article().revision().empty()) {
    return absl::InvalidArgumentError(fmt::format("{}: without its revision", name));
  }
  absl::Status status = CheckUnits(name, UnitKind::kQuote, analysis.quotes(), article.quote_features);
  if (!status.ok()) return status;
  return CheckUnits(name, UnitKind::kClaim, analysis.claims(), article.claim_features);
}

// The ids of the units to come.
absl::StatusOr<UnitRange> Number(const Session& session, UnitKind kind, size_t count) {
  const auto amount = static_cast<int64_t>(count);
  auto last = AddToCounter(session.db, TableOf(kind).table, amount);
  if (!last.ok()) return last.status();
  auto live = AddToCounter(session.db, TableOf(kind).live, amount);
  if (!live.ok()) return live.status();
  return UnitRange{*last - amount + 1, *last + 1};
}

absl::Status AddFeatures(const Session& session, PostingBuffer& postings, const CurrentRevision& revision,
                         const AnalyzedArticle& article) {
  int64_t quote = revision.quotes.first;
  for (const auto& features : article.quote_features) postings.Add(PostingKind::kQuote, quote++, features);
  int64_t claim = revision.claims.first;
  for (const auto& features : article.claim_features) postings.Add(PostingKind::kClaim, claim++, features);
  postings.Add(PostingKind::kTopic, revision.seq, article.topic_features);
  return InsertFeatures(session, revision.seq, article);
}

absl::StatusOr<CurrentRevision> NumberRevision(const Session& session, const v1::Analysis& analysis) {
  auto seq = AddToCounter(session.db, kSequenceCounter, 1);
  if (!seq.ok()) return seq.status();
  if (auto live = AddToCounter(session.db, kLiveArticles, 1); !live.ok()) return live.status();
  auto quotes = Number(session, UnitKind::kQuote, static_cast<size_t>(analysis.quotes_size()));
  if (!quotes.ok()) return quotes.status();
  auto claims = Number(session, UnitKind::kClaim, static_cast<size_t>(analysis.claims_size()));
  if (!claims.ok()) return claims.status();
  return CurrentRevision{
      .seq = *seq, .revision = analysis.article().revision(), .quotes = *quotes, .claims = *claims};
}

absl::StatusOr<int64_t> Insert(const Session& session, PostingBuffer& postings,
                               const AnalyzedArticle& article, MentionTally& tally) {
  const v1::Analysis& analysis = article.analysis;
  for (const v1::Quote& quote : analysis.quotes()) tally.Count(quote, 1);
  for (const v1::Claim& claim : analysis.claims()) tally.Count(claim, 1);
  auto names = tally.Apply(session);
  if (!names.ok()) return names.status();
  auto revision = NumberRevision(session, analysis);
  if (!revision.ok()) return revision.status();
  const int64_t seq = revision->seq;
  const v1::Claim topics = TopicsOf(analysis);
  absl::Status status = InsertRevision(session, analysis.article(), *revision, topics);
  for (int i = 0; status.ok() && i < analysis.quotes_size(); ++i) {
    status =
        InsertQuote(session, revision->quotes.first + i, seq, analysis.quotes(i), analysis.article(), *names);
  }
  for (int i = 0; status.ok() && i < analysis.claims_size(); ++i) {
    status = InsertClaim(session, revision->claims.first + i, seq, analysis.claims(i), analysis.article(),
                         topics, *names);
  }
  if (status.ok()) status = AddFeatures(session, postings, *revision, article);
  if (status.ok() && postings.size() >= PostingBuffer::kFull) status = postings.Flush(session.db);
  if (!status.ok()) return status;
  return seq;
}

}  // namespace

absl::StatusOr<PutOutcome> PutArticle(const Session& session, PostingBuffer& postings,
                                      const AnalyzedArticle& article) {
  if (absl::Status status = Check(article); !status.ok()) return status;
  auto current = FindArticle(session, article.analysis.article().name());
  if (!current.ok()) return current.status();
  PutOutcome outcome{.state = v1::INGEST_STATE_CREATED};
  MentionTally tally;
  if (current->has_value()) {
    const CurrentRevision& former = **current;
    if (former.revision == article.analysis.article().revision()) {
      return PutOutcome{.state = v1::INGEST_STATE_UNCHANGED, .sequence = former.seq};
    }
    outcome.state = v1::INGEST_STATE_REVISED;
    absl::Status status = RemoveRevision(session, postings, former, tally);
    if (!status.ok()) return status;
  }
  auto seq = Insert(session, postings, article, tally);
  if (!seq.ok()) return seq.status();
  outcome.sequence = *seq;
  return outcome;
}

}  // namespace isnad::store::sql
