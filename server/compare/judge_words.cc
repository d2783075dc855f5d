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
constexpr int32_t kFormLetters = 4;  // at least, in the run that two forms of a word share

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

// Whether two words have most of their letters in one run: forms of one word.
bool AreForms(std::string_view a, std::string_view b) {
  const icu::UnicodeString x = icu::UnicodeString::fromUTF8({a.data(), static_cast<int32_t>(a.size())});
  const icu::UnicodeString y = icu::UnicodeString::fromUTF8({b.data(), static_cast<int32_t>(b.size())});
  const icu::UnicodeString& shorter = x.length() < y.length() ? x : y;
  const icu::UnicodeString& longer = x.length() < y.length() ? y : x;
  const int32_t run = std::max(kFormLetters, shorter.length() * 3 / 4);
  for (int32_t begin = 0; begin + run <= shorter.length(); ++begin) {
    if (longer.indexOf(shorter, begin, run, 0, longer.length()) >= 0) return true;
  }
  return x == y;
}

// Of the words [first, end) those of which the other wording has no form in its own.
std::string Unmatched(const Words& mine, size_t end, const Words& theirs, size_t their_end, size_t first) {
  std::string words;
  for (size_t i = first; i < end; ++i) {
    bool matched = false;
    for (size_t k = first; k < their_end; ++k) matched |= AreForms(mine.at(i), theirs.at(k));
    if (matched) continue;
    if (!words.empty()) words += ' ';
    words += mine.Between(i, i + 1);
  }
  return words;
}

// Words as they read where nothing stands between them.
std::string Joined(std::string_view words) {
  std::string joined = text::FoldText(words);
  std::erase(joined, ' ');
  return joined;
}

// Whether a word is one of the contents, and says a concept.
bool MeansSomething(const std::vector<const Content*>& contents, std::string_view word) {
  return std::any_of(contents.begin(), contents.end(), [&](const Content* content) {
    return content->words == word && !content->predicate && !content->keys.front().starts_with(kOwnStem);
  });
}

// Whether the words that differ say the same in other words, or nothing by themselves.
bool SaysTheSame(const Pair& pair, const WordingComparison& wording) {
  const auto said = [](const std::vector<const Content*>& contents, std::string_view words) {
    return std::any_of(contents.begin(), contents.end(), [&](const Content* content) {
      return !content->words.empty() && words.find(content->words) != std::string_view::npos;
    });
  };
  const auto number = [](const v1::Claim& claim, std::string_view words) -> const v1::Quantity* {
    for (const v1::Quantity& quantity : claim.quantities()) {
      const std::string_view text = quantity.span().text();
      if (text.find(words) != std::string_view::npos || words.find(text) != std::string_view::npos)
        return &quantity;
    }
    return nullptr;
  };
  // Since when is told in words that are no content.
  const bool since = pair.a.Scope("c:since") && pair.b.Scope("c:since");
  if (since && !said(pair.overlap.only_a, wording.a) && !said(pair.overlap.only_b, wording.b)) return false;
  // One word in place of one other is how outlets retell, save where both are known to mean something else.
  if (wording.a.find(' ') == std::string::npos && wording.b.find(' ') == std::string::npos &&
      !number(*pair.a.claim, wording.a)) {
    return AreForms(wording.a, wording.b) || !MeansSomething(pair.overlap.only_a, wording.a) ||
           !MeansSomething(pair.overlap.only_b, wording.b);
  }
  const v1::Quantity* x = number(*pair.a.claim, wording.a);
  const v1::Quantity* y = number(*pair.b.claim, wording.b);
  if (x && y) return x->value() == y->value() && x->min() == y->min() && x->max() == y->max();
  if (pair.a.start != pair.b.start && (x || y || pair.a.Scope("c:since"))) return false;
  return !said(pair.overlap.only_a, wording.a) || !said(pair.overlap.only_b, wording.b);
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
  comparison.a = mine.Between(front, front + left_a);
  comparison.b = theirs.Between(front, front + left_b);
  const bool apart = Joined(comparison.a) == Joined(comparison.b);  // one word, or written as two
  if (apart || (left_a > 1 && left_b > 1)) {
    // The same words in another order, or in other forms, are no others.
    comparison.a = apart ? "" : Unmatched(mine, front + left_a, theirs, front + left_b, front);
    comparison.b = apart ? "" : Unmatched(theirs, front + left_b, mine, front + left_a, front);
    if (comparison.a.empty() && comparison.b.empty()) return comparison;
  }
  comparison.changed = (!comparison.a.empty() && !comparison.b.empty()) || turning;
  return comparison;
}

std::optional<Judgement> JudgeWording(const Pair& pair) {
  if (!pair.same_holder || pair.a.negative != pair.b.negative) return std::nullopt;
  const v1::Claim& a = *pair.a.claim;
  const v1::Claim& b = *pair.b.claim;
  if (a.quote().empty() || b.quote().empty()) return std::nullopt;
  const bool turning = pair.a.Scope("c:all") != pair.b.Scope("c:all") ||
                       pair.a.Scope("c:only") != pair.b.Scope("c:only") ||
                       pair.a.Scope("c:wholly") != pair.b.Scope("c:wholly");
  const WordingComparison wording = CompareWordings(a.evidence().text(), b.evidence().text(), turning);
  if (!wording.same_utterance || !wording.changed) return std::nullopt;
  if (!turning && SaysTheSame(pair, wording)) return std::nullopt;
  // Two numbers at two times are two statements, unless it is told to be one.
  if (!a.quantities().empty() && !pair.times_meet && !pair.a.Scope("c:since")) return std::nullopt;
  return Make(pair, v1::RELATION_VERDICT_CONTRADICTION, v1::CONTRADICTION_KIND_WORDING, 55, "wording",
              {wording.a, wording.b});
}

}  // namespace isnad::compare
