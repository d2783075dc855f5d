#include "server/compare/judge_words.h"

#include <algorithm>
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
  comparison.same_utterance = true;
  comparison.changed = (left_a > 0 && left_b > 0) || turning;
  comparison.a = mine.Between(front, front + left_a);
  comparison.b = theirs.Between(front, front + left_b);
  return comparison;
}

}  // namespace isnad::compare
