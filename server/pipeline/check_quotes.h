// Checking quotes: those of a new article against what the corpus has of the same words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "isnad/v1/article_service.pb.h"
#include "server/entity/aliases.h"
#include "server/messages/catalogue.h"
#include "server/store/store.h"

namespace isnad::pipeline {

// What the explanations of a check are said with.
struct Voice {
  const messages::Catalogue& catalogue;
  std::string_view language;

  std::string Say(std::string_view code, const std::vector<std::string>& arguments) const {
    return catalogue.Say(code, arguments, language);
  }
};

// Where something stands, for people: the outlet and the day, or the article's name where no outlet is known.
std::string Whereabouts(const std::string& outlet, const std::string& publish_time,
                        const std::string& article);

// Words in quotation marks of which fewer are said by many.
inline constexpr size_t kLeastQuotedWords = 4;

// The words of a quote that stand in quotation marks.
std::vector<v1::Span> QuotedSpans(const v1::Quote& quote);

// Problems altered-quote, truncated-quote, misattributed-quote and wrong-date. Only words in quotation marks
// are checked, and their wording only against words in quotation marks: who reports speech in his own words
// may choose them. What the corpus does not know is no problem, and more of a quote than the corpus has is
// none either.
absl::StatusOr<std::vector<v1::Problem>> CheckQuotes(const v1::Analysis& analysis,
                                                     const entity::Aliases& aliases, const Voice& voice,
                                                     store::Reader& reader);

}  // namespace isnad::pipeline
