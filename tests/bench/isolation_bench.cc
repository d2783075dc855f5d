// What a process of its own costs a plugin: the same article of 1, 8 and 64 kB given to the same plugin in
// this process and in one of its own. `Idle` is a plugin that does next to nothing, so that what is measured
// is the way there and back; `Arabic` is the whole analysis.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "isnad/v1/article.pb.h"
#include "server/plugin/article_input.h"
#include "server/plugin/loaded_plugin.h"
#include "server/plugin/record_sink.h"

namespace isnad::plugin {
namespace {

const Limits kLimits;

v1::Article ArticleOf(size_t bytes) {
  v1::Article article;
  article.set_language_code("ar");
  article.set_publish_time("2024-05-16T10:00:00+02:00");
  std::string text;
  while (text.size() < bytes)
    text += "قال وزير النقل سامي العطار إن 12 شخصا أصيبوا في الحادث أمس، وأضاف أن «الطريق مفتوح».\n";
  article.set_text(std::move(text));
  return article;
}

void Extract(benchmark::State& state, const std::string& manifest_path, bool own_process) {
  auto manifest = ReadManifest(manifest_path);
  if (!manifest.ok()) return state.SkipWithError(std::string(manifest.status().message()).c_str());
  LoadedPlugin plugin(*std::move(manifest), own_process ? ISNAD_PLUGIN_HOST : "", kLimits);
  if (!plugin.refused().ok()) return state.SkipWithError(std::string(plugin.refused().message()).c_str());
  const v1::Article article = ArticleOf(static_cast<size_t>(state.range(0)) << 10);
  const ArticleInput input(article);
  const std::function<bool()> never = [] { return false; };
  for (auto _ : state) {
    RecordStore store;
    RecordSink sink(store, input, kLimits, never, 0);
    if (!plugin.Extract(sink).ok()) return state.SkipWithError("the plugin failed");
    benchmark::DoNotOptimize(store.records().size());
  }
}

void Sizes(benchmark::internal::Benchmark* bench) {
  bench->ArgName("kB")->Arg(1)->Arg(8)->Arg(64)->UseRealTime()->Unit(benchmark::kMicrosecond);
}

BENCHMARK_CAPTURE(Extract, Idle_ThisProcess, ISNAD_IDLE_PLUGIN, false)->Apply(Sizes);
BENCHMARK_CAPTURE(Extract, Idle_OwnProcess, ISNAD_IDLE_PLUGIN, true)->Apply(Sizes);
BENCHMARK_CAPTURE(Extract, Arabic_ThisProcess, ISNAD_ARABIC_PLUGIN, false)->Apply(Sizes);
BENCHMARK_CAPTURE(Extract, Arabic_OwnProcess, ISNAD_ARABIC_PLUGIN, true)->Apply(Sizes);

}  // namespace
}  // namespace isnad::plugin
