// Checking claims: those of a new article against the corpus.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "isnad/v1/article_service.pb.h"
#include "server/compare/judging.h"
#include "server/pipeline/check_quotes.h"
#include "server/store/store.h"

namespace isnad::pipeline {

// Problems contradicts-corpus: the surest contradiction of each claim with each other article that scores
// `flag`. Claims within the article are not compared: that it quotes two sides is no fault, and where one
// voice contradicts itself the extractors' findings say so.
absl::StatusOr<std::vector<v1::Problem>> CheckAgainstCorpus(const v1::Analysis& analysis, const Voice& voice,
                                                            const compare::Judging& judging,
                                                            store::Reader& reader);

}  // namespace isnad::pipeline
