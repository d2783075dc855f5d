#include "server/store/sql/words.h"

#include <algorithm>
#include <charconv>

#include "server/entity/aliases.h"
#include "server/text/char_class.h"
#include "server/text/utf8.h"

namespace isnad::store::sql {
namespace {

constexpr int kMinLetters = 3;
constexpr int kMaxClitics = 4;

int CountLetters(std::string_view text) {
  return static_cast<int>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// Whether particles may cling to the front of a word: the Arabic script writes them so.
bool TakesClitics(std::string_view word) {
  if (word.empty() || CountLetters(word) < kMinLetters) return false;
  size_t pos = 0;
  return text::CharClasses::Get().Of(text::NextCodePoint(word, &pos)) == text::CharClass::kArabicLetter;
}

bool Holds(std::string_view words, std::string_view wanted) {
  const std::string end = std::string(wanted) + ' ';
  const bool clitics = TakesClitics(wanted);
  for (size_t at = words.find(end); at != std::string_view::npos; at = words.find(end, at + 1)) {
    if (at == 0 || words[at - 1] == ' ') return true;
    if (!clitics) continue;
    const size_t begin = words.rfind(' ', at) + 1;
    if (CountLetters(words.substr(begin, at - begin)) <= kMaxClitics) return true;
  }
  return false;
}

bool IsNumber(std::string word, double number) {
  std::erase(word, ',');
  double value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  return error == std::errc() && end == word.data() + word.size() && value == number;
}

}  // namespace

std::string WordsOf(std::string_view text) {
  const std::string key = entity::NameKey(text);
  return key.empty() ? " " : ' ' + key + ' ';
}

bool HoldsAll(std::string_view words, const std::vector<std::string>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(),
                     [words](const std::string& word) { return Holds(words, word); });
}

bool HoldsAny(std::string_view words, const std::vector<std::vector<std::string>>& alternatives) {
  return alternatives.empty() || std::any_of(alternatives.begin(), alternatives.end(),
                                             [words](const std::vector<std::string>& wanted) {
                                               return !wanted.empty() && HoldsAll(words, wanted);
                                             });
}

bool HoldsNumber(std::string_view words, double number) {
  for (size_t begin = 1; begin < words.size();) {
    const size_t end = std::min(words.find(' ', begin), words.size());
    if (words[begin] >= '0' && words[begin] <= '9' &&
        IsNumber(std::string(words.substr(begin, end - begin)), number)) {
      return true;
    }
    begin = end + 1;
  }
  return false;
}

}  // namespace isnad::store::sql
