// Checking claims: those of a new article against the corpus.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "isnad/v1/article_service.pb.h"
#include "server/compare/judging.h"
#include "server/pipeline/check_quotes.h"
#include "server/store/store.h"

namespace isnad::pipeline {

// What the article's claims have to do with the corpus and with each other, as far as it scores `flag`.
//
// contradicts-corpus, an error: the surest contradiction of each claim with each other article.
//
// contradicts-itself, a note: two sources of the article give two numbers or dates for one thing, or say
// opposite things, which it may do on purpose.
//
// single-origin, a note: two stored articles or more say what a claim says, and all have it from one
// origin. Told once an article, of the claim that most articles have.
absl::StatusOr<std::vector<v1::Problem>> CheckAgainstCorpus(const v1::Analysis& analysis, const Voice& voice,
                                                            const compare::Judging& judging,
                                                            store::Reader& reader);

}  // namespace isnad::pipeline
