#include "server/rpc/explain.h"

#include <fmt/format.h>

#include "server/rpc/errors.h"

namespace isnad::rpc {

absl::Status CheckLanguage(const messages::Catalogue& catalogue, std::string_view field,
                           std::string_view language) {
  if (language.empty() || catalogue.Has(language)) return absl::OkStatus();
  return InvalidField(field, "explanations are given in ar and en");
}

void Explain(const messages::Catalogue& catalogue, std::string_view language, v1::Relation& relation) {
  relation.set_explanation(catalogue.Say(relation.reason(), language.empty() ? "en" : language));
}

void Explain(const messages::Catalogue& catalogue, std::string_view language, v1::Analysis& analysis) {
  for (v1::Finding& finding : *analysis.mutable_findings()) {
    finding.set_explanation(catalogue.Say(finding.reason(), language.empty() ? "en" : language));
  }
}

}  // namespace isnad::rpc
