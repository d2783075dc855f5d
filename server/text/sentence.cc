#include "server/text/sentence.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "server/text/utf8.h"

namespace isnad::text {
namespace {

class Splitter {
 public:
  Splitter(std::string_view original, std::string_view folded, const std::vector<Token>& tokens,
           const std::vector<Quotation>& quotations)
      : original_(original), folded_(folded), tokens_(tokens), quotations_(quotations) {}

  std::vector<Sentence> Run() {
    for (size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind == TokenKind::kLineBreak) {
        EndAt(i);
        if (!sentences_.empty()) paragraph_ = sentences_.back().paragraph + 1;
        begin_ = i + 1;
        continue;
      }
      EnterQuotations(i);
      const size_t end = EndBehind(i);
      if (tokens_[i].kind != TokenKind::kQuoteMark) last_plain_ = i;
      if (end == 0) continue;
      EndAt(end);
      i = end - 1;
    }
    EndAt(tokens_.size());
    return std::move(sentences_);
  }

 private:
  enum class Stop { kNone, kFullStop, kEllipsis, kOther };

  void EndAt(size_t end) {
    if (end > begin_) {
      sentences_.push_back({static_cast<uint32_t>(begin_), static_cast<uint32_t>(end), paragraph_});
    }
    begin_ = end;
  }

  // Takes note of the quotations that open before token i and close in this paragraph.
  void EnterQuotations(size_t i) {
    for (; next_quotation_ < quotations_.size() && quotations_[next_quotation_].open_token < i;
         ++next_quotation_) {
      const Quotation& quotation = quotations_[next_quotation_];
      if (quotation.close_token == kUnclosed || quotation.open_token < quotation_close_) continue;
      quotation_open_ = quotation.open_token;
      quotation_close_ = quotation.close_token;
    }
  }

  // One past the last token of a sentence that ends with the stop or the closing mark at i; 0 if none does.
  size_t EndBehind(size_t i) {
    if (i < quotation_close_ || i < judged_) return 0;
    if (i == quotation_close_ && quotation_close_ > 0) return EndBehindQuotation(i);
    const Stop stop = StopAt(i);
    if (stop == Stop::kNone) return 0;
    const size_t end = WithClosing(i + 1);
    judged_ = end;
    if (AtParagraphEnd(end)) return end;
    if (i == begin_ || IsPause(end)) return 0;
    switch (stop) {
      case Stop::kFullStop:
        return end == i + 1 && !FullStopEnds(i) ? 0 : end;
      case Stop::kEllipsis:
        return Touches(end - 1) || !BeginsThought(end) || IsBracket(i - 1, U_START_PUNCTUATION) ? 0 : end;
      default:
        return BeginsThought(end) ? end : 0;
    }
  }

  // A quotation that ends with a stop ends its sentence, unless the sentence visibly goes on.
  size_t EndBehindQuotation(size_t i) const {
    if (last_plain_ <= quotation_open_) return 0;
    const Stop stop = StopAt(last_plain_);
    const size_t end = WithClosing(i + 1);
    if (stop == Stop::kNone || AtParagraphEnd(end)) return 0;
    if (StopAt(end) != Stop::kNone || IsPause(end) || !BeginsThought(end)) return 0;
    // “Where to?” asks the report: without capital letters only a full stop is sure to be the sentence's own.
    const bool is_word = tokens_[end].kind == TokenKind::kWord;
    return stop != Stop::kFullStop && is_word && !u_isupper(FirstOriginal(end)) ? 0 : end;
  }

  // Behind stops, brackets and quotation marks that close.
  size_t WithClosing(size_t end) const {
    while (end < tokens_.size()) {
      const bool closes = Touches(end - 1) && (IsBracket(end, U_END_PUNCTUATION) || IsStrayClosing(end));
      if (!closes && (StopAt(end) == Stop::kNone || StopAt(end - 1) == Stop::kNone)) break;
      ++end;
    }
    return end;
  }

  bool IsStrayClosing(size_t i) const {
    if (tokens_[i].kind != TokenKind::kQuoteMark || (Touches(i) && tokens_[i + 1].kind == TokenKind::kWord)) {
      return false;
    }
    const auto opened =
        std::lower_bound(quotations_.begin(), quotations_.end(), i,
                         [](const Quotation& q, size_t token) { return q.open_token < token; });
    return opened == quotations_.end() || opened->open_token != i;
  }

