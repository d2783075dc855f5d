// How fast articles are analysed: words a second and core through the plugin registry, beside one pass of
// ICU's word breaker over the same text in the same run. Plugins are those of the build tree.
#include <benchmark/benchmark.h>
#include <unicode/brkiter.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "isnad/v1/article.pb.h"
#include "server/plugin/registry.h"
#include "server/text/document.h"

namespace isnad {
namespace {

// The Arabic sample articles, each one article, repeated so that no cache holds them all at once.
const std::vector<v1::Article>& Articles() {
  static const std::vector<v1::Article> articles = [] {
    std::vector<v1::Article> all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(ISNAD_SAMPLES)) {
      if (entry.path().extension() != ".txt") continue;
      std::ifstream file(entry.path());
      v1::Article article;
      article.set_text(std::string(std::istreambuf_iterator<char>(file), {}));
      article.set_publish_time("2024-03-05T12:00:00Z");
      article.set_language_code("ar");
      const auto first = static_cast<unsigned char>(article.text().empty() ? 'x' : article.text()[0]);
      if (first >= 0xD8) all.push_back(std::move(article));  // begins with an Arabic letter
    }
    return all;
  }();
  return articles;
}

int64_t CountWords(const std::vector<v1::Article>& articles) {
  int64_t words = 0;
  for (const v1::Article& article : articles) {
    const text::Document document = text::Document::Of(article.text());
    for (const text::Token& token : document.tokens()) words += token.kind == text::TokenKind::kWord;
  }
  return words;
}

void Analysis(benchmark::State& state) {
  const std::vector<std::string> folders = {ISNAD_PLUGINS};
  auto registry = plugin::Registry::Load(folders);
  if (!registry.ok() || Articles().empty()) {
    state.SkipWithError("no plugins or no sample articles; build isnad_plugins first");
    return;
  }
  for (auto _ : state) {
    for (const v1::Article& article : Articles()) {
      auto analysis = (*registry)->Analyze(article, [] { return false; });
      if (!analysis.ok() || analysis->extractors_size() == 0) {
        state.SkipWithError("an article was not analysed");
        return;
      }
      benchmark::DoNotOptimize(analysis->quotes_size());
    }
  }
  state.counters["words"] = benchmark::Counter(
      static_cast<double>(state.iterations() * CountWords(Articles())), benchmark::Counter::kIsRate);
}
BENCHMARK(Analysis)->Unit(benchmark::kMillisecond)->MinTime(2);

void IcuWordBreak(benchmark::State& state) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaker(
      icu::BreakIterator::createWordInstance(icu::Locale("ar"), error));
  if (U_FAILURE(error) || Articles().empty()) {
    state.SkipWithError("ICU has no word breaker, or there are no sample articles");
    return;
  }
  std::vector<icu::UnicodeString> texts;
  for (const v1::Article& article : Articles()) texts.push_back(icu::UnicodeString::fromUTF8(article.text()));
  for (auto _ : state) {
    for (const icu::UnicodeString& text : texts) {
      breaker->setText(text);
      int32_t boundaries = 0;
      while (breaker->next() != icu::BreakIterator::DONE) ++boundaries;
      benchmark::DoNotOptimize(boundaries);
    }
  }
  state.counters["words"] = benchmark::Counter(
      static_cast<double>(state.iterations() * CountWords(Articles())), benchmark::Counter::kIsRate);
}
BENCHMARK(IcuWordBreak)->Unit(benchmark::kMillisecond)->MinTime(2);

}  // namespace
}  // namespace isnad
