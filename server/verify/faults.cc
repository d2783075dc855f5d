#include "server/verify/faults.h"

#include <algorithm>

namespace isnad::verify {
namespace {

// The stored words that the alignment takes, as it goes on from one to the next.
std::vector<bool> Taken(const Alignment& alignment, size_t stored_size) {
  std::vector<bool> taken(stored_size, false);
  for (const Step& step : alignment.steps) {
    if (step.op == v1::DIFF_OP_EQUAL) taken[step.stored] = true;
  }
  // What a change replaces is a matter of the wording, not of what was cut off.
  if (!alignment.exact) std::fill(taken.begin() + alignment.begin, taken.begin() + alignment.end, true);
  return taken;
}

// Whether a mark at word `at` turns the sense of the taken word `neighbour`, between which nothing is taken.
bool Reaches(std::span<const Word> stored, size_t at, size_t neighbour, const v1::Mark& mark) {
  if (stored[at].sentence != stored[neighbour].sentence) return false;
  switch (mark.kind()) {
    case v1::MARK_KIND_CONDITION:
    case v1::MARK_KIND_EXCEPTION:
    case v1::MARK_KIND_CONTRAST:
      return true;
    case v1::MARK_KIND_NEGATION:
    case v1::MARK_KIND_HEDGE:
      return stored[at].clause == stored[neighbour].clause ||
             (at == neighbour + 1 && stored[at].begin == static_cast<uint32_t>(mark.span().start()));
    default:
      return false;
  }
}

bool IsTurned(std::span<const Word> stored, const std::vector<bool>& taken, size_t at, const v1::Mark& mark) {
  for (size_t i = at; i-- > 0;) {
    if (!taken[i]) continue;
    if (Reaches(stored, at, i, mark)) return true;
    break;
  }
  for (size_t i = at + 1; i < taken.size(); ++i) {
    if (taken[i]) return Reaches(stored, at, i, mark);
  }
  return false;
}

}  // namespace

v1::MarkKind LostMark(const Alignment& alignment, std::span<const Word> stored,
                      std::span<const v1::Mark> marks) {
  const std::vector<bool> taken = Taken(alignment, stored.size());
  for (const v1::Mark& mark : marks) {
    const auto begin = static_cast<uint32_t>(mark.span().start());
    const auto end = static_cast<uint32_t>(mark.span().end());
    for (size_t i = 0; i < stored.size(); ++i) {
      if (stored[i].begin >= end || stored[i].end <= begin || taken[i]) continue;
      // What an ellipsis leaves out of the middle may be a sentence of its own, but no "no".
      const bool in_gap = i > alignment.begin && i + 1 < alignment.end;
      if (in_gap && mark.kind() == v1::MARK_KIND_NEGATION) return mark.kind();
      if (IsTurned(stored, taken, i, mark)) return mark.kind();
      break;
    }
  }
  return v1::MARK_KIND_UNSPECIFIED;
}

bool IsMatch(const Alignment& alignment, size_t given_size, size_t stored_size) {
  if (alignment.exact) return given_size >= kLeastWords || given_size == stored_size;
  return alignment.equal >= kLeastWords && alignment.similarity >= kNearSimilarity;
}

std::vector<v1::QuoteVerdict> FaultsOf(const Alignment& alignment, v1::MarkKind lost, Agreement speaker,
                                       Agreement date) {
  std::vector<v1::QuoteVerdict> faults;
  if (speaker == Agreement::kDifferent) faults.push_back(v1::QUOTE_VERDICT_MISATTRIBUTED);
  if (!alignment.exact) faults.push_back(v1::QUOTE_VERDICT_ALTERED);
  if (lost != v1::MARK_KIND_UNSPECIFIED) faults.push_back(v1::QUOTE_VERDICT_TRUNCATED);
  if (date == Agreement::kDifferent) faults.push_back(v1::QUOTE_VERDICT_WRONG_DATE);
  return faults;
}

}  // namespace isnad::verify
