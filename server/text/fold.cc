#include "server/text/fold.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "server/text/fold_rules.h"
#include "server/text/utf8.h"

namespace isnad::text {
namespace {

// One pass over a text: looks code points up, and hands those that need their neighbours over in units.
class Folder {
 public:
  explicit Folder(std::string_view original)
      : rules_(FoldRules::Get()),
        original_(original),
        text_(original.size() + kSlack, '\0'),
        map_(text_.size()) {}

  void Run() {
    size_t pos = 0;
    while (pos < original_.size()) {
      const size_t begin = pos;
      const char32_t c = NextCodePoint(original_, &pos);
      const FoldEntry& entry = rules_.Entry(c);
      if (entry.length > FoldEntry::kMaxLength) {
        pos = entry.length == FoldEntry::kCarriageReturn ? FoldLineEnd(begin) : FoldInContext(begin, c);
      } else if (entry.length > 0) {
        unit_begin_ = begin;
        unit_out_ = out_;
        Emit(entry.bytes, entry.length, begin);
      }
    }
    text_.resize(out_);
    map_.resize(out_ + 1);
    map_[out_] = static_cast<uint32_t>(original_.size());
  }

  std::string TakeText() { return std::move(text_); }
  std::vector<uint32_t> TakeMap() { return std::move(map_); }

 private:
  static constexpr size_t kSlack = 64;

  void Emit(const char (&bytes)[FoldEntry::kMaxLength], size_t length, size_t origin) {
    if (out_ + FoldEntry::kMaxLength >= text_.size()) Grow(FoldEntry::kMaxLength);
    std::memcpy(text_.data() + out_, bytes, FoldEntry::kMaxLength);
    for (size_t i = 0; i < length; ++i) map_[out_ + i] = static_cast<uint32_t>(origin);
    out_ += length;
  }

  void Grow(size_t more) {
    text_.resize(text_.size() * 3 / 2 + more + kSlack);
    map_.resize(text_.size());
  }

  // \r\n is one line end.
  size_t FoldLineEnd(size_t begin) {
    static constexpr char kLineEnd[FoldEntry::kMaxLength] = {'\n'};
    const bool pair = begin + 1 < original_.size() && original_[begin + 1] == '\n';
    unit_begin_ = pair ? begin + 1 : begin;
    unit_out_ = out_;
    Emit(kLineEnd, 1, begin);
    return unit_begin_ + 1;
  }

  // Folds the unit that `c` at `begin` belongs to; its base may have been emitted already. Returns the unit's
  // end. Linear: a unit is gone through twice at most, as the next one begins behind it.
  size_t FoldInContext(size_t begin, char32_t c) {
    if (rules_.BeginsUnit(c)) {
      unit_begin_ = begin;
      unit_out_ = out_;
    }
    size_t end = begin;
    for (size_t next = begin; next < original_.size(); end = next) {
      if (const char32_t follower = NextCodePoint(original_, &next);
          end > begin && rules_.BeginsUnit(follower))
        break;
    }
    unit_.clear();
    rules_.AppendUnit(original_.substr(unit_begin_, end - unit_begin_), &unit_);
    out_ = unit_out_;
    if (out_ + unit_.size() >= text_.size()) Grow(unit_.size());
    std::copy(unit_.begin(), unit_.end(), text_.begin() + static_cast<std::ptrdiff_t>(out_));
    std::fill_n(map_.begin() + static_cast<std::ptrdiff_t>(out_), unit_.size(),
                static_cast<uint32_t>(unit_begin_));
    out_ += unit_.size();
    unit_begin_ = end;
    unit_out_ = out_;
    return end;
  }

  const FoldRules& rules_;
  std::string_view original_;
  std::string text_;
  std::vector<uint32_t> map_;
  size_t out_ = 0;
  size_t unit_begin_ = 0;  // of the last base, in the original and in the folded text
  size_t unit_out_ = 0;
  std::string unit_;
};

}  // namespace

Folded Folded::Of(std::string_view original) {
  Folder folder(original);
  folder.Run();
  Folded folded;
  folded.text_ = folder.TakeText();
  folded.map_ = folder.TakeMap();
  return folded;
}

ByteRange Folded::OriginalOf(ByteRange folded) const {
  const uint32_t begin = map_[folded.begin];
  if (folded.begin == folded.end) return {begin, begin};
  const uint32_t last = map_[folded.end - 1];
  // A ligature makes several letters: the range ends behind all of it.
  if (map_[folded.end] > last) return {begin, map_[folded.end]};
  return {begin, *std::upper_bound(map_.begin() + folded.end, map_.end(), last)};
}

std::string FoldText(std::string_view original) {
  Folder folder(original);
  folder.Run();
  return folder.TakeText();
}

}  // namespace isnad::text
