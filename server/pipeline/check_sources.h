// Checking sources: whether what is quoted stands where the article says that it has it from.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "isnad/v1/article_service.pb.h"
#include "server/pipeline/check_quotes.h"
#include "server/store/store.h"

namespace isnad::pipeline {

// Problems quote-not-in-cited-source, warnings: words in quotation marks beside a link (the next one in their
// line, else the one before them) to a stored article that has not these words one behind the other, folded;
// parts that are parted by an ellipsis are looked for one by one. Articles are known by their address, as
// those are that were stored without a name of their own. Fewer than four words are said by many and left
// alone.
absl::StatusOr<std::vector<v1::Problem>> CheckSources(const v1::Analysis& analysis, const Voice& voice,
                                                      store::Reader& reader);

}  // namespace isnad::pipeline
