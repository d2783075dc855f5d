// Taking out what an article says, and articles.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "server/store/sqlite/articles.h"
#include "server/store/sqlite/entities.h"
#include "server/store/sqlite/posting_buffer.h"
#include "server/store/sqlite/session.h"

namespace isnad::store::sqlite {

// Removes what a revision says (units with their relations, features, counts), whose article stays. What it
// mentions is counted down in the tally, which is still to be applied.
absl::Status RemoveRevision(const Session& session, PostingBuffer& postings, const CurrentRevision& former,
                            MentionTally& tally);

// As Transaction::DeleteArticle promises. After another failure than NOT_FOUND the transaction must be rolled
// back.
absl::Status DeleteArticle(const Session& session, PostingBuffer& postings, std::string_view name);

}  // namespace isnad::store::sqlite
