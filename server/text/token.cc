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
      : classes_(CharClasses::Get()), folded_(folded), text_(folded.text()) {
    tokens_.reserve(text_.size() / 6);
    Advance();
  }

  std::vector<Token> Run() {
    while (here_ < text_.size()) {
      const size_t begin = here_;
      if (class_ == CharClass::kSpace) {
        Advance();
        continue;
      }
      const TokenKind kind = Take();
      Push(begin, kind == TokenKind::kLineBreak ? line_end_ : here_, kind);
    }
    return std::move(tokens_);
  }

 private:
  // Reads the code point at `next_`; here_ == text_.size() at the end.
  void Advance() {
    here_ = next_;
    if (here_ == text_.size()) return;
    char_ = NextCodePoint(text_, &next_);
    class_ = classes_.Of(char_);
  }

  bool At(CharClass wanted) const { return here_ < text_.size() && class_ == wanted; }

  // The class of the code point behind the present one, which is not read yet.
  CharClass Following() const {
    if (next_ == text_.size()) return CharClass::kSpace;
    size_t pos = next_;
    return classes_.Of(NextCodePoint(text_, &pos));
  }

  TokenKind Take() {
    switch (class_) {
      case CharClass::kLetter:
      case CharClass::kArabicLetter:
      case CharClass::kMark:
        TakeWord();
        return TokenKind::kWord;
      case CharClass::kDigit:
        TakeNumber();
        return TokenKind::kNumber;
      case CharClass::kLineEnd:
        TakeLineBreak();
        return TokenKind::kLineBreak;
      case CharClass::kFullStop:
        while (At(CharClass::kFullStop)) Advance();
        return TakeMarks(TokenKind::kPunctuation);
      case CharClass::kQuoteMark:
        Advance();
        return TakeMarks(TokenKind::kQuoteMark);
      case CharClass::kPunctuation:
        Advance();
        return TakeMarks(TokenKind::kPunctuation);
      default:
        Advance();
        return TakeMarks(TokenKind::kSymbol);
    }
  }

  TokenKind TakeMarks(TokenKind kind) {
    while (At(CharClass::kMark)) Advance();
    return kind;
  }

  void TakeWord() {
    CharClass last = CharClass::kMark;
    while (here_ < text_.size()) {
      if (IsLetter(class_)) {
        last = class_;
      } else if (class_ != CharClass::kMark) {
        // don't, e-mail
        if (last != CharClass::kLetter || !JoinsLetters(char_) || Following() != CharClass::kLetter) return;
      }
      Advance();
    }
  }

  void TakeNumber() {
    while (At(CharClass::kDigit) || At(CharClass::kMark) ||
           (here_ < text_.size() && JoinsDigits(char_) && Following() == CharClass::kDigit)) {
      Advance();
    }
  }

  // Blank lines with spaces in them are still one boundary; spaces behind the last line end are not part of
  // it.
  void TakeLineBreak() {
    while (At(CharClass::kLineEnd) || At(CharClass::kSpace)) {
      const bool line_end = class_ == CharClass::kLineEnd;
      Advance();
      if (line_end) line_end_ = here_;
    }
  }

  void Push(size_t begin, size_t end, TokenKind kind) {
    Token token;
    token.folded = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
    token.original = folded_.OriginalOf(token.folded);
    token.kind = kind;
    tokens_.push_back(token);
  }

  const CharClasses& classes_;
  const Folded& folded_;
  std::string_view text_;
  std::vector<Token> tokens_;
  size_t here_ = 0;  // of the present code point
  size_t next_ = 0;  // behind it
  size_t line_end_ = 0;
  char32_t char_ = 0;
  CharClass class_ = CharClass::kSpace;
};

}  // namespace

std::vector<Token> Tokenize(const Folded& folded) { return Tokenizer(folded).Run(); }

}  // namespace isnad::text
