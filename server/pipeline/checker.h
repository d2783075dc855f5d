// The checker: what an editor should see in a new article, from itself and from the corpus.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "isnad/v1/article_service.pb.h"
#include "server/compare/judging.h"
#include "server/entity/aliases.h"
#include "server/messages/catalogue.h"
#include "server/store/store.h"

namespace isnad::pipeline {

// Checks an analysed article (see Analyzer) against the stored ones; one of the same name is left out of the
// comparison. Contradictions that are flagged are problems. They come in the order of the text, explained in
// `language` (ar or en). docs/checks.md lists the rules. Stores nothing; thread-safe.
absl::StatusOr<std::vector<v1::Problem>> CheckArticle(const v1::Analysis& analysis,
                                                      const entity::Aliases& aliases,
                                                      const messages::Catalogue& catalogue,
                                                      std::string_view language,
                                                      const compare::Judging& judging, store::Reader& reader);

}  // namespace isnad::pipeline
