// How fast a text becomes a document, beside one pass of ICU's word BreakIterator over the same text.

#include <benchmark/benchmark.h>
#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "server/text/document.h"

namespace {

using isnad::text::Document;
using isnad::text::Folded;
using isnad::text::Token;
using isnad::text::TokenKind;

// Articles of about 4 KB, 2 MB in all: the sample's sentences in a shuffled order, and in each a few letters
// exchanged, so that the branch predictor does not learn the text by heart.
const std::vector<std::string>& Articles() {
  static const std::vector<std::string> articles = [] {
    std::ifstream file(ISNAD_SOURCE_DIR "/tests/data/text/news.ar.txt");
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    std::vector<std::string> out(lines.empty() ? 0 : 512);
    std::mt19937 random(7);
    for (std::string& article : out) {
      while (article.size() < 4000) {
        std::string line = lines[random() % lines.size()];
        for (size_t i = 0; i + 1 < line.size(); ++i) {
          const bool arabic = line[i] == '\xD9' && static_cast<unsigned char>(line[i + 1]) <= 0x88;
          if (arabic && random() % 16 == 0) line[i + 1] = static_cast<char>(0x81 + random() % 8);
        }
        article += line + '\n';
      }
    }
    return out;
  }();
  return articles;
}

size_t CountWords(const std::vector<Token>& tokens) {
  return static_cast<size_t>(std::count_if(tokens.begin(), tokens.end(), [](const Token& token) {
    return token.kind == TokenKind::kWord || token.kind == TokenKind::kNumber;
  }));
}

// Runs `step` over all articles in each iteration.
template <typename Step>
void Measure(benchmark::State& state, const Step& step) {
  size_t words = 0;
  size_t bytes = 0;
  for (const std::string& article : Articles()) {
    words += CountWords(Document::Of(article).tokens());
    bytes += article.size();
  }
  for (auto _ : state) {
    for (const std::string& article : Articles()) step(article);
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * bytes));
  state.counters["words/s"] =
      benchmark::Counter(static_cast<double>(words * state.iterations()), benchmark::Counter::kIsRate);
}

void BM_Validate(benchmark::State& state) {
  Measure(state, [](const std::string& text) { benchmark::DoNotOptimize(isnad::text::ValidateUtf8(text)); });
}
BENCHMARK(BM_Validate);

void BM_Fold(benchmark::State& state) {
  Measure(state, [](const std::string& text) { benchmark::DoNotOptimize(Folded::Of(text)); });
}
BENCHMARK(BM_Fold);

void BM_FoldAndTokenize(benchmark::State& state) {
  Measure(state, [](const std::string& text) {
    const Folded folded = Folded::Of(text);
    benchmark::DoNotOptimize(Tokenize(folded));
  });
}
BENCHMARK(BM_FoldAndTokenize);

void BM_Document(benchmark::State& state) {
  Measure(state, [](const std::string& text) { benchmark::DoNotOptimize(Document::Of(text)); });
}
BENCHMARK(BM_Document);

// From UTF-8, as the articles come.
void BM_IcuWordBreaks(benchmark::State& state) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createWordInstance(icu::Locale("ar"), error));
  size_t words = 0;
  Measure(state, [&](const std::string& text) {
    const auto wide = icu::UnicodeString::fromUTF8(text);
    breaks->setText(wide);
    while (breaks->next() != icu::BreakIterator::DONE) words += breaks->getRuleStatus() > 0 ? 1 : 0;
  });
  benchmark::DoNotOptimize(words);
}
BENCHMARK(BM_IcuWordBreaks);

}  // namespace
