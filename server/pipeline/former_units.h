// Former units: what becomes of an article's quotes and claims when its text changes.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "isnad/v1/article.pb.h"
#include "isnad/v1/revision.pb.h"
#include "server/store/store.h"

namespace isnad::pipeline {

// How the words of the stored quotes and claims of the article of `now`'s name stand in `now`, title in title
// and text in text (see text/anchor.h): quotes first, each kind in its order. Empty where the article is not
// stored, or is stored as it is now. The errors of the reader.
absl::StatusOr<std::vector<v1::FormerUnit>> FormerUnits(const v1::Article& now, store::Reader& reader);

}  // namespace isnad::pipeline
