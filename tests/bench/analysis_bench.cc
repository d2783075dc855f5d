// How fast articles are analysed: words a second and core through the plugin registry, beside one pass of
// ICU's word breaker over the same text in the same run; and the time for each byte of articles that were
// made to be slow, which must not grow with their length. Plugins are those of the build tree.
//
// The articles are the Arabic samples, or those of the article lines that ISNAD_ARTICLES names.
#include <benchmark/benchmark.h>
#include <unicode/brkiter.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "isnad/v1/article.pb.h"
#include "server/intake/article_json.h"
#include "server/plugin/registry.h"
#include "server/text/document.h"

namespace isnad {
namespace {

v1::Article ArabicArticle(std::string text) {
  v1::Article article;
  article.set_text(std::move(text));
  article.set_publish_time("2024-03-05T12:00:00Z");
  article.set_language_code("ar");
  return article;
}

bool BeginsArabic(const std::string& text) {
  return !text.empty() && static_cast<unsigned char>(text[0]) >= 0xD8;
}

std::vector<v1::Article> Samples() {
  std::vector<v1::Article> samples;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(ISNAD_SAMPLES)) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream file(entry.path());
    std::string text(std::istreambuf_iterator<char>(file), {});
    if (BeginsArabic(text)) samples.push_back(ArabicArticle(std::move(text)));
  }
  return samples;
}

std::vector<v1::Article> ReadLines(const char* path) {
  std::vector<v1::Article> articles;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    auto read = intake::ParseArticleLine(line);
    if (!read.ok() || !BeginsArabic(read->article.text())) continue;
    read->article.set_language_code("ar");
    articles.push_back(std::move(read->article));
  }
  return articles;
}

const std::vector<v1::Article>& Articles() {
  static const std::vector<v1::Article> articles = [] {
    const char* path = std::getenv("ISNAD_ARTICLES");
    return path == nullptr ? Samples() : ReadLines(path);
  }();
  return articles;
}

const plugin::Registry* Plugins() {
  static const std::unique_ptr<plugin::Registry> registry = [] {
    const std::vector<std::string> folders = {ISNAD_PLUGINS};
    auto loaded = plugin::Registry::Load(folders);
    return loaded.ok() ? *std::move(loaded) : nullptr;
  }();
  return registry.get();
}

// Whether the article was analysed; says why not.
bool Analyze(const v1::Article& article, benchmark::State& state) {
  auto analysis = Plugins()->Analyze(article, [] { return false; });
  if (!analysis.ok()) {
    state.SkipWithError(std::string(analysis.status().message()).c_str());
  } else if (analysis->extractors_size() == 0) {
    state.SkipWithError(analysis->failures_size() > 0 ? analysis->failures(0).message().c_str()
                                                      : "no plugin reads Arabic; build isnad_plugins first");
  } else {
    benchmark::DoNotOptimize(analysis->quotes_size());
    return true;
  }
  return false;
}

int64_t CountWords(const std::vector<v1::Article>& articles) {
  int64_t words = 0;
  for (const v1::Article& article : articles) {
    const text::Document document = text::Document::Of(article.text());
    for (const text::Token& token : document.tokens()) words += token.kind == text::TokenKind::kWord;
  }
  return words;
}

void SetWords(benchmark::State& state) {
  state.counters["words"] = benchmark::Counter(
      static_cast<double>(state.iterations() * CountWords(Articles())), benchmark::Counter::kIsRate);
}

void Analysis(benchmark::State& state) {
  if (Plugins() == nullptr || Articles().empty()) return state.SkipWithError("no plugins or no articles");
  for (auto _ : state) {
    for (const v1::Article& article : Articles()) {
      if (!Analyze(article, state)) return;
    }
  }
  SetWords(state);
}
BENCHMARK(Analysis)->Unit(benchmark::kMillisecond)->MinTime(2);

void IcuWordBreak(benchmark::State& state) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaker(
      icu::BreakIterator::createWordInstance(icu::Locale("ar"), error));
  if (U_FAILURE(error) || Articles().empty())
    return state.SkipWithError("ICU has no word breaker, or there are no articles");
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
  SetWords(state);
}
BENCHMARK(IcuWordBreak)->Unit(benchmark::kMillisecond)->MinTime(2);

