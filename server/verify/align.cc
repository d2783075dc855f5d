#include "server/verify/align.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>

namespace isnad::verify {
namespace {

// At most this many words are taken along at an end that begins or ends with a change, so that 'will pay'
// laid beside 'will not pay' shows the word that was dropped.
constexpr uint32_t kMaxReach = 2;

// The given words, cut where they have an ellipsis.
std::vector<std::span<const Word>> Pieces(std::span<const Word> given) {
  std::vector<std::span<const Word>> pieces;
  size_t begin = 0;
  for (size_t i = 1; i <= given.size(); ++i) {
    if (i < given.size() && !given[i].after_gap) continue;
    pieces.push_back(given.subspan(begin, i - begin));
    begin = i;
  }
  return pieces;
}

std::optional<Alignment> AlignExactly(std::span<const Word> given, std::span<const Word> stored) {
  Alignment alignment;
  uint32_t next_given = 0;
  uint32_t next_stored = 0;
  for (std::span<const Word> piece : Pieces(given)) {
    const int64_t found = FindRun(stored, piece, next_stored);
    if (found < 0) return std::nullopt;
    const auto at = static_cast<uint32_t>(found);
    if (next_given == 0) alignment.begin = next_stored = at;
    for (; next_stored < at; ++next_stored) {
      alignment.steps.push_back({v1::DIFF_OP_DELETE, next_given, next_stored});
    }
    for (size_t i = 0; i < piece.size(); ++i) {
      alignment.steps.push_back({v1::DIFF_OP_EQUAL, next_given++, next_stored++});
    }
  }
  alignment.end = next_stored;
  alignment.equal = next_given;
  alignment.exact = true;
  alignment.similarity = 1;
  return alignment;
}

// The run of `length` stored words that shares most words with the given ones, as its first word.
uint32_t RichestRun(std::span<const Word> given, std::span<const Word> stored, uint32_t length) {
  std::unordered_map<std::string_view, int> left;  // of the given words, not yet met in the run
  for (const Word& word : given) ++left[word.key];
  int shared = 0;
  int best = -1;
  uint32_t best_begin = 0;
  for (uint32_t end = 0; end < stored.size(); ++end) {
    if (const auto entering = left.find(stored[end].key); entering != left.end())
      shared += entering->second-- > 0;
    if (end >= length) {
      const auto leaving = left.find(stored[end - length].key);
      if (leaving != left.end()) shared -= ++leaving->second > 0;
    }
    if (shared > best) {
      best = shared;
      best_begin = end + 1 > length ? end + 1 - length : 0;
    }
  }
  return best_begin;
}

// Edit distance of all given words to any run of the stored ones, with the way back. Of ways of one distance
// that with most words in both is taken.
class Table {
 public:
  Table(std::span<const Word> given, std::span<const Word> stored)
      : columns_(stored.size() + 1), moves_((given.size() + 1) * columns_) {
    std::vector<int32_t> above(columns_, 0);  // a run may begin anywhere
    std::vector<int32_t> row(columns_);
    for (size_t i = 1; i <= given.size(); ++i) {
      row[0] = static_cast<int32_t>(i) * kEdit;
      moves_[i * columns_] = kInsert;
      for (size_t j = 1; j < columns_; ++j) {
        const bool same = given[i - 1].key == stored[j - 1].key;
        int32_t cost = above[j - 1] + (same ? -1 : kEdit);
        Move move = same ? kEqual : kReplace;
        if (row[j - 1] + kEdit < cost) cost = row[j - 1] + kEdit, move = kDelete;
        if (above[j] + kEdit < cost) cost = above[j] + kEdit, move = kInsert;
        row[j] = cost;
        moves_[i * columns_ + j] = move;
      }
      std::swap(row, above);
    }
    end_ = static_cast<uint32_t>(std::min_element(above.begin(), above.end()) - above.begin());
  }

  // The steps of the cheapest way, as words of `stored` before `offset` was cut off.
  Alignment Trace(uint32_t given_size, uint32_t offset) const {
    Alignment alignment;
    uint32_t i = given_size;
    uint32_t j = end_;
    alignment.end = offset + j;
    while (i > 0) {
      const Move move = moves_[i * columns_ + j];
      if (move == kReplace) {  // backwards: the article's word will stand before the given one
        alignment.steps.push_back({v1::DIFF_OP_INSERT, i - 1, offset + j});
        alignment.steps.push_back({v1::DIFF_OP_DELETE, i - 1, offset + j - 1});
      } else {
        const v1::DiffOp op = move == kEqual    ? v1::DIFF_OP_EQUAL
                              : move == kInsert ? v1::DIFF_OP_INSERT
                                                : v1::DIFF_OP_DELETE;
        const uint32_t stored_word = move == kInsert ? j : j - 1;
        alignment.steps.push_back({op, move == kDelete ? i : i - 1, offset + stored_word});
      }
      if (move != kDelete) --i;
      if (move != kInsert) --j;
    }
    alignment.begin = offset + j;
    std::reverse(alignment.steps.begin(), alignment.steps.end());
    return alignment;
  }

 private:
  enum Move : uint8_t { kEqual, kReplace, kInsert, kDelete };
  static constexpr int32_t kEdit =
      2 * static_cast<int32_t>(kMaxGivenWords);  // more than all equal words can save

