// Checking claims: those of a new article against the corpus and against one another.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "isnad/v1/article_service.pb.h"
#include "server/pipeline/check_quotes.h"
#include "server/store/store.h"

namespace isnad::pipeline {

// Problems contradicts-corpus: the surest flagged contradiction of each claim with each other article.
absl::StatusOr<std::vector<v1::Problem>> CheckAgainstCorpus(const v1::Analysis& analysis, const Voice& voice,
                                                            store::Reader& reader);

// Problems contradicts-itself: two claims of the article that can't both be true though nobody else is told
// to have made one of them. That an article quotes two sides is no problem.
std::vector<v1::Problem> CheckAgainstItself(const v1::Analysis& analysis, const Voice& voice);

}  // namespace isnad::pipeline