// An article of nothing but `unit`, over and over, analysed at state.range(0) MiB. Nanoseconds a byte are to
// be alike at every size.
void Hostile(benchmark::State& state, std::string_view unit) {
  if (Plugins() == nullptr) return state.SkipWithError("no plugins");
  const size_t size = static_cast<size_t>(state.range(0)) << 20;
  std::string text;
  text.reserve(size);
  while (text.size() + unit.size() <= size) text += unit;
  const v1::Article article = ArabicArticle(std::move(text));
  for (auto _ : state) {
    if (!Analyze(article, state)) return;
  }
  state.counters["s/byte"] = benchmark::Counter(static_cast<double>(state.iterations() * size),
                                                benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
#define ISNAD_HOSTILE(name, unit) \
  BENCHMARK_CAPTURE(Hostile, name, unit)->Arg(1)->Arg(10)->Unit(benchmark::kMillisecond)->Iterations(1)

ISNAD_HOSTILE(quotation_marks, "\"");
ISNAD_HOSTILE(opening_marks, "«");
ISNAD_HOSTILE(closing_marks, "كلمة” ");
ISNAD_HOSTILE(nested_quotations, "«قال “قال ‘");
ISNAD_HOSTILE(quoted_words, "\"كلمة\" ");
ISNAD_HOSTILE(commas, "،");
ISNAD_HOSTILE(words_and_commas, "كلمة، ");
ISNAD_HOSTILE(full_stops, ". ");
ISNAD_HOSTILE(line_breaks, "\n");
ISNAD_HOSTILE(brackets, "(");
ISNAD_HOSTILE(said, "قال ");
ISNAD_HOSTILE(said_that, "وقال إن ");
ISNAD_HOSTILE(sources_in_sources, "كلمة كلمة بحسب الوزير ");
ISNAD_HOSTILE(according_to, "بحسب ");
ISNAD_HOSTILE(titles, "وزير ");
ISNAD_HOSTILE(the_minister, "قال الوزير إن الأسعار ارتفعت. ");
ISNAD_HOSTILE(given_names, "محمد ");
ISNAD_HOSTILE(hundreds, "مئة ");
ISNAD_HOSTILE(digits, "كلمة كلمة 7 كلمة كلمة ");
ISNAD_HOSTILE(clocks, "وصل القطار 10:30 إلى المحطة ");
ISNAD_HOSTILE(todays, "اليوم ");
ISNAD_HOSTILE(years, "في عام 2019 كان هناك ");
ISNAD_HOSTILE(endless_sentence,
              "وأعلن وزير الصحة أحمد سالم في بيان أن 12 شخصا قتلوا أمس في المدينة وأن البحث مستمر ");

// Each of these reports holds those behind it, so that more are past the limits of a plugin's records.
BENCHMARK_CAPTURE(Hostile, reports_in_reports, "قال الوزير إن ")
    ->Arg(1)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);

// The same with words that never come again: `unit` with a word of its own each time.
void Fresh(benchmark::State& state, std::string_view before, std::string_view behind) {
  if (Plugins() == nullptr) return state.SkipWithError("no plugins");
  const size_t size = static_cast<size_t>(state.range(0)) << 20;
  std::string text;
  for (uint32_t n = 0; text.size() < size; ++n) {
    text += before;
    for (uint32_t rest = n + 1000; rest > 0; rest /= 16) {
      text += '\xD9';
      text += static_cast<char>(0x81 + rest % 8);
      if (rest % 16 >= 8) text += "ا";
    }
    text += behind;
  }
  const v1::Article article = ArabicArticle(std::move(text));
  for (auto _ : state) {
    if (!Analyze(article, state)) return;
  }
  state.counters["s/byte"] = benchmark::Counter(static_cast<double>(state.iterations() * size),
                                                benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
#define ISNAD_FRESH(name, before, behind)        \
  BENCHMARK_CAPTURE(Fresh, name, before, behind) \
      ->Arg(1)                                   \
      ->Arg(10)                                  \
      ->Unit(benchmark::kMillisecond)            \
      ->Iterations(1)

ISNAD_FRESH(fresh_words, "", " ");
ISNAD_FRESH(fresh_people, "قال الوزير ", " سالم إن الأسعار ارتفعت. ");
ISNAD_FRESH(fresh_titles, "قال وزير ", " محمد سالم إن الأسعار ارتفعت. ");
ISNAD_FRESH(fresh_bodies, "قالت وزارة ", " إن الأسعار ارتفعت. ");
ISNAD_FRESH(fresh_first_names, "قال الوزير محمد ", " إن الأسعار ارتفعت. ");

}  // namespace
}  // namespace isnad
