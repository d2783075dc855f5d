// Putting an article with all that was found in it.
#pragma once

#include "absl/status/statusor.h"
#include "server/store/sql/posting_buffer.h"
#include "server/store/sql/session.h"
#include "server/store/store.h"

namespace isnad::store::sql {

// As Transaction::PutArticle promises. Postings go into `postings`, the session's buffer. After
// INVALID_ARGUMENT nothing is written; after another failure the transaction must be rolled back.
absl::StatusOr<PutOutcome> PutArticle(const Session& session, PostingBuffer& postings,
                                      const AnalyzedArticle& article);

}  // namespace isnad::store::sql
