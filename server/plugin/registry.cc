#include "server/plugin/registry.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "server/plugin/article_input.h"
#include "server/plugin/discovery.h"
#include "server/plugin/loaded_plugin.h"
#include "server/plugin/plugin_judge.h"
#include "server/plugin/record_sink.h"
#include "server/plugin/records.h"

namespace isnad::plugin {
namespace {

constexpr size_t kMaxArticleBytes = 64u << 20;

std::unique_ptr<LoadedPlugin> LoadFound(Found found, const std::string& earlier, const std::string& program,
                                        const Limits& limits) {
  if (found.fault.ok() && !earlier.empty()) {
    found.fault =
        absl::AlreadyExistsError(fmt::format("{}: field \"name\" is \"{}\", which {} has already; rename one",
                                             found.manifest.path, found.manifest.name, earlier));
  }
  if (!found.fault.ok())
    return std::make_unique<LoadedPlugin>(std::move(found.manifest), std::move(found.fault));
  return std::make_unique<LoadedPlugin>(std::move(found.manifest), program, limits);
}

absl::Status SecondJudge(const LoadedPlugin& plugin, const std::string& first) {
  return absl::FailedPreconditionError(
      fmt::format("{}: plugins/{} judges already, and there is one judge; take one of them out",
                  plugin.manifest().path, first));
}

void AddFailure(const LoadedPlugin& plugin, const absl::Status& status, v1::Analysis& analysis) {
  v1::ExtractorFailure& failure = *analysis.add_failures();
  failure.set_plugin("plugins/" + plugin.name());
  failure.set_message(OneLine(std::string(status.message())));
}

void Blank(std::string& text, size_t begin, size_t end) {
  for (size_t i = begin; i < end; ++i) {
    if (text[i] != '\n') text[i] = ' ';
  }
}

// The article once for each of its languages, without what is in others: spaces stand there, so that places
// stay. The title goes with the article's own language. Empty where there are no passages.
std::vector<v1::Article> SharesOf(const v1::Article& article, std::span<const Passage> passages) {
  std::vector<v1::Article> shares;
  if (passages.empty()) return shares;
  shares.push_back(article);
  for (const Passage& passage : passages) {
    Blank(*shares.front().mutable_text(), passage.begin, passage.end);
    const auto known = std::find_if(shares.begin() + 1, shares.end(), [&](const v1::Article& share) {
      return share.language_code() == passage.language;
    });
    const bool is_new = known == shares.end();
    v1::Article& share = is_new ? shares.emplace_back(article) : *known;
    if (is_new) {
      share.set_language_code(passage.language);
      share.clear_title();
      Blank(*share.mutable_text(), 0, share.text().size());
    }
    share.mutable_text()->replace(passage.begin, passage.end - passage.begin, article.text(), passage.begin,
                                  passage.end - passage.begin);
  }
  return shares;
}

}  // namespace

struct Registry::Findings {
  v1::Analysis analysis;
  RecordStore store;
  std::vector<std::string> signatures;
};

compare::OwnJudge* Registry::judge() const { return judge_.get(); }

Registry::Registry(const Limits& limits) : limits_(limits) {}
Registry::~Registry() = default;

absl::StatusOr<std::unique_ptr<Registry>> Registry::Load(std::span<const std::string> directories,
                                                         const Limits& limits, const Hosting& hosting) {
  std::unique_ptr<Registry> registry(new Registry(limits));
  std::map<std::string, std::string> paths;  // by name, of those that were loaded
  for (const std::string& directory : directories) {
    absl::StatusOr<std::vector<Found>> all = FindPlugins(directory);
    if (!all.ok()) return all.status();
    const std::string program = hosting.InThisProcess(directory) ? "" : hosting.program;
    for (Found& found : *all) {
      const std::string name = found.manifest.name;
      const std::string path = found.manifest.path;
      registry->plugins_.push_back(LoadFound(std::move(found), paths[name], program, registry->limits_));
      if (registry->plugins_.back()->refused().ok()) paths[name] = path;
    }
  }
  const auto by_name = [](const auto& a, const auto& b) { return a->name() < b->name(); };
  std::stable_sort(registry->plugins_.begin(), registry->plugins_.end(), by_name);
  for (auto& plugin : registry->plugins_) {
    if (!plugin->refused().ok()) continue;
    if (plugin->manifest().kind == Kind::kExtractor) {
      registry->stages_.push_back(plugin.get());
    } else if (registry->judge_ == nullptr) {
      registry->judge_ = std::make_unique<PluginJudge>(*plugin);
    } else {
      plugin =
          std::make_unique<LoadedPlugin>(plugin->manifest(), SecondJudge(*plugin, registry->judge_->name()));
    }
  }
  std::stable_sort(registry->stages_.begin(), registry->stages_.end(),
                   [](const LoadedPlugin* a, const LoadedPlugin* b) { return a->stage() < b->stage(); });
  return registry;
}

std::vector<v1::Plugin> Registry::List() const {
  std::vector<v1::Plugin> list;
  list.reserve(plugins_.size());
  for (const auto& plugin : plugins_) list.push_back(plugin->Describe());
  return list;
}

bool Registry::Reads(std::string_view language) const {
  return std::any_of(stages_.begin(), stages_.end(),
                     [&](const LoadedPlugin* plugin) { return plugin->manifest().Reads(language); });
}

absl::Status Registry::Read(const std::string& language, const ArticleInput& input,
                            const std::function<bool()>& cancelled, Findings& findings) const {
  for (const auto& plugin : plugins_) {
    if (!plugin->refused().ok() && plugin->manifest().Reads(language))
      AddFailure(*plugin, plugin->refused(), findings.analysis);
  }
  for (LoadedPlugin* plugin : stages_) {
    if (!plugin->manifest().Reads(language)) continue;
    const auto owner = static_cast<uint32_t>(findings.signatures.size());
    RecordSink sink(findings.store, input, limits_, cancelled, owner);
    findings.signatures.push_back(plugin->Signature());
    const absl::Status status = plugin->Extract(sink);
    if (absl::IsCancelled(status)) return status;
    if (status.ok()) {
      findings.analysis.add_extractors(plugin->Signature());
    } else {
      AddFailure(*plugin, status, findings.analysis);
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::Analysis> Registry::Analyze(const v1::Article& article,
                                               const std::function<bool()>& cancelled,
                                               std::span<const Passage> passages) const {
  if (article.text().size() + article.title().size() > kMaxArticleBytes) {
    return absl::InvalidArgumentError("title and text have more than 64 MiB together; split the article");
  }
  std::vector<Passage> others;
  std::copy_if(passages.begin(), passages.end(), std::back_inserter(others), [&](const Passage& passage) {
    return passage.language != article.language_code() && Reads(passage.language);
  });
  Findings findings;
  *findings.analysis.mutable_article() = article;
  const ArticleInput whole(article);
  absl::Status status =
      others.empty() ? Read(article.language_code(), whole, cancelled, findings) : absl::OkStatus();
  for (const v1::Article& share : SharesOf(article, others)) {
    if (status.ok()) status = Read(share.language_code(), ArticleInput(share), cancelled, findings);
  }
  if (!status.ok()) return status;
  AddRecords(findings.store, whole, findings.signatures, article.name(), findings.analysis);
  return std::move(findings.analysis);
}

}  // namespace isnad::plugin
