// Taking out what an article says, and articles.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "server/store/sql/articles.h"
#include "server/store/sql/entities.h"
#include "server/store/sql/posting_buffer.h"
#include "server/store/sql/session.h"

namespace isnad::store::sql {

// Removes what a revision says (units with their relations, features, counts), whose article stays. What it
// mentions is counted down in the tally, which is still to be applied.
absl::Status RemoveRevision(const Session& session, PostingBuffer& postings, const CurrentRevision& former,
                            MentionTally& tally);

// As Transaction::DeleteArticle promises. After another failure than NOT_FOUND the transaction must be rolled
// back.
absl::Status DeleteArticle(const Session& session, PostingBuffer& postings, std::string_view name);

}  // namespace isnad::store::sql
