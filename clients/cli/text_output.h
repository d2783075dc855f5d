// Text output: for people, on a terminal or in a file.
//
// Arabic and Latin words meet on one line, so every piece of an article is wrapped in Unicode's first-strong
// isolates, which keep its direction to itself. Colours are used where standard output is a terminal and
// NO_COLOR is not set.
#pragma once

#include <string>
#include <string_view>

#include "isnad/v1/analysis.pb.h"
#include "isnad/v1/article_service.pb.h"
#include "isnad/v1/entity.pb.h"
#include "isnad/v1/plugin.pb.h"
#include "isnad/v1/relation.pb.h"
#include "isnad/v1/revision.pb.h"
#include "isnad/v1/verification.pb.h"

namespace isnad::cli {

// `words` in isolates, with control characters and line ends made visible spaces.
std::string Isolated(std::string_view words);

enum class Style { kStrong, kFaint, kGood, kBad, kWarning };

// `words` in a style, where standard output shows it.
std::string Styled(Style style, std::string_view words);

// Each prints one thing to standard output, over one or more lines.
void PrintArticle(const v1::Article& article);
void PrintRevision(const v1::ArticleRevision& revision);
void PrintQuote(const v1::Quote& quote);
void PrintClaim(const v1::Claim& claim);
void PrintRelation(const v1::Relation& relation);
void PrintEntity(const v1::Entity& entity);
void PrintEntityChange(const v1::EntityChange& change);
void PrintRelationReview(const v1::RelationReview& review);
void PrintPlugin(const v1::Plugin& plugin);
void PrintAnalysis(const v1::Analysis& analysis);
void PrintQuoteVerification(const v1::QuoteVerification& verification);
void PrintClaimVerification(const v1::ClaimVerification& verification);
// With the line of the file that it stands in, where that is known.
void PrintProblem(std::string_view input, const v1::Problem& problem, std::string_view excerpt);

}  // namespace isnad::cli
