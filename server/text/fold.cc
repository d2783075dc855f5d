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
    for (size_t pos = 0; pos < original_.size();) {
      pos = FoldCommon(pos);
      if (pos == original_.size()) break;
      size_t behind = pos;
      const char32_t c = NextCodePoint(original_, &behind);
      const bool line_end = rules_.Entry(c).length == FoldEntry::kCarriageReturn;
      pos = line_end ? FoldLineEnd(pos) : FoldInContext(pos, c);
    }
    text_.resize(out_);
    map_.resize(out_ + 1);
    map_[out_] = static_cast<uint32_t>(original_.size());
  }

  std::string TakeText() { return std::move(text_); }
  std::vector<uint32_t> TakeMap() { return std::move(map_); }

 private:
  static constexpr size_t kSlack = 64;

  // Folds from `pos` to the first code point that is not in the table, and returns where that is. All state
  // is in local variables here, as writes of bytes would make the compiler read members anew for each code
  // point.
  size_t FoldCommon(size_t pos) {
    const std::string_view original = original_;
    const FoldRules& rules = rules_;
    size_t unit_begin = unit_begin_;
    size_t unit_out = unit_out_;
    size_t out = out_;
    bool common = true;
    while (common && pos < original.size()) {
      if (out + kSlack / 2 > text_.size()) Grow(0);
      char* const text = text_.data();
      uint32_t* const map = map_.data();
      const size_t limit = text_.size() - kSlack / 2;
      while (pos < original.size() && out <= limit) {
        size_t next = pos;
        const FoldEntry& entry = rules.Entry(NextCodePoint(original, &next));
        const size_t length = entry.length;
        common = length <= FoldEntry::kMaxLength;
        if (!common) break;
        if (length > 0) {
          unit_begin = pos;
          unit_out = out;
        }
        std::memcpy(text + out, entry.bytes, FoldEntry::kMaxLength);
        map[out] = map[out + 1] = static_cast<uint32_t>(pos);
        for (size_t i = 2; i < length; ++i) map[out + i] = static_cast<uint32_t>(pos);
        out += length;
        pos = next;
      }
    }
    unit_begin_ = unit_begin;
    unit_out_ = unit_out;
    out_ = out;
    return pos;
  }

  void Grow(size_t more) {
    text_.resize(text_.size() * 3 / 2 + more + kSlack);
    map_.resize(text_.size());
  }

  // \r\n is one line end.
  size_t FoldLineEnd(size_t begin) {
    const bool pair = begin + 1 < original_.size() && original_[begin + 1] == '\n';
    unit_begin_ = pair ? begin + 1 : begin;
    unit_out_ = out_;
    if (out_ + kSlack / 2 > text_.size()) Grow(0);
    text_[out_] = '\n';
    map_[out_++] = static_cast<uint32_t>(begin);
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
