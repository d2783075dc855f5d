// Parts: what the pages of reports are put together from.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/options.h"
#include "isnad/v1/article.pb.h"
#include "isnad/v1/claim.pb.h"
#include "isnad/v1/quote.pb.h"
#include "isnad/v1/relation.pb.h"
#include "server/messages/catalogue.h"

namespace isnad::cli {

// The words and the style of a page: one language, and one file of CSS.
class ReportStyle {
 public:
  // The errors of messages::Catalogue::Load; NOT_FOUND where the style sheet is not where it was installed.
  static absl::StatusOr<ReportStyle> Load(const Options& options);

  // `report.CODE` of the catalogue in the page's language.
  std::string Say(std::string_view code, std::vector<std::string> arguments = {}) const;
  // What a value of an enum is called: `word.direct` of the catalogue.
  std::string Word(std::string_view english) const;
  const std::string& language() const { return language_; }

  // A whole page around its body: no script, nothing that is fetched.
  std::string Page(std::string_view title, std::string_view body) const;

 private:
  std::unique_ptr<messages::Catalogue> catalogue_;
  std::string language_;
  std::string css_;
};

// Facts parted by dots, as HTML; empty ones are left out.
std::string Facts(const std::vector<std::string>& facts);

// 2024-03-05, or both ends of a longer time.
std::string TimeHtml(const v1::Time& time);

// Outlet and day of publication.
std::string PublishedHtml(std::string_view outlet, std::string_view publish_time);

// Who said it, who carried it, and the outlet: a list, the innermost first.
std::string ChainHtml(const v1::Quote& quote, const ReportStyle& style);

// A quote with its chain, when and how it was said; `id` is the anchor, empty for none.
std::string QuoteCard(const v1::Quote& quote, std::string_view id, const ReportStyle& style);
std::string ClaimCard(const v1::Claim& claim, std::string_view id, const ReportStyle& style);

// Two claims side by side with the words that were compared marked in both.
std::string PairHtml(const v1::Relation& relation, const ReportStyle& style);

// The cards of each day, days as keys, in their order; an empty key is what has no day. Empty where there is
// nothing.
std::string TimelineHtml(const std::map<std::string, std::string>& days, const ReportStyle& style);

// A heading with what stands below it; nothing where there is nothing.
std::string Section(std::string_view heading, std::string_view body);

}  // namespace isnad::cli
