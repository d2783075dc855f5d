#include "server/text/quote_marks.h"

#include <unicode/uchar.h>

#include <array>
#include <cstddef>
#include <map>
#include <utility>

#include "server/text/utf8.h"

namespace isnad::text {
namespace {

// What stands at one side of a mark.
enum class Side { kSpace, kWord, kNeutral };

class Collector {
 public:
  Collector(std::string_view text, const std::vector<Token>& tokens) : text_(text), tokens_(tokens) {}

  std::vector<QuoteMark> Run() {
    for (size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind == TokenKind::kLineBreak) ++paragraph_;
      if (tokens_[i].kind == TokenKind::kQuoteMark) i = AddRun(i);
    }
    LinkFamilies();
    SetHabits();
    return std::move(marks_);
  }

 private:
  // Marks that touch each other ("' at the begin of a quotation in a quotation) share their surroundings.
  size_t AddRun(size_t first) {
    size_t last = first;
    while (Touches(last) && tokens_[last + 1].kind == TokenKind::kQuoteMark) ++last;
    const Side before = Before(first);
    const Side after = After(last);
    for (size_t i = first; i <= last; ++i) {
      QuoteMark mark;
      mark.token = static_cast<uint32_t>(i);
      mark.paragraph = paragraph_;
      mark.shape = ShapeOf(i);
      mark.family = FamilyOf(mark.shape);
      mark.context = ContextOf(before, after);
      mark.attached = before == Side::kWord;
      mark.before_century = i == last && IsCentury(i);
      marks_.push_back(mark);
    }
    return last;
  }

  // Whether the next token follows without a space.
  bool Touches(size_t i) const {
    return i + 1 < tokens_.size() && tokens_[i].folded.end == tokens_[i + 1].folded.begin;
  }

  bool IsCentury(size_t i) const {
    if (!Touches(i) || tokens_[i + 1].kind != TokenKind::kNumber) return false;
    return tokens_[i + 1].folded.end - tokens_[i + 1].folded.begin == 2;
  }

  char32_t FirstCodePoint(size_t i) const {
    size_t pos = tokens_[i].folded.begin;
    return NextCodePoint(text_, &pos);
  }

  // Those that are typed with two signs stand for what they look like.
  char32_t ShapeOf(size_t i) const {
    const char32_t c = FirstCodePoint(i);
    if (tokens_[i].folded.end - tokens_[i].folded.begin < 2) return c;
    if (c == '<' || c == '(') return 0xAB;
    if (c == '>' || c == ')') return 0xBB;
    return c == '\'' ? '"' : c;
  }

  Side Before(size_t i) const {
    if (i == 0 || !Touches(i - 1) || tokens_[i - 1].kind == TokenKind::kLineBreak) return Side::kSpace;
    if (tokens_[i - 1].kind != TokenKind::kPunctuation) return Side::kWord;
    const char32_t c = FirstCodePoint(i - 1);
    if (c == '.') return IsEllipsis(i - 1) ? Side::kNeutral : Side::kWord;
    switch (u_charType(static_cast<UChar32>(c))) {
      case U_START_PUNCTUATION:
        return Side::kSpace;
      case U_END_PUNCTUATION:
        return Side::kWord;
      default:
        return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_S_TERM) ? Side::kWord : Side::kNeutral;
    }
  }

  Side After(size_t i) const {
    if (!Touches(i) || tokens_[i + 1].kind == TokenKind::kLineBreak) return Side::kSpace;
    if (tokens_[i + 1].kind != TokenKind::kPunctuation) return Side::kWord;
    const char32_t c = FirstCodePoint(i + 1);
    if (c == '.') return IsEllipsis(i + 1) ? Side::kNeutral : Side::kSpace;
    switch (u_charType(static_cast<UChar32>(c))) {
      case U_START_PUNCTUATION:
        return Side::kWord;
      case U_END_PUNCTUATION:
        return Side::kSpace;
      default:
        // Commas, colons, question marks and so on end what stands before them; dashes and signs do not.
        return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_TERMINAL_PUNCTUATION) ? Side::kSpace
                                                                                        : Side::kNeutral;
    }
  }

  bool IsEllipsis(size_t i) const { return tokens_[i].folded.end - tokens_[i].folded.begin > 1; }

  static QuoteDirection ContextOf(Side before, Side after) {
    if (before == after) return QuoteDirection::kEither;
    return before == Side::kSpace || after == Side::kWord ? QuoteDirection::kOpens : QuoteDirection::kCloses;
  }

  static QuoteFamily FamilyOf(char32_t shape) {
    if (shape == 0xAB || shape == 0xBB) return QuoteFamily::kGuillemet;
    if (shape == 0x2039 || shape == 0x203A) return QuoteFamily::kSingleGuillemet;
    return shape == '\'' || (shape >= 0x2018 && shape <= 0x201B) ? QuoteFamily::kSingle
                                                                 : QuoteFamily::kDouble;
  }

  static QuoteDirection ByShape(char32_t shape) {
    switch (shape) {
      case 0xBB:    // »
      case 0x203A:  // ›
      case 0x2019:  // ’
      case 0x201D:  // ”
        return QuoteDirection::kCloses;
      case '"':
      case '\'':
        return QuoteDirection::kEither;
      default:
        return QuoteDirection::kOpens;
    }
  }

  void LinkFamilies() {
    std::array<uint32_t, 4> next;
    next.fill(QuoteMark::kNone);
    for (size_t i = marks_.size(); i-- > 0;) {
      uint32_t& following = next[static_cast<size_t>(marks_[i].family)];
      if (following != QuoteMark::kNone && marks_[following].paragraph == marks_[i].paragraph) {
        marks_[i].next = following;
      }
      following = static_cast<uint32_t>(i);
    }
  }

  void SetHabits() {
    struct Uses {
      size_t opens = 0;
      size_t closes = 0;
    };
    std::map<char32_t, Uses> uses;  // of the fifteen shapes
    for (const QuoteMark& mark : marks_) {
      uses[mark.shape].opens += mark.context == QuoteDirection::kOpens ? 1 : 0;
      uses[mark.shape].closes += mark.context == QuoteDirection::kCloses ? 1 : 0;
    }
    for (QuoteMark& mark : marks_) {
      const Uses& use = uses[mark.shape];
      const QuoteDirection shape = ByShape(mark.shape);
      mark.habit = shape;
      if (shape == QuoteDirection::kOpens) mark.habit = Habit(shape, use.opens, use.closes);
      if (shape == QuoteDirection::kCloses) mark.habit = Habit(shape, use.closes, use.opens);
    }
  }

  // `usual` and `reversed`: how often the context agrees and disagrees with the shape.
  static QuoteDirection Habit(QuoteDirection shape, size_t usual, size_t reversed) {
    if (reversed < 2 || 2 * reversed < usual) return shape;
    if (reversed <= 2 * usual) return QuoteDirection::kEither;
    return shape == QuoteDirection::kOpens ? QuoteDirection::kCloses : QuoteDirection::kOpens;
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  std::vector<QuoteMark> marks_;
  uint32_t paragraph_ = 0;
};

}  // namespace

std::vector<QuoteMark> CollectQuoteMarks(std::string_view folded_text, const std::vector<Token>& tokens) {
  return Collector(folded_text, tokens).Run();
}

}  // namespace isnad::text
