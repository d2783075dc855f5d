// The analyzer: from an article as a caller gives it to an analysis that can be stored.
#pragma once

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "isnad/v1/analysis.pb.h"
#include "isnad/v1/article.pb.h"
#include "server/entity/aliases.h"
#include "server/plugin/registry.h"
#include "server/store/store.h"

namespace isnad::pipeline {

// What an article may be at most; beyond it the article is refused.
inline constexpr size_t kMaxTextBytes = 16u << 20;
inline constexpr size_t kMaxTitleBytes = 64u << 10;

// Checks an article and fills in what can be told: name (from uri, else text), revision, language_code
// (detected), publish_time in RFC 3339. INVALID_ARGUMENT naming the field: an empty or too long text, bytes
// that are not UTF-8, a name that is not articles/ID, a publish_time that does not exist.
absl::StatusOr<v1::Article> PrepareArticle(v1::Article article);

// Reads a raw document (see server/intake) and prepares what it holds.
absl::StatusOr<v1::Article> PrepareDocument(const v1::RawDocument& document);

// Runs the extractors on prepared articles. Thread-safe; `registry` and `aliases` must outlive it.
class Analyzer {
 public:
  Analyzer(const plugin::Registry& registry, const entity::Aliases& aliases)
      : registry_(registry), aliases_(aliases) {}

  // The analysis, each paragraph by the plugins of its language (see passages.h), with names
  // (articles/ID/quotes/N, counted from 1), entities, outlets and publish times filled in.
  absl::StatusOr<v1::Analysis> Analyze(const v1::Article& prepared,
                                       const std::function<bool()>& cancelled) const;

  // The same with the features that the store wants.
  absl::StatusOr<store::AnalyzedArticle> AnalyzeForStore(const v1::Article& prepared,
                                                         const std::function<bool()>& cancelled) const;

 private:
  const plugin::Registry& registry_;
  const entity::Aliases& aliases_;
};

}  // namespace isnad::pipeline
