// Words: what two wordings are compared by.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace isnad::verify {

// A word, number, currency or percent sign of a text, in the form in which wordings are compared: folded,
// with one shape of apostrophe and without thousands separators. Everything else (quotation marks, commas,
// white space) is typography.
struct Word {
  std::string key;
  uint32_t begin = 0;  // bytes of the text
  uint32_t end = 0;
  uint32_t sentence = 0;
  uint32_t clause = 0;     // counted over the whole text; punctuation and sentence ends begin a new one
  bool after_gap = false;  // an ellipsis stands before it: the text itself says that words are left out here
};

// The words of a valid UTF-8 text, in order. Linear.
std::vector<Word> WordsOf(std::string_view text);

// Where `piece` first stands in `words` at or after `from`, word for word, but for a letter that clings to
// the first of `words` alone; -1 where it doesn't. An empty piece stands nowhere.
int64_t FindRun(std::span<const Word> words, std::span<const Word> piece, size_t from = 0);

// Whether two words are one, of which one may have a letter more that clings to its front, as a conjunction
// does in scripts that write it so: فسنبني and سنبني, الطيار and طيار (`letters` at most). Never for ASCII.
bool SameButForClitics(std::string_view a, std::string_view b, size_t letters);

}  // namespace isnad::verify
