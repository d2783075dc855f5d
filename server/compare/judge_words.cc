#include "server/compare/judge_words.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "server/text/fold.h"
#include "server/text/token.h"

namespace isnad::compare {
namespace {

constexpr size_t kLeastShared = 5;  // words that two wordings of one utterance begin or end with alike
constexpr size_t kMostDifferent = 5;

struct Words {
  explicit Words(std::string_view original) : folded(text::Folded::Of(original)), source(original) {
    for (const text::Token& token : text::Tokenize(folded)) {
      if (token.kind == text::TokenKind::kWord || token.kind == text::TokenKind::kNumber)
        tokens.push_back(token);
    }
  }
  std::string_view at(size_t i) const {
    const text::ByteRange range = tokens[i].folded;
    return folded.text().substr(range.begin, range.end - range.begin);
  }
  std::string Between(size_t first, size_t end) const {
    if (first >= end) return "";
    const uint32_t begin = tokens[first].original.begin;
    return std::string(source.substr(begin, tokens[end - 1].original.end - begin));
  }
  size_t size() const { return tokens.size(); }

  text::Folded folded;
  std::string_view source;
  std::vector<text::Token> tokens;
};

constexpr size_t kSpellingLetters = 5;  // of a word, from which on a letter more or less makes no other word

// Whether two words differ by a letter or two in one place, and not in a digit.
bool AreSpellings(std::string_view a, std::string_view b) {
  const icu::UnicodeString x = icu::UnicodeString::fromUTF8({a.data(), static_cast<int32_t>(a.size())});
  const icu::UnicodeString y = icu::UnicodeString::fromUTF8({b.data(), static_cast<int32_t>(b.size())});
  const int32_t shorter = std::min(x.length(), y.length());
  if (shorter < static_cast<int32_t>(kSpellingLetters) || std::abs(x.length() - y.length()) > 1) return false;
  int32_t front = 0;
  while (front < shorter && x[front] == y[front]) ++front;
  int32_t back = 0;
  while (back < shorter - front && x[x.length() - 1 - back] == y[y.length() - 1 - back]) ++back;
  const int32_t differ = std::max(x.length(), y.length()) - front - back;
  return differ <= 2 && !u_isdigit(x[std::min(front, x.length() - 1)]);
}

}  // namespace

WordingComparison CompareWordings(std::string_view a, std::string_view b, bool turning) {
  WordingComparison comparison;
  const Words mine(a);
  const Words theirs(b);
  const size_t shorter = std::min(mine.size(), theirs.size());
  size_t front = 0;
  while (front < shorter && mine.at(front) == theirs.at(front)) ++front;
  size_t back = 0;
  while (back < shorter - front && mine.at(mine.size() - 1 - back) == theirs.at(theirs.size() - 1 - back))
    ++back;
  const size_t left_a = mine.size() - front - back;
  const size_t left_b = theirs.size() - front - back;
  if (front + back < kLeastShared || std::max(left_a, left_b) == 0) return comparison;
  if (std::max(left_a, left_b) > std::min(kMostDifferent, front + back)) return comparison;
  // A letter or two within a word are another spelling of a name, not another word.
  bool spelling = left_a == left_b;
  for (size_t i = 0; spelling && i < left_a; ++i)
    spelling = AreSpellings(mine.at(front + i), theirs.at(front + i));
  if (spelling) return comparison;
  comparison.same_utterance = true;
  comparison.changed = (left_a > 0 && left_b > 0) || turning;
  comparison.a = mine.Between(front, front + left_a);
  comparison.b = theirs.Between(front, front + left_b);
  return comparison;
}

}  // namespace isnad::compare
