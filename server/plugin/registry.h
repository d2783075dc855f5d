// The registry: which plugins there are, which of them work, and what they find in an article.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "isnad/v1/analysis.pb.h"
#include "isnad/v1/plugin.pb.h"
#include "server/compare/judging.h"
#include "server/plugin/hosting.h"
#include "server/plugin/limits.h"
#include "server/plugin/passage.h"

namespace isnad::plugin {

class ArticleInput;
class LoadedPlugin;
class PluginJudge;

// All plugins below some directories. Each subdirectory with NAME.plugin.json is one.
//
// A plugin that can't be loaded (no manifest, damaged, wrong ABI, wrong digest, create() failed) is kept in
// the list with the reason, and the others go on; so is one whose name an earlier directory has. A folder
// that holds no manifest but a library that another plugin's manifest names (an engine) is none. Thread-safe:
// every thread that extracts gets an instance of its own, made on first use and kept; plugins are never
// unloaded.
class Registry {
 public:
  // NOT_FOUND where a directory does not exist.
  static absl::StatusOr<std::unique_ptr<Registry>> Load(std::span<const std::string> directories,
                                                        const Limits& limits = {},
                                                        const Hosting& hosting = {});
  ~Registry();

  // In the order of their names; those that were refused have health FAILED and a message. One that serves
  // has the message of its latest failure, if any.
  std::vector<v1::Plugin> List() const;

  // What the plugins for the article's language find in it, by ascending stage; with the article itself.
  // `article` has valid UTF-8 in title and text, a language_code and at most 64 MiB. A plugin that fails is
  // named in `failures`, one for this language that was refused too; what the others found stands. No plugin
  // for the language: an analysis without extractors. `cancelled` is asked from the calling thread; CANCELLED
  // once it says so. Thread-safe.
  //
  // Mentions carry display_name, entity_key and kind, not yet entity. Quotes and claims are in the order of
  // title and text and not yet named, but a claim's quote is ARTICLE/quotes/N already, N counted from 1 in
  // that order.
  //
  // `passages` are in other languages: they are read by those languages' plugins, if there are any, which see
  // nothing else of the article, and by no others. In the order of the text, without overlap.
  absl::StatusOr<v1::Analysis> Analyze(const v1::Article& article, const std::function<bool()>& cancelled,
                                       std::span<const Passage> passages = {}) const;

  // The judge among the plugins; null where there is none. Lives as long as the registry. Of several the one
  // whose name comes first judges, and the others are refused.
  compare::OwnJudge* judge() const;

 private:
  explicit Registry(const Limits& limits);
  struct Findings;  // of one article
  bool Reads(std::string_view language) const;
  // Lets the plugins for a language read an input.
  absl::Status Read(const std::string& language, const ArticleInput& input,
                    const std::function<bool()>& cancelled, Findings& findings) const;
  Limits limits_;
  std::vector<std::unique_ptr<LoadedPlugin>> plugins_;  // by name
  std::vector<LoadedPlugin*> stages_;                   // extractors that serve, by stage and name
  std::unique_ptr<PluginJudge> judge_;
};

}  // namespace isnad::plugin
