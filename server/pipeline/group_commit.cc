#include "server/pipeline/group_commit.h"

#include <string>
#include <utility>
#include <vector>

#include "server/compare/relate.h"
#include "server/pipeline/former_units.h"

namespace isnad::pipeline {
namespace {

// Whether an error is about what was to be kept, not about the store.
bool IsAboutData(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kOutOfRange:
    case absl::StatusCode::kAlreadyExists:
      return true;
    default:
      return false;
  }
}

IngestOutcome OutcomeOf(const store::AnalyzedArticle& article) {
  IngestOutcome outcome;
  outcome.name = article.analysis.article().name();
  outcome.failures.assign(article.analysis.failures().begin(), article.analysis.failures().end());
  return outcome;
}

absl::StatusOr<v1::IngestState> Keep(const store::AnalyzedArticle& article, const compare::Judging& judging,
                                     store::Transaction& transaction) {
  const v1::Article& now = article.analysis.article();
  const absl::StatusOr<std::vector<v1::FormerUnit>> former = FormerUnits(now, transaction);
  if (!former.ok()) return former.status();
  const absl::StatusOr<store::PutOutcome> put = transaction.PutArticle(article);
  if (!put.ok()) return put.status();
  if (put->state == v1::INGEST_STATE_UNCHANGED) return put->state;
  if (put->state == v1::INGEST_STATE_REVISED) {
    if (absl::Status status = transaction.KeepFormerUnits(now.name(), *former); !status.ok()) return status;
  }
  const absl::StatusOr<std::vector<v1::Relation>> relations = compare::Relate(article, judging, transaction);
  if (!relations.ok()) return relations.status();
  if (absl::Status status = transaction.PutRelations(*relations); !status.ok()) return status;
  return put->state;
}

// All or nothing.
absl::Status KeepAll(std::span<const store::AnalyzedArticle> articles, store::Store& store,
                     const compare::Judging& judging, std::span<IngestOutcome> outcomes) {
  absl::StatusOr<std::unique_ptr<store::Transaction>> transaction = store.Begin();
  if (!transaction.ok()) return transaction.status();
  for (size_t i = 0; i < articles.size(); ++i) {
    const absl::StatusOr<v1::IngestState> state = Keep(articles[i], judging, **transaction);
    if (!state.ok()) return state.status();
    outcomes[i].state = *state;
  }
  return (*transaction)->Commit();
}

void Refuse(const absl::Status& status, std::span<IngestOutcome> outcomes) {
  for (IngestOutcome& outcome : outcomes) {
    outcome.status = status;
    outcome.state = v1::INGEST_STATE_UNSPECIFIED;
  }
}

}  // namespace

std::vector<IngestOutcome> CommitGroup(std::span<const store::AnalyzedArticle> articles, store::Store& store,
                                       const compare::Judging& judging) {
  std::vector<IngestOutcome> outcomes;
  for (const store::AnalyzedArticle& article : articles) outcomes.push_back(OutcomeOf(article));
  const std::span<IngestOutcome> all(outcomes);
  const absl::Status together = KeepAll(articles, store, judging, all);
  if (together.ok()) return outcomes;
  if (articles.size() == 1 || !IsAboutData(together)) {
    Refuse(together, all);
    return outcomes;
  }
  for (size_t i = 0; i < articles.size(); ++i) {
    const absl::Status alone = KeepAll(articles.subspan(i, 1), store, judging, all.subspan(i, 1));
    if (!alone.ok()) Refuse(alone, all.subspan(i, 1));
  }
  return outcomes;
}

}  // namespace isnad::pipeline
