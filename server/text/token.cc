#include "server/text/token.h"

#include <string_view>
#include <utility>

#include "server/text/char_class.h"
#include "server/text/utf8.h"

namespace isnad::text {
namespace {

bool IsLetter(CharClass c) { return c == CharClass::kLetter || c == CharClass::kArabicLetter; }

bool JoinsLetters(char32_t c) { return c == '\'' || c == 0x2019 || c == '-' || c == 0x2010; }

bool JoinsDigits(char32_t c) { return c == '.' || c == ',' || c == 0x60C; }

class Tokenizer {
 public:
  explicit Tokenizer(const Folded& folded)
      : classes_(CharClasses::Get()),
        folded_(folded),
        text_(folded.text()),
        double_brackets_(text_.find("((") != std::string_view::npos &&
                         text_.find("))") != std::string_view::npos) {
    tokens_.reserve(text_.size() / 6);
  }

  std::vector<Token> Run() {
    for (size_t pos = 0; pos < text_.size();) {
      const size_t begin = pos;
      const CharClass first = classes_.Of(NextCodePoint(text_, &pos));
      if (first == CharClass::kSpace) continue;
      Token token;
      pos = TakeRest(first, pos, &token.kind);
      token.folded = {static_cast<uint32_t>(begin), static_cast<uint32_t>(pos)};
      token.original = folded_.OriginalOf(token.folded);
      tokens_.push_back(token);
    }
    return std::move(tokens_);
  }

 private:
  // << >> '' and, where both are there, (( )): how typists write « » and ".
  bool IsTypedQuoteMark(size_t pos) const {
    if (pos >= text_.size() || text_[pos - 1] != text_[pos]) return false;
    const char c = text_[pos];
    return c == '<' || c == '>' || c == '\'' || ((c == '(' || c == ')') && double_brackets_);
  }

  // The end of the token whose first code point, of class `first`, ends at `pos`.
  size_t TakeRest(CharClass first, size_t pos, TokenKind* kind) const {
    if (IsTypedQuoteMark(pos)) {
      *kind = TokenKind::kQuoteMark;
      return MarksEnd(pos + 1);
    }
    switch (first) {
      case CharClass::kLetter:
      case CharClass::kArabicLetter:
      case CharClass::kMark:
        *kind = TokenKind::kWord;
        return WordEnd(first, pos);
      case CharClass::kDigit:
        *kind = TokenKind::kNumber;
        return NumberEnd(pos);
      case CharClass::kLineEnd:
        *kind = TokenKind::kLineBreak;
        return LineBreakEnd(pos);
      case CharClass::kFullStop:
        *kind = TokenKind::kPunctuation;
        while (ClassAt(pos) == CharClass::kFullStop) ++pos;
        return MarksEnd(pos);
      case CharClass::kQuoteMark:
        *kind = TokenKind::kQuoteMark;
        return MarksEnd(pos);
      case CharClass::kPunctuation:
        *kind = TokenKind::kPunctuation;
        return MarksEnd(pos);
      default:
        *kind = TokenKind::kSymbol;
        return MarksEnd(pos);
    }
  }

  size_t WordEnd(CharClass last, size_t pos) const {
    while (pos < text_.size()) {
      size_t next = pos;
      const char32_t c = NextCodePoint(text_, &next);
      const CharClass here = classes_.Of(c);
      if (IsLetter(here)) {
        last = here;
      } else if (here != CharClass::kMark) {
        // don't, e-mail
        if (last != CharClass::kLetter || !JoinsLetters(c) || ClassAt(next) != CharClass::kLetter) break;
      }
      pos = next;
    }
    return pos;
  }

  size_t NumberEnd(size_t pos) const {
    while (pos < text_.size()) {
      size_t next = pos;
      const char32_t c = NextCodePoint(text_, &next);
      const CharClass here = classes_.Of(c);
      const bool within = here == CharClass::kDigit || here == CharClass::kMark ||
                          (JoinsDigits(c) && ClassAt(next) == CharClass::kDigit);
      if (!within) break;
      pos = next;
    }
    return pos;
  }

  // Blank lines with spaces in them are still one boundary; spaces behind the last line end are not part of
  // it.
  size_t LineBreakEnd(size_t end) const {
    for (size_t pos = end; pos < text_.size(); ++pos) {
      if (text_[pos] == '\n') end = pos + 1;
      if (text_[pos] != '\n' && text_[pos] != ' ') break;
    }
    return end;
  }

  size_t MarksEnd(size_t pos) const {
    size_t end = pos;
    while (pos < text_.size() && classes_.Of(NextCodePoint(text_, &pos)) == CharClass::kMark) end = pos;
    return end;
  }

  // The class of the code point at `pos`; behind the end there is space.
  CharClass ClassAt(size_t pos) const {
    return pos < text_.size() ? classes_.Of(NextCodePoint(text_, &pos)) : CharClass::kSpace;
  }

  const CharClasses& classes_;
  const Folded& folded_;
  std::string_view text_;
  const bool double_brackets_;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> Tokenize(const Folded& folded) { return Tokenizer(folded).Run(); }

}  // namespace isnad::text
