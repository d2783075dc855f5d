#include "server/verify/words.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "server/text/document.h"
#include "server/text/utf8.h"

namespace isnad::verify {
namespace {

char32_t FirstCodePoint(std::string_view s) {
  size_t pos = 0;
  return s.empty() ? 0 : text::NextCodePoint(s, &pos);
}

bool IsPercent(char32_t c) { return c == U'%' || c == U'\u066A'; }

bool IsEllipsis(std::string_view token) { return token == "\u2026" || token.substr(0, 2) == ".."; }

// Hyphens and slashes bind; all other punctuation ends a clause.
bool EndsClause(std::string_view token) {
  return u_charType(static_cast<UChar32>(FirstCodePoint(token))) != U_DASH_PUNCTUATION || token == "\u2014" ||
         token == "\u2013";
}

std::string WordKey(std::string_view folded) {
  std::string key;
  for (size_t pos = 0; pos < folded.size();) {
    const char32_t c = text::NextCodePoint(folded, &pos);
    text::AppendCodePoint(c == U'\u2019' || c == U'\u02BC' ? U'\'' : c, &key);
  }
  return key;
}

std::string NumberKey(std::string_view folded) {
  std::string key(folded);
  const bool grouped =
      key.find(',') != std::string::npos && key.size() > 4 && key.rfind(',') <= key.size() - 4;
  if (grouped) key.erase(std::remove(key.begin(), key.end(), ','), key.end());
  return key;
}

std::string SymbolKey(std::string_view folded) {
  const char32_t c = FirstCodePoint(folded);
  if (IsPercent(c)) return "%";
  return u_charType(static_cast<UChar32>(c)) == U_CURRENCY_SYMBOL ? std::string(folded) : std::string();
}

}  // namespace

std::vector<Word> WordsOf(std::string_view text) {
  const text::Document document = text::Document::Of(text);
  std::vector<Word> words;
  uint32_t clause = 0;
  bool gap = false;
  const std::vector<text::Token>& tokens = document.tokens();
  for (uint32_t s = 0; s < document.sentences().size(); ++s, ++clause) {
    const text::Sentence& sentence = document.sentences()[s];
    for (uint32_t t = sentence.first_token; t < sentence.end_token; ++t) {
      const std::string_view folded = document.FoldedText(tokens[t]);
      std::string key;
      switch (tokens[t].kind) {
        case text::TokenKind::kWord:
          key = WordKey(folded);
          break;
        case text::TokenKind::kNumber:
          key = NumberKey(folded);
          break;
        case text::TokenKind::kSymbol:
        case text::TokenKind::kPunctuation:
          key = SymbolKey(folded);
          if (key.empty() && tokens[t].kind == text::TokenKind::kPunctuation) {
            gap |= IsEllipsis(folded);
            clause += EndsClause(folded) ? 1 : 0;
          }
          break;
        default:
          break;
      }
      if (key.empty()) continue;
      words.push_back({std::move(key), tokens[t].original.begin, tokens[t].original.end, s, clause, gap});
      gap = false;
    }
  }
  return words;
}

bool SameButForClitics(std::string_view a, std::string_view b, size_t letters) {
  if (a == b) return true;
  if (a.size() < b.size()) std::swap(a, b);
  constexpr size_t kShortest = 6;       // bytes: three letters of most scripts that are not Latin
  constexpr size_t kBytesOfLetter = 2;  // of Arabic and Hebrew, which write clitics in one with the word
  return b.size() >= kShortest && a.size() - b.size() <= letters * kBytesOfLetter &&
         static_cast<uint8_t>(a.front()) >= 0x80 && a.substr(a.size() - b.size()) == b;
}

int64_t FindRun(std::span<const Word> words, std::span<const Word> piece, size_t from) {
  if (piece.empty() || from > words.size()) return -1;
  // Who quotes from within a sentence leaves out the conjunction that clings to the first word.
  const auto same = [&](const Word& a, const Word& b) {
    return a.key == b.key ||
           (&b == piece.data() && a.key.size() > b.key.size() && SameButForClitics(a.key, b.key, 1));
  };
  const auto found = std::search(words.begin() + static_cast<ptrdiff_t>(from), words.end(), piece.begin(),
                                 piece.end(), same);
  return found == words.end() ? -1 : found - words.begin();
}

}  // namespace isnad::verify
