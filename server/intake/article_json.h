// Article lines: one line of a .jsonl file as an article.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "isnad/v1/article.pb.h"

namespace isnad::intake {

// What a line holds. Either article.text or `file` is set, never both.
struct ArticleLine {
  v1::Article article;
  std::string file;                         // the path of the text, beside the .jsonl
  std::vector<std::string> unknown_fields;  // names that no article has, sorted; their values are kept out
};

// Reads the JSON form of isnad.v1.Article. Both spellings of a name are taken (publishTime, publish_time);
// null is a field that isn't there; what only the server sets (revision) is passed over.
//
// INVALID_ARGUMENT, in one line: broken JSON with its column (counted in bytes from 1) where it is known, no
// object, a field of another type, both spellings of one field, neither text nor file, or both. The checks of
// the values themselves are the pipeline's. Thread-safe.
absl::StatusOr<ArticleLine> ParseArticleLine(std::string_view line);

}  // namespace isnad::intake
