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

}  // namespace

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

absl::StatusOr<v1::Analysis> Registry::Analyze(const v1::Article& article,
                                               const std::function<bool()>& cancelled) const {
  if (article.text().size() + article.title().size() > kMaxArticleBytes) {
    return absl::InvalidArgumentError("title and text have more than 64 MiB together; split the article");
  }
  v1::Analysis analysis;
  *analysis.mutable_article() = article;
  const std::string& language = article.language_code();
  for (const auto& plugin : plugins_) {
    if (!plugin->refused().ok() && plugin->manifest().Reads(language))
      AddFailure(*plugin, plugin->refused(), analysis);
  }
  std::vector<LoadedPlugin*> readers;
  std::copy_if(stages_.begin(), stages_.end(), std::back_inserter(readers),
               [&](const LoadedPlugin* plugin) { return plugin->manifest().Reads(language); });
  if (readers.empty()) return analysis;

  const ArticleInput input(article);
  RecordStore store;
  std::vector<std::string> signatures;
  for (LoadedPlugin* plugin : readers) {
    RecordSink sink(store, input, limits_, cancelled, static_cast<uint32_t>(signatures.size()));
    signatures.push_back(plugin->Signature());
    const absl::Status status = plugin->Extract(sink);
    if (absl::IsCancelled(status)) return status;
    if (status.ok()) {
      analysis.add_extractors(plugin->Signature());
    } else {
      AddFailure(*plugin, status, analysis);
    }
  }
  AddRecords(store, input, signatures, article.name(), analysis);
  return analysis;
}

}  // namespace isnad::plugin
