// Explanations: reasons said in the language that a caller chose.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "isnad/v1/analysis.pb.h"
#include "isnad/v1/relation.pb.h"
#include "server/messages/catalogue.h"

namespace isnad::rpc {

// OK, or INVALID_ARGUMENT naming `field` for a language in which there are no sentences. Empty is English.
absl::Status CheckLanguage(const messages::Catalogue& catalogue, std::string_view field,
                           std::string_view language);

// Fills in the explanation from the reason.
void Explain(const messages::Catalogue& catalogue, std::string_view language, v1::Relation& relation);
void Explain(const messages::Catalogue& catalogue, std::string_view language, v1::Analysis& analysis);

}  // namespace isnad::rpc
