// Alignment: given words laid beside those of an article.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "isnad/v1/text.pb.h"
#include "isnad/v1/verification.pb.h"
#include "server/verify/words.h"

namespace isnad::verify {

// More given words than this are not compared.
inline constexpr size_t kMaxGivenWords = 2000;

// A step from the article's wording to the given one.
struct Step {
  v1::DiffOp op = v1::DIFF_OP_UNSPECIFIED;  // EQUAL, INSERT (given only) or DELETE (article only)
  uint32_t given = 0;                       // the word, where op is not DELETE
  uint32_t stored = 0;                      // the word, where op is not INSERT
};

// Where the given words fit best within stored ones.
struct Alignment {
  uint32_t begin = 0;  // the stored words [begin, end) that they were laid beside
  uint32_t end = 0;
  std::vector<Step> steps;
  uint32_t equal = 0;     // words in both
  bool exact = false;     // nothing differs but what an ellipsis in the given words leaves out
  double similarity = 0;  // 1 less the edit distance in words over the longer length
};

// Lays all the given words beside the run of stored ones that they differ least from (least edit distance in
// words, then most words in both, then the earliest). An exact run is found in linear time; else the cost is
// the product of both lengths, and where `stored` is more than twice as long only the part of it that shares
// most words is looked at. Requires at most kMaxGivenWords given words. Without given or stored words nothing
// is aligned.
Alignment Align(std::span<const Word> given, std::span<const Word> stored);

// The steps as runs of words in their own spelling. `given_marks` and `stored_marks` are places in the two
// texts that turn the sense; a run that holds one says so.
std::vector<v1::DiffSegment> DiffOf(const Alignment& alignment, std::span<const Word> given,
                                    std::string_view given_text, std::span<const v1::Mark> given_marks,
                                    std::span<const Word> stored, std::string_view stored_text,
                                    std::span<const v1::Mark> stored_marks);

}  // namespace isnad::verify
