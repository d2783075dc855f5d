// Group commits: several analysed articles kept in one transaction.
#pragma once

#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "server/compare/judging.h"
#include "server/pipeline/ingestor.h"
#include "server/store/store.h"

namespace isnad::pipeline {

// Keeps articles in their order, relates each to all that is stored by then (relations that score `suggest`
// or more), and commits them together. An answer each, in the order of the articles; one that is OK is
// durable.
//
// What can't be kept because of what it holds is refused alone: the others are then kept one by one. Where
// the store fails (UNAVAILABLE, DATA_LOSS, RESOURCE_EXHAUSTED and the like) all are answered with its error
// and none is kept.
std::vector<IngestOutcome> CommitGroup(std::span<const store::AnalyzedArticle> articles, store::Store& store,
                                       const compare::Judging& judging = {});

}  // namespace isnad::pipeline
