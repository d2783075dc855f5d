// How fast a text becomes a document, beside one pass of ICU's word BreakIterator over the same text.

#include <benchmark/benchmark.h>
#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "server/text/document.h"

namespace {

using isnad::text::Document;
using isnad::text::Folded;
using isnad::text::Token;
using isnad::text::TokenKind;

// The sample's sentences in a shuffled order, and in each a few letters exchanged, so that the branch predictor does
// not learn the text by heart.
const std::string& Text() {
  static const std::string text = [] {
    std::ifstream file(ISNAD_SOURCE_DIR "/tests/data/text/news.ar.txt");
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    std::string out;
    std::mt19937 random(7);
    while (!lines.empty() && out.size() < (2u << 20)) {
      std::string line = lines[random() % lines.size()];
      for (size_t i = 0; i + 1 < line.size(); ++i) {
        const bool arabic = line[i] == '\xD9' && static_cast<unsigned char>(line[i + 1]) <= 0x88;
        if (arabic && random() % 16 == 0) line[i + 1] = static_cast<char>(0x81 + random() % 8);
      }
      out += line + '\n';
    }
    return out;
  }();
  return text;
}

void Report(benchmark::State& state, size_t words) {
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * Text().size()));
  state.counters["words/s"] =
      benchmark::Counter(static_cast<double>(words * state.iterations()), benchmark::Counter::kIsRate);
}

size_t CountWords(const std::vector<Token>& tokens) {
  return static_cast<size_t>(std::count_if(tokens.begin(), tokens.end(), [](const Token& token) {
    return token.kind == TokenKind::kWord || token.kind == TokenKind::kNumber;
  }));
}

void BM_Validate(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(isnad::text::ValidateUtf8(Text()));
  Report(state, CountWords(Document::Of(Text()).tokens()));
}
BENCHMARK(BM_Validate);

void BM_Fold(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Folded::Of(Text()));
  Report(state, CountWords(Document::Of(Text()).tokens()));
}
BENCHMARK(BM_Fold);

void BM_FoldAndTokenize(benchmark::State& state) {
  for (auto _ : state) {
    const Folded folded = Folded::Of(Text());
    benchmark::DoNotOptimize(Tokenize(folded));
  }
  Report(state, CountWords(Document::Of(Text()).tokens()));
}
BENCHMARK(BM_FoldAndTokenize);

void BM_Document(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Document::Of(Text()));
  Report(state, CountWords(Document::Of(Text()).tokens()));
}
BENCHMARK(BM_Document);

void BM_IcuWordBreaks(benchmark::State& state) {
  UErrorCode error = U_ZERO_ERROR;
  const auto text = icu::UnicodeString::fromUTF8(Text());
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createWordInstance(icu::Locale("ar"), error));
  size_t words = 0;
  for (auto _ : state) {
    words = 0;
    breaks->setText(text);
    while (breaks->next() != icu::BreakIterator::DONE) words += breaks->getRuleStatus() > 0 ? 1 : 0;
  }
  Report(state, words);
}
BENCHMARK(BM_IcuWordBreaks);

}  // namespace
