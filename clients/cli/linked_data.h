// Linked data: what JSON-LD forms share, and the articles that they point into.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "clients/cli/connection.h"
#include "clients/cli/options.h"

namespace isnad::cli {

// A resource name as an IRI, urn:isnad:articles/ID.
std::string IriOf(std::string_view name);

// Where an article is found: its own address, else its IRI.
std::string SourceOf(const v1::Article& article);

// A schema.org Person or Organization, or nothing where nobody is named; for who is not named, a description
// alone.
std::string AgentJson(const v1::Mention& mention);

// A schema.org NewsArticle.
std::string ArticleJson(const v1::Article& article);

// Reads articles one at a time and keeps the last: what is looked up comes in the order of its articles. Not
// thread-safe.
class ArticleReader {
 public:
  ArticleReader(const Options& options, Connection& connection)
      : options_(options), connection_(connection) {}

  // Valid until the next call. NOT_FOUND where it was removed meanwhile.
  absl::StatusOr<const v1::Article*> Get(const std::string& name);

 private:
  const Options& options_;
  Connection& connection_;
  v1::Article article_;
};

}  // namespace isnad::cli
