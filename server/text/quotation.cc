#include "server/text/quotation.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "server/text/quote_marks.h"

namespace isnad::text {
namespace {

constexpr size_t kMaxDepth = 16;
constexpr uint32_t kApostrophe = UINT32_MAX;  // in `depth`: this one was no quotation mark after all

class Pairer {
 public:
  explicit Pairer(std::vector<QuoteMark> marks) : marks_(std::move(marks)) {}

  std::vector<Quotation> Run() {
    uint32_t paragraph = 0;
    for (uint32_t i = 0; i < marks_.size(); ++i) {
      if (marks_[i].paragraph != paragraph) DropTo(0);
      paragraph = marks_[i].paragraph;
      Take(i);
    }
    DropTo(0);
    std::erase_if(quotations_, [](const Quotation& quotation) { return quotation.depth == kApostrophe; });
    return std::move(quotations_);
  }

 private:
  struct Open {
    uint32_t mark = 0;
    size_t quotation = 0;
  };

  void Take(uint32_t i) {
    const QuoteMark& mark = marks_[i];
    if (mark.family == QuoteFamily::kSingle && mark.before_century) return;
    const std::optional<size_t> open = FindOpen(mark);
    if (!open) {
      TakeOutside(i);
    } else if (OpensInside(mark, *open)) {
      Push(i);
    } else {
      CloseAt(*open, mark);
    }
  }

  // The innermost open quotation that a mark could close. A single mark closes nothing across a double one:
  // an apostrophe would break what is certain.
  std::optional<size_t> FindOpen(const QuoteMark& mark) const {
    for (size_t i = stack_.size(); i-- > 0;) {
      const QuoteFamily family = marks_[stack_[i].mark].family;
      if (family == mark.family) return i;
      if (mark.family == QuoteFamily::kSingle) return std::nullopt;
    }
    return std::nullopt;
  }

  // A mark where nothing of its family is open.
  void TakeOutside(uint32_t i) {
    const QuoteMark& mark = marks_[i];
    const bool closing_shape = mark.habit == QuoteDirection::kCloses;
    if (mark.context == QuoteDirection::kOpens && !closing_shape) return Push(i);
    if (mark.context == QuoteDirection::kEither && mark.habit == QuoteDirection::kOpens) return Push(i);
    const bool closes_only = closing_shape && mark.context == QuoteDirection::kCloses;
    if (closes_only && ClosesOtherFamily(mark)) return;
    if (mark.family == QuoteFamily::kSingle && mark.context == QuoteDirection::kCloses) return;  // dogs’
    if (!closes_only && HasCloser(mark)) return Push(i);
    const bool before_word = mark.context == QuoteDirection::kOpens || mark.attached;
    if ((!closing_shape || (before_word && !closes_only)) && mark.family != QuoteFamily::kSingle)
      Report(mark);
  }

  // Whether a mark opens a quotation in the one that is open already, rather than closing that one.
  bool OpensInside(const QuoteMark& mark, size_t open) const {
    const QuoteMark& opener = marks_[stack_[open].mark];
    switch (mark.context) {
      case QuoteDirection::kCloses:
        return false;
      case QuoteDirection::kOpens:
        return mark.habit == QuoteDirection::kOpens || HasCloser(mark);
      case QuoteDirection::kEither:
        if (mark.habit == QuoteDirection::kOpens) {
          return opener.habit != QuoteDirection::kCloses && opener.shape != kLowMark && HasCloser(mark);
        }
        // A clitic's quotation (لـ”كلمة”) in a quotation: the closing mark that comes next would have nothing
        // to close.
        return mark.attached && mark.next != QuoteMark::kNone &&
               marks_[mark.next].context == QuoteDirection::kCloses && CountOpen(mark.family) == 1;
    }
    return false;
  }

  // Whether the next mark of the family can close what this one would open.
  bool HasCloser(const QuoteMark& mark) const {
    return mark.next != QuoteMark::kNone && marks_[mark.next].context != QuoteDirection::kOpens;
  }

  size_t CountOpen(QuoteFamily family) const {
    return static_cast<size_t>(std::count_if(
        stack_.begin(), stack_.end(), [&](const Open& open) { return marks_[open.mark].family == family; }));
  }

  // “ … »: where the paragraph has no other mark that could close the open one.
  bool ClosesOtherFamily(const QuoteMark& mark) {
    if (stack_.empty() || mark.family == QuoteFamily::kSingle) return false;
    const QuoteMark& opener = marks_[stack_.back().mark];
    if (opener.family == QuoteFamily::kSingle || opener.next != QuoteMark::kNone) return false;
    CloseAt(stack_.size() - 1, mark);
    return true;
  }

  void Push(uint32_t i) {
    if (stack_.size() == kMaxDepth) return;
    stack_.push_back({i, quotations_.size()});
    quotations_.push_back({marks_[i].token, kUnclosed, static_cast<uint32_t>(stack_.size() - 1)});
  }

  // A mark that cannot be placed, but that a reader would take for the begin of a quotation.
  void Report(const QuoteMark& mark) {
    quotations_.push_back({mark.token, kUnclosed, static_cast<uint32_t>(stack_.size())});
  }

  void CloseAt(size_t open, const QuoteMark& mark) {
    DropTo(open + 1);
    quotations_[stack_.back().quotation].close_token = mark.token;
    stack_.pop_back();
  }

  // Gives up on what is open above `size`: unclosed, or an apostrophe if it looks like one.
  void DropTo(size_t size) {
    for (; stack_.size() > size; stack_.pop_back()) {
      const char32_t shape = marks_[stack_.back().mark].shape;
      if (shape == '\'' || shape == kRightSingle) quotations_[stack_.back().quotation].depth = kApostrophe;
    }
  }

  static constexpr char32_t kLowMark = 0x201E;      // „
  static constexpr char32_t kRightSingle = 0x2019;  // ’

  std::vector<QuoteMark> marks_;
  std::vector<Open> stack_;
  std::vector<Quotation> quotations_;
};

}  // namespace

std::vector<Quotation> PairQuotations(std::string_view folded_text, const std::vector<Token>& tokens) {
  return Pairer(CollectQuoteMarks(folded_text, tokens)).Run();
}

}  // namespace isnad::text
