// Exchange: what is looked up, in forms that other programs of a newsroom read. docs/exchange.md describes
// them.
#pragma once

#include <memory>

#include "absl/status/status.h"
#include "clients/cli/connection.h"
#include "clients/cli/options.h"

namespace isnad::cli {

// Writes one thing after the other to standard output. Used by one thread.
template <typename Item>
class ItemWriter {
 public:
  virtual ~ItemWriter() = default;
  // Errors are those of the calls that it takes to complete the item, such as that for its article.
  virtual absl::Status Write(const Item& item) = 0;
  // Tells on standard error what was left out, if anything was.
  virtual void Finish() {}
};

// CSV for spreadsheets: UTF-8 with a byte order mark, RFC 4180, a line of headings first, in the language of
// the options. Text that a spreadsheet would take for a formula has an apostrophe before it. Errors: those of
// messages::Catalogue::Load.
absl::StatusOr<std::unique_ptr<ItemWriter<v1::Quote>>> QuotesCsv(const Options& options);
absl::StatusOr<std::unique_ptr<ItemWriter<v1::Claim>>> ClaimsCsv(const Options& options);
absl::StatusOr<std::unique_ptr<ItemWriter<v1::Relation>>> RelationsCsv(const Options& options);
absl::StatusOr<std::unique_ptr<ItemWriter<v1::Article>>> ArticlesCsv(const Options& options);

// Web Annotations of the W3C, a JSON-LD object a line, with text quote and text position selectors. Offsets
// of the items must be in code points. `connection` must outlive the writer, which reads the articles that
// words stand in.
std::unique_ptr<ItemWriter<v1::Quote>> QuoteAnnotations(const Options& options, Connection& connection);
std::unique_ptr<ItemWriter<v1::Claim>> ClaimAnnotations(const Options& options, Connection& connection);

// schema.org: a claim is a Claim with the article that it appears in; a relation that somebody has confirmed
// is a ClaimReview of the earlier claim, by who confirmed it. Others are left out.
std::unique_ptr<ItemWriter<v1::Claim>> SchemaClaims(const Options& options, Connection& connection);
std::unique_ptr<ItemWriter<v1::Relation>> ClaimReviews(const Options& options, Connection& connection);

}  // namespace isnad::cli