  bool FullStopEnds(size_t i) const {
    const size_t next = i + 1;
    const bool attached = Touches(i - 1);
    const bool follows_word = attached && tokens_[i - 1].kind == TokenKind::kWord;
    if (!BeginsThought(next) || (follows_word && IsAbbreviation(i - 1, next))) return false;
    if (attached && tokens_[i - 1].kind == TokenKind::kNumber && i - 1 == begin_) return false;  // 1. First
    if (!Touches(i)) return true;
    // Without a space: `word.Word` is a space forgotten, `.5` and `.-` are not.
    const TokenKind kind = tokens_[next].kind;
    return kind == TokenKind::kQuoteMark || (kind == TokenKind::kWord && !IsOneLetter(next));
  }

  // J. Smith, U.S., Dr. Smith (no word is without a vowel), Sept. 18 (capital, short, before a number).
  bool IsAbbreviation(size_t i, size_t next) const {
    if (IsOneLetter(i)) return true;
    const std::string_view word = Folded(i);
    size_t pos = tokens_[i].original.begin;
    const bool capital = u_isupper(static_cast<UChar32>(NextCodePoint(original_, &pos)));
    const bool capitals = u_isupper(static_cast<UChar32>(NextCodePoint(original_, &pos)));
    if (!capital || capitals || word.size() > 4) return false;
    return tokens_[next].kind == TokenKind::kNumber || word.find_first_of("aeiouy") == std::string_view::npos;
  }

  bool IsOneLetter(size_t i) const {
    const std::string_view word = Folded(i);
    size_t pos = 0;
    NextCodePoint(word, &pos);
    return tokens_[i].kind == TokenKind::kWord && pos == word.size();
  }

  // A small letter goes on with the sentence.
  bool BeginsThought(size_t i) const {
    return tokens_[i].kind != TokenKind::kWord || !u_islower(FirstOriginal(i));
  }

  // A comma or colon goes on with it too.
  bool IsPause(size_t i) const {
    return tokens_[i].kind == TokenKind::kPunctuation && StopAt(i) == Stop::kNone &&
           u_hasBinaryProperty(FirstFolded(i), UCHAR_TERMINAL_PUNCTUATION);
  }

  Stop StopAt(size_t i) const {
    if (i >= tokens_.size() || tokens_[i].kind != TokenKind::kPunctuation) return Stop::kNone;
    if (folded_[tokens_[i].folded.begin] == '.')
      return Folded(i).size() == 1 ? Stop::kFullStop : Stop::kEllipsis;
    return u_hasBinaryProperty(FirstFolded(i), UCHAR_S_TERM) ? Stop::kOther : Stop::kNone;
  }

  bool IsBracket(size_t i, int8_t type) const {
    return tokens_[i].kind == TokenKind::kPunctuation && u_charType(FirstFolded(i)) == type;
  }

  bool AtParagraphEnd(size_t i) const {
    return i == tokens_.size() || tokens_[i].kind == TokenKind::kLineBreak;
  }

  // Whether token i + 1 follows without a space.
  bool Touches(size_t i) const {
    return i + 1 < tokens_.size() && tokens_[i].folded.end == tokens_[i + 1].folded.begin;
  }

  std::string_view Folded(size_t i) const {
    return folded_.substr(tokens_[i].folded.begin, tokens_[i].folded.end - tokens_[i].folded.begin);
  }

  UChar32 FirstFolded(size_t i) const {
    size_t pos = tokens_[i].folded.begin;
    return static_cast<UChar32>(NextCodePoint(folded_, &pos));
  }

  UChar32 FirstOriginal(size_t i) const {
    size_t pos = tokens_[i].original.begin;
    return static_cast<UChar32>(NextCodePoint(original_, &pos));
  }

  std::string_view original_;
  std::string_view folded_;
  const std::vector<Token>& tokens_;
  const std::vector<Quotation>& quotations_;
  std::vector<Sentence> sentences_;
  size_t begin_ = 0;  // of the present sentence
  uint32_t paragraph_ = 0;
  size_t next_quotation_ = 0;
  size_t quotation_open_ = 0;  // the last outermost quotation
  size_t quotation_close_ = 0;
  size_t judged_ = 0;      // a run of stops is judged once, at its first
  size_t last_plain_ = 0;  // the last token that is no quotation mark
};

}  // namespace

std::vector<Sentence> SplitSentences(std::string_view original, std::string_view folded_text,
                                     const std::vector<Token>& tokens,
                                     const std::vector<Quotation>& quotations) {
  return Splitter(original, folded_text, tokens, quotations).Run();
}

}  // namespace isnad::text
