// Records: from what plugins emit to the messages of the API.
#pragma once

#include <string>
#include <vector>

#include "isnad/v1/analysis.pb.h"
#include "server/plugin/article_input.h"
#include "server/plugin/record_sink.h"

namespace isnad::plugin {

// Adds the records to `analysis`, each list in the order of title and text (what begins first, of those the
// longest, of those what was emitted first). Spans carry the publisher's words; spans of the title say
// PART_TITLE. Times with an empty span, which no words tell, are not listed. `signatures[owner]` is the
// extractor of a record; a claim's quote is named ARTICLE/quotes/N, N its place in the list of quotes from 1.
// Linear in what it writes, but for the sorting.
void AddRecords(const RecordStore& store, const ArticleInput& input,
                const std::vector<std::string>& signatures, const std::string& article_name,
                v1::Analysis& analysis);

}  // namespace isnad::plugin
