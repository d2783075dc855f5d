#include "server/store/sql/scored.h"

#include <algorithm>

namespace isnad::store::sql {

// log2 digit by digit: squaring a number in [1, 2) doubles its logarithm, so what exceeds 2 is the next
// binary digit.
int64_t InverseFrequency(int64_t units, int64_t frequency) {
  __extension__ using Wide = unsigned __int128;
  const auto numerator = static_cast<uint64_t>(units) + 1;
  const auto denominator = static_cast<uint64_t>(frequency);
  int64_t whole = 0;
  while ((Wide{denominator} << (whole + 1)) <= numerator) ++whole;
  constexpr int kFraction = 62;  // bits behind the point of `ratio`, which is in [1, 2)
  auto ratio = static_cast<uint64_t>((Wide{numerator} << kFraction) / (Wide{denominator} << whole));
  int64_t result = whole;
  for (int digit = 0; digit < 10; ++digit) {
    const Wide square = (Wide{ratio} * ratio) >> kFraction;
    const bool one = square >= (Wide{2} << kFraction);
    ratio = static_cast<uint64_t>(one ? square >> 1 : square);
    result = result * 2 + (one ? 1 : 0);
  }
  return result;
}

void KeepBest(std::vector<Scored>& scored, size_t limit) {
  if (scored.size() <= limit) return;
  const auto last = scored.begin() + static_cast<ptrdiff_t>(limit - 1);
  std::nth_element(scored.begin(), last, scored.end(),
                   [](const Scored& a, const Scored& b) { return a.score > b.score; });
  const int64_t least = last->score;
  std::erase_if(scored, [least](const Scored& entry) { return entry.score < least; });
}

void Rank(std::vector<Candidate>& candidates, size_t limit) {
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.score != b.score ? a.score > b.score : a.name < b.name;
  });
  if (candidates.size() > limit) candidates.resize(limit);
}

}  // namespace isnad::store::sql