  size_t columns_;
  std::vector<Move> moves_;
  uint32_t end_ = 0;
};

// Takes along the words of the same clause beside an end that begins or ends with a change.
void Reach(std::span<const Word> stored, Alignment* alignment) {
  std::vector<Step>& steps = alignment->steps;
  if (steps.empty() || alignment->begin == alignment->end) return;
  if (steps.front().op != v1::DIFF_OP_EQUAL) {
    const uint32_t clause = stored[alignment->begin].clause;
    for (uint32_t k = 0; k < kMaxReach && alignment->begin > 0; ++k) {
      if (stored[alignment->begin - 1].clause != clause) break;
      steps.insert(steps.begin(), {v1::DIFF_OP_DELETE, 0, --alignment->begin});
    }
  }
  if (steps.back().op != v1::DIFF_OP_EQUAL) {
    const uint32_t clause = stored[alignment->end - 1].clause;
    const auto given_end = static_cast<uint32_t>(steps.back().given + 1);
    for (uint32_t k = 0; k < kMaxReach && alignment->end < stored.size(); ++k) {
      if (stored[alignment->end].clause != clause) break;
      steps.push_back({v1::DIFF_OP_DELETE, given_end, alignment->end++});
    }
  }
}

// Runs of deletions and insertions are sorted so that what the article has stands before what was given
// instead.
void GroupChanges(std::vector<Step>* steps) {
  for (auto begin = steps->begin(); begin != steps->end();) {
    const auto end =
        std::find_if(begin, steps->end(), [](const Step& step) { return step.op == v1::DIFF_OP_EQUAL; });
    std::stable_partition(begin, end, [](const Step& step) { return step.op == v1::DIFF_OP_DELETE; });
    begin = end == steps->end() ? end : end + 1;
  }
}

// A replaced word costs one edit, not two.
uint32_t EditDistance(const std::vector<Step>& steps) {
  uint32_t distance = 0;
  uint32_t deleted = 0;
  uint32_t inserted = 0;
  for (const Step& step : steps) {
    if (step.op == v1::DIFF_OP_EQUAL) {
      distance += std::max(deleted, inserted);
      deleted = inserted = 0;
    } else {
      ++(step.op == v1::DIFF_OP_DELETE ? deleted : inserted);
    }
  }
  return distance + std::max(deleted, inserted);
}

v1::MarkKind MarkIn(uint32_t begin, uint32_t end, std::span<const v1::Mark> marks) {
  for (const v1::Mark& mark : marks) {
    const auto mark_begin = static_cast<uint32_t>(mark.span().start());
    if (mark_begin<end&& static_cast<uint32_t>(mark.span().end())> begin) return mark.kind();
  }
  return v1::MARK_KIND_UNSPECIFIED;
}

}  // namespace

Alignment Align(std::span<const Word> given, std::span<const Word> stored) {
  if (given.empty() || stored.empty()) return {};
  if (std::optional<Alignment> exact = AlignExactly(given, stored)) return *std::move(exact);
  const auto length = static_cast<uint32_t>(2 * given.size() + 8);
  const uint32_t offset = stored.size() > length ? RichestRun(given, stored, length) : 0;
  const std::span<const Word> looked_at =
      stored.subspan(offset, std::min<size_t>(length, stored.size() - offset));

  Alignment alignment = Table(given, looked_at).Trace(static_cast<uint32_t>(given.size()), offset);
  Reach(stored, &alignment);
  GroupChanges(&alignment.steps);
  const auto is_equal = [](const Step& step) { return step.op == v1::DIFF_OP_EQUAL; };
  alignment.equal =
      static_cast<uint32_t>(std::count_if(alignment.steps.begin(), alignment.steps.end(), is_equal));
  const double longer = std::max<double>(static_cast<double>(given.size()), alignment.end - alignment.begin);
  alignment.similarity = std::max(0.0, 1 - EditDistance(alignment.steps) / longer);
  return alignment;
}

std::vector<v1::DiffSegment> DiffOf(const Alignment& alignment, std::span<const Word> given,
                                    std::string_view given_text, std::span<const v1::Mark> given_marks,
                                    std::span<const Word> stored, std::string_view stored_text,
                                    std::span<const v1::Mark> stored_marks) {
  std::vector<v1::DiffSegment> segments;
  const std::vector<Step>& steps = alignment.steps;
  for (size_t first = 0; first < steps.size();) {
    size_t last = first;
    while (last + 1 < steps.size() && steps[last + 1].op == steps[first].op) ++last;
    const bool is_given = steps[first].op == v1::DIFF_OP_INSERT;
    const std::span<const Word> words = is_given ? given : stored;
    const uint32_t begin = words[is_given ? steps[first].given : steps[first].stored].begin;
    const uint32_t end = words[is_given ? steps[last].given : steps[last].stored].end;
    v1::DiffSegment& segment = segments.emplace_back();
    segment.set_op(steps[first].op);
    segment.set_text(std::string((is_given ? given_text : stored_text).substr(begin, end - begin)));
    segment.set_mark(MarkIn(begin, end, is_given ? given_marks : stored_marks));
    first = last + 1;
  }
  return segments;
}

}  // namespace isnad::verify
